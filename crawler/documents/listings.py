"""Archives that cannot be unpacked here (rar、7z): the names of their members, for the person who looks into them."""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator

from crawler.documents import errors, limits
from crawler.documents.collected import unread_files
from crawler.documents.errors import UnreadableError

_RAR_5 = b"Rar!\x1a\x07\x01\x00"
_RAR_4_HEAD = 7
_RAR_4_FILE, _RAR_4_MAIN, _RAR_4_LOCKED, _RAR_4_DATA, _RAR_4_LARGE = 0x74, 0x73, 0x80, 0x8000, 0x100
_RAR_4_FOLDER = 0xE0
_RAR_5_FILE, _RAR_5_LOCKED = 2, 4
_7Z_HEAD = 32
_7Z_PACKED = b"\x17\x06"
_7Z_LZMA = b"\x23\x03\x01\x01\x05"
"""One coder, LZMA, with five bytes of properties."""
_7Z_NAMES = b"\x11"
_HEADER_BYTES = 8 * 1024 * 1024


def refuse_archive(body: bytes, kind: str) -> UnreadableError:
    """The error that says what lies in a rar or 7z; its members are never read."""
    try:
        names = list(_NAMES[kind](body))[: limits.MEMBERS]
    except UnreadableError as error:
        return error
    except (struct.error, IndexError, ValueError, lzma.LZMAError, MemoryError):
        names = []
    what = unread_files(names) if names else "文件未检查，请解压后人工检查。"
    return UnreadableError(f"{kind} 压缩包里的{what}")


def _rar(body: bytes) -> Iterator[str]:
    return _rar_5(body) if body.startswith(_RAR_5) else _rar_4(body)


def _rar_4(body: bytes) -> Iterator[str]:
    place = _RAR_4_HEAD
    while place + _RAR_4_HEAD <= len(body):
        _, kind, flags, size = struct.unpack_from("<HBHH", body, place)
        if kind == _RAR_4_MAIN and flags & _RAR_4_LOCKED:
            raise UnreadableError(errors.ENCRYPTED)
        following = struct.unpack_from("<I", body, place + 7)[0] if flags & _RAR_4_DATA else 0
        if kind == _RAR_4_FILE:
            length = struct.unpack_from("<H", body, place + 26)[0]
            start = place + (40 if flags & _RAR_4_LARGE else 32)
            if flags & _RAR_4_FOLDER != _RAR_4_FOLDER:
                yield body[start : start + length].partition(b"\0")[0].decode("gb18030", "replace")
        place += max(size, _RAR_4_HEAD) + following


def _rar_5(body: bytes) -> Iterator[str]:
    place = len(_RAR_5)
    while place + 5 < len(body):
        size, start = _variable(body, place + 4)
        kind, at = _variable(body, start)
        flags, at = _variable(body, at)
        if kind == _RAR_5_LOCKED:
            raise UnreadableError(errors.ENCRYPTED)
        _, at = _variable(body, at) if flags & 1 else (0, at)
        data, at = _variable(body, at) if flags & 2 else (0, at)
        if kind == _RAR_5_FILE and (name := _rar_5_name(body, at)):
            yield name
        place = start + max(size, 1) + data


def _rar_5_name(body: bytes, at: int) -> str:
    flags, at = _variable(body, at)
    _, at = _variable(body, at)  # unpacked size
    _, at = _variable(body, at)  # attributes
    at += (4 if flags & 2 else 0) + (4 if flags & 4 else 0)
    _, at = _variable(body, at)  # method
    _, at = _variable(body, at)  # system
    length, at = _variable(body, at)
    return "" if flags & 1 else body[at : at + min(length, 1024)].decode("utf-8", "replace")


def _variable(body: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place behind it."""
    number = 0
    for step in range(10):
        byte = body[place + step]
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            return number, place + step + 1
    raise ValueError


def _7z(body: bytes) -> Iterator[str]:
    start, size = struct.unpack_from("<QQ", body, 12)
    header = body[_7Z_HEAD + start : _7Z_HEAD + start + size]
    if header.startswith(_7Z_PACKED):
        header = _7z_unpacked(body, header)
    place = header.find(_7Z_NAMES)
    while place >= 0:
        length, at = _7z_number(header, place + 1)
        names = header[at + 1 : at + length]
        if length > 3 and len(names) == length - 1 and header[at] == 0 and length % 2 and names.endswith(b"\0\0"):
            yield from names[:-2].decode("utf-16-le", "replace").split("\0")
            return
        place = header.find(_7Z_NAMES, place + 1)


def _7z_unpacked(body: bytes, header: bytes) -> bytes:
    start, at = _7z_number(header, 2)
    coder = header.find(_7Z_LZMA, at)
    if coder < 0:
        if b"\x06\xf1\x07\x01" in header:
            raise UnreadableError(errors.ENCRYPTED)
        return b""
    properties = header[coder + len(_7Z_LZMA) :][:5]
    first = properties[0]
    span = min(max(struct.unpack("<I", properties[1:])[0], 4096), _HEADER_BYTES)
    position, rest = divmod(first, 45)
    chain = [{"id": lzma.FILTER_LZMA1, "pb": position, "lp": rest // 9, "lc": rest % 9, "dict_size": span}]
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).decompress(body[_7Z_HEAD + start :], _HEADER_BYTES)


def _7z_number(header: bytes, place: int) -> tuple[int, int]:
    """A number whose first byte says by its leading ones how many bytes follow."""
    first = header[place]
    more = next((count for count in range(8) if not first & 0x80 >> count), 8)
    low = int.from_bytes(header[place + 1 : place + 1 + more], "little")
    high = first & (0x7F >> more) if more < 8 else 0
    return (high << 8 * more) + low, place + 1 + more


_NAMES = {"rar": _rar, "7z": _7z}
