"""A zip package (压缩包) opened within limits: what it declares of itself is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError

_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Package:
    """Members of a zip, unpacked one at a time and counted in all."""

    def __init__(self, body: bytes) -> None:
        """Raises `UnreadableError` for a damaged, encrypted or overfull package."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (*_BROKEN, UnicodeDecodeError) as error:
            raise UnreadableError(errors.DAMAGED) from error
        if len(self._members) > limits.MEMBERS:
            raise UnreadableError(errors.TOO_LARGE)
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in self._members.values()):
            raise UnreadableError(errors.ENCRYPTED)
        self._packed = len(body)
        self._unpacked = 0

    @property
    def names(self) -> frozenset[str]:
        """Names of all members."""
        return frozenset(self._members)

    def matching(self, prefix: str, suffix: str = ".xml") -> list[str]:
        """Names that begin and end so, in the order of their numbers."""
        found = [name for name in self._members if name.startswith(prefix) and name.endswith(suffix)]
        return sorted(found, key=lambda name: (len(name), name))

    def read(self, name: str) -> bytes:
        """One member. Raises `UnreadableError` where it is damaged or too much."""
        return b"".join(self.chunks(name, limits.MEMBER_BYTES))

    def chunks(self, name: str, most: int = limits.UNPACKED_BYTES) -> Iterator[bytes]:
        """One member piece by piece; the sum over all reads is bounded."""
        size = 0
        try:
            with self._zip.open(self._members[name]) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk))
                    if size > most:
                        raise UnreadableError(errors.TOO_LARGE)
                    yield chunk
        except _BROKEN as error:
            raise UnreadableError(errors.DAMAGED) from error

    def xml(self, name: str) -> etree._Element | None:
        """One member parsed, None where it is missing or no XML. Entities are never resolved."""
        if name not in self._members:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(b"".join(self.chunks(name, limits.XML_BYTES)), parser)
        except (etree.LxmlError, ValueError):
            return None

    def expand_all(self) -> None:
        """Unpack everything into nothing: raises `UnreadableError` before another reader would choke on it."""
        for name in self._members:
            for _ in self.chunks(name):
                pass

    def _count(self, size: int) -> None:
        self._unpacked += size
        grown = self._unpacked > limits.RATIO_FROM and self._unpacked > limits.RATIO * self._packed
        if grown or self._unpacked > limits.UNPACKED_BYTES:
            raise UnreadableError(errors.BOMB)
