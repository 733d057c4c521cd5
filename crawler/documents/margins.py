"""What a workbook prints at the head and the foot of each page (页眉页脚): words among codes for place
and font."""

from __future__ import annotations

import re
from html import unescape

_PLACE = re.compile(r"&[LCRlcr]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z])')
_AND = re.compile("&&")
_WRITTEN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]+)<")
_BLANKS = re.compile(r"\s+")
OPENING = b"headerFooter"
"""Name of the element of a sheet that holds them."""
REACH = 8192
"""Bytes from there in which they stand: each has 255 characters at the most."""


def printed(written: str) -> str:
    """The words of one head or foot: '&L&12某某&R第 &P 页' prints "某某 第 页"."""
    words = (_CODE.sub("", part) for part in _AND.split(_PLACE.sub(" ", written)))
    return _BLANKS.sub(" ", "&".join(words)).strip()


def printed_in(element: bytes) -> list[str]:
    """The words of every head and foot that a sheet's `element` (headerFooter) declares."""
    written = (unescape(found.decode("utf-8", "replace")) for found in _WRITTEN.findall(element))
    return [*filter(None, map(printed, written))]
