"""Personal numbers in addresses (网址中的号码): "…/张三13812345678.xlsx" names a person,
"…/13812345678.html" a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from county.personal.ids import NumberKind, is_resident_id, masked

_ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+")
_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
_LONG_RUN = re.compile(r"[\d%]{11}")
"""Digits of the shortest number, escaped (%31) or not."""
_HAN = re.compile("[\u3400-\u9fff]")
_PHONE_KEY = re.compile(r"[?&;](?:\w*[Pp]hone|\w*[Mm]obile|(?:\w*_)?[Tt]el|\w*Tel|sjh?m?|lxdh|shouji|dianhua)\w*=\Z")
"""A field of a query that is called telephone."""
_LONGEST_KEY = 40
_ENCODINGS = ("utf-8", "gb18030")


def mask_address(url: str) -> str:
    """`url` with near-certain personal numbers starred, everything else as it was."""
    if _LONG_RUN.search(url) is None:
        return url
    decoded, places = _decoded(url)
    pieces = list(url)
    for kind, start, end in _numbers(decoded):
        mask = masked(kind, decoded[start:end])
        for sign, (first, last) in zip(mask, places[start:end], strict=True):
            if sign == "*":
                pieces[first:last] = ["*", *[""] * (last - first - 1)]
    return "".join(pieces)


def _numbers(decoded: str) -> Iterator[tuple[NumberKind, int, int]]:
    for match in _ID.finditer(decoded):
        if is_resident_id(match[0].upper()):
            yield NumberKind.RESIDENT_ID, match.start(), match.end()
    for match in _MOBILE.finditer(decoded):
        by_name = _HAN.match(decoded[match.start() - 1 : match.start()]) or _HAN.match(decoded, match.end())
        if by_name or _PHONE_KEY.search(decoded, max(0, match.start() - _LONGEST_KEY), match.start()):
            yield NumberKind.MOBILE, match.start(), match.end()


def _decoded(url: str) -> tuple[str, list[tuple[int, int]]]:
    """The address with its escapes read, and for each of its characters where it stands in `url`."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    done = 0
    for match in _ESCAPES.finditer(url):
        text += url[done : match.start()]
        places += ((place, place + 1) for place in range(done, match.start()))
        at = match.start()
        characters, widths = _read(bytes.fromhex(match[0].replace("%", "")))
        for character, width in zip(characters, widths, strict=True):
            text.append(character)
            places.append((at, at + 3 * width))
            at += 3 * width
        done = match.end()
    text += url[done:]
    places += ((place, place + 1) for place in range(done, len(url)))
    return "".join(text), places


def _read(escaped: bytes) -> tuple[str, list[int]]:
    """Characters of escaped bytes, and of how many bytes each was made."""
    for encoding in _ENCODINGS:
        try:
            characters = escaped.decode(encoding)
        except UnicodeDecodeError:
            continue
        return characters, [len(character.encode(encoding)) for character in characters]
    return escaped.decode("latin-1"), [1] * len(escaped)
