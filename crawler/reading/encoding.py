"""Bytes to text (编码判定): what a portal declares is often wrong, so the bytes are asked first."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_HAN = re.compile("[\u3400-\u9fff]")
_BEYOND_TWO_BYTES = re.compile("[\u0800-\U0010ffff]")
_SIGNS_ONLY = re.compile("[\x00-\x7f\xa0\xa9\xab\xae\xb0\xb7\xbb\xd7]*")
# UTF-8 carries icon fonts on purpose; in GB18030 the private area is where bytes go that mean nothing
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_TEXT = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e\r\n\t]")
_LEAST_ZEROS, _TELLING = 2, 0.95
"""Zeros of a text in UTF-16, and the share of Chinese and plain characters in it."""
_HEAD_BYTES = 4096
"""A meta charset further down is ignored by browsers too (they look at 1,024 bytes)."""
_DETECTED_BYTES = 64 * 1024
_HOPELESS = 0.05
"""Above this ratio of lost characters the detector is asked, which costs milliseconds."""
_DETECTABLE = ["utf_8", "gb18030", "big5"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a body, and the same in UTF-8 as the parser takes it: the body itself where it is. `encoding` is what was
    used, `declared` what the header or else the meta tag said, "" for neither. `replaced` is the ratio of characters
    that came out as U+FFFD or from the private use area."""

    text: str
    utf8: bytes
    encoding: str
    declared: str
    replaced: float


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Text of `body`, whatever it claims to be: byte order mark, else strict UTF-8 of the whole, else strict GB18030,
    else the declared encoding or the one that loses least. Never raises."""
    claims = list(_claims(body, content_type))
    declared = claims[0] if claims else ""
    if marked := _by_mark(body):
        return _decoded(body, marked, declared)
    if (text := _as_utf8(body, claims)) is not None:
        return _told(text, "utf-8", declared, body)
    if "big5" not in claims and (text := _try(body, "gb18030")) is not None:
        return _told(text, "gb18030", declared)
    best = _least_lost(body, claims, declared)
    if best.replaced > _HOPELESS and (detected := _detect(body)):
        return min(best, _decoded(body, detected, declared), key=lambda decoded: decoded.replaced)
    return best


def _claims(body: bytes, content_type: str) -> Iterator[str]:
    head = body[:_HEAD_BYTES]
    for match in (_HEADER_CHARSET.search(content_type), _XML_ENCODING.search(head), _in_meta(head.lower())):
        if match is None:
            continue
        name = match[1].decode("ascii", "replace") if isinstance(match[1], bytes) else match[1]
        if known := _known(name):
            yield known


def _in_meta(head: bytes) -> re.Match[bytes] | None:
    """The first charset inside a meta tag of `head`, which is in lower case."""
    matches = (match for match in _META_CHARSET.finditer(head))
    return next((match for match in matches if head.startswith(b"<meta", head.rfind(b"<", 0, match.start()))), None)


def _known(name: str) -> str:
    """Python's name for an encoding, "" for an unknown one. GB2312 and GBK are subsets of GB18030."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(codec, "_is_text_encoding", True):
        return ""
    return "gb18030" if codec.name in ("gb2312", "gbk", "hz") else codec.name


def _by_mark(body: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if body.startswith(mark)), "") or unmarked_utf16(body)


def unmarked_utf16(body: bytes) -> str:
    """utf-16-le or utf-16-be for Chinese text in one of them without its mark, "" for anything else: its line ends,
    digits and commas have a zero on the same side, and no other character has one."""
    head = body[:_HEAD_BYTES]
    if b"\0" not in head:
        return ""
    first, second = head[::2].count(0), head[1::2].count(0)
    if min(first, second) or max(first, second) < _LEAST_ZEROS:
        return ""
    encoding = "utf-16-le" if second else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    telling = len(_TEXT.findall(text))
    return encoding if telling >= _TELLING * len(text) else ""


def _as_utf8(body: bytes, claims: list[str]) -> str | None:
    """The text where all of it is UTF-8."""
    text = _try(body, "utf-8")
    return text if text is not None and (text.isascii() or _is_utf8(text, claims)) else None


def _is_utf8(text: str, claims: list[str]) -> bool:
    """A GBK text of a few words may pass as UTF-8, but only as characters below U+0800, which no Chinese page
    consists of, signs such as © apart."""
    if _HAN.search(text) or _BEYOND_TWO_BYTES.search(text) or _SIGNS_ONLY.fullmatch(text):
        return True
    return "gb18030" not in claims


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _least_lost(body: bytes, claims: list[str], declared: str) -> Decoded:
    """One bad byte must not throw a page to a declared encoding that fits nowhere. Single-byte encodings lose nothing
    and are never right on a Chinese page."""
    names = [name for name in claims if name.startswith(("utf", "gb", "big5"))]
    names += [name for name in ("utf-8", "gb18030") if name not in names]
    return min((_decoded(body, name, declared) for name in names), key=lambda decoded: decoded.replaced)


def _detect(body: bytes) -> str:
    best = from_bytes(body[:_DETECTED_BYTES], cp_isolation=_DETECTABLE).best()
    return best.encoding if best else ""


def _decoded(body: bytes, encoding: str, declared: str) -> Decoded:
    try:
        text = body.decode(encoding, "replace")
    except (LookupError, ValueError):
        encoding, text = "utf-8", body.decode("utf-8", "replace")
    return _told(text, encoding, declared)


def _told(text: str, encoding: str, declared: str, utf8: bytes | None = None) -> Decoded:
    utf8 = text.encode("utf-8", "replace") if utf8 is None else utf8
    lost = _lost(text, encoding) / len(text) if text else 0.0
    return Decoded(text, utf8, encoding.removesuffix("-sig"), declared, lost)


def _lost(text: str, encoding: str) -> int:
    """Characters that could not be read. Nearly every text has none, and to see that takes a tenth of counting."""
    if not encoding.startswith("utf"):
        return len(_LOST.findall(text))
    return text.count("\ufffd") if "\ufffd" in text else 0
