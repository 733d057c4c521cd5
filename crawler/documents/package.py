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


class Budget:
    """Bytes that a document and all packages inside it may unpack to."""

    def __init__(self) -> None:
        self.left = limits.UNPACKED_BYTES


class Package:
    """Members of a zip, unpacked one at a time and counted in all."""

    def __init__(self, body: bytes, budget: Budget | None = None) -> None:
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
        self._budget = budget or Budget()
        self.damaged = False
        """Whether some part that was asked for was torn, so that not all of it was read."""

    @property
    def names(self) -> frozenset[str]:
        """Names of all members."""
        return frozenset(self._members)

    @property
    def overfull(self) -> bool:
        """Whether more was unpacked than an honest package holds."""
        grown = self._unpacked > limits.RATIO_FROM and self._unpacked > limits.RATIO * self._packed
        return grown or self._budget.left < 0

    def size(self, name: str) -> int:
        """Packed bytes of a member."""
        return self._members[name].compress_size

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
        """One member parsed, None where it is missing or no XML. Entities are never resolved. Raises `UnreadableError`
        for one that is too large."""
        if name not in self._members:
            return None
        try:
            body = b"".join(self.chunks(name, limits.XML_BYTES))
        except UnreadableError as error:
            if error.reason != errors.DAMAGED:
                raise
            self.damaged = True
            return None
        root, whole = parse_xml(body)
        self.damaged = self.damaged or not whole
        return root

    def expand_all(self, but: str) -> None:
        """Unpack everything into nothing, but for one folder: raises `UnreadableError` before another reader would
        choke on it."""
        for name in self._members:
            for _ in self.chunks(name) if not name.startswith(but) else ():
                pass

    def _count(self, size: int) -> None:
        self._unpacked += size
        self._budget.left -= size
        if self.overfull:
            raise UnreadableError(errors.BOMB)


def parse_xml(body: bytes) -> tuple[etree._Element | None, bool]:
    """The root of an XML document, None where there is none, and whether all of it could be read: not where it is torn,
    nor where it declares entities, which are never resolved. Raises `UnreadableError` for one that is too large."""
    if body.count(b"<") + body.count(b"=") > limits.XML_NODES:
        raise UnreadableError(errors.TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None, False
    torn = root is None or len(parser.error_log) > 0 or root.getroottree().docinfo.internalDTD is not None
    return root, not torn
