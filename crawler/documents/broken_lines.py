"""Lines put together again (断行) where the page's edge or a narrow cell broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from county.personal.ids import has_id_checksum, is_resident_id

_ENDS_OPEN = re.compile(r"[\u3400-\u9fff，、；：（《“A-Za-z]$")
_GOES_ON = re.compile(r"^[\u3400-\u9fff，。、；：！？）》”A-Za-z\d（《“]")
_NEW_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\(?\d{1,3}[).、．]|第[一二三四五六七八九十百\d]{1,4}[章节条])"
)
_FULL_LINE = 0.85
"""A line this near to the widest of its page was broken by the page's edge."""
_SHORTEST_FULL = 18
_OPEN_DIGITS = re.compile(r"(?<!\d)\d{1,19}$")
_MORE_DIGITS = re.compile(r"^(\d{1,19}[Xx]?)(?!\d)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DIGITS = re.compile(r"\d+[Xx]?")
_ID = re.compile(r"\d{17}[\dXx]")
_WHOLE_NUMBER = 11
"""Digits of a mobile: lines of a cell with fewer are parts of one number, if all but the last are equally long."""
_LONGEST_NUMBER = 20
_LATIN = re.compile("[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff，、；：（《“]$")


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Running lines as paragraphs."""
    widest = max(map(len, lines), default=0)
    pending = ""
    last = ""
    for line in lines:
        if pending and (is_broken_number(last, line) or _is_broken_line(last, line, widest)):
            pending += f" {line}" if _parts_words(last, line) else line
        else:
            if pending:
                yield pending
            pending = line
        last = line
    if pending:
        yield pending


def _parts_words(line: str, following: str) -> bool:
    """Whether a blank stood between two words of Latin letters."""
    return _LATIN.match(line[-1:]) is not None and _LATIN.match(following[:1]) is not None


def joined_cell(lines: Sequence[str]) -> str:
    """The lines of one cell as one: numbers whole again, Chinese without blanks in between."""
    if len(lines) > 1 and _is_one_number(lines):
        return "".join(lines)
    pieces = " ".join(lines).split()  # the end of a line in a narrow cell may have been read as a blank
    if len(pieces) > 1 and _ID.fullmatch(number := "".join(pieces)) and is_resident_id(number.upper()):
        return number
    cell = ""
    for line in lines:
        close = not cell or is_broken_number(cell, line) or (_HAN.search(cell) and _GOES_ON.match(line))
        cell += line if close else f" {line}"
    return cell


def _is_one_number(lines: Sequence[str]) -> bool:
    if not all(_DIGITS.fullmatch(line) for line in lines):
        return False
    number = "".join(lines)
    if len(number) == len("11010119000101000X") and has_id_checksum(number.upper()):
        return True
    first = len(lines[0])
    evenly = all(len(line) == first for line in lines[:-1]) and len(lines[-1]) <= first
    return evenly and first < _WHOLE_NUMBER and _WHOLE_NUMBER <= len(number) <= _LONGEST_NUMBER


def _is_broken_line(line: str, following: str, widest: int) -> bool:
    full = len(line) >= max(_SHORTEST_FULL, _FULL_LINE * widest)
    goes_on = _GOES_ON.match(following) is not None and _NEW_ITEM.match(following) is None
    return full and goes_on and _ENDS_OPEN.search(line) is not None


def is_broken_number(line: str, following: str) -> bool:
    """Whether the digits at the end of one line and the start of the next are one number: an identity number whose
    checksum holds only together, that number with its disability suffix, or a mobile number."""
    head, tail = _OPEN_DIGITS.search(line), _MORE_DIGITS.match(following)
    if head is None or tail is None:
        return False
    number = head[0] + tail[1]
    if len(number) in (18, 20):
        return has_id_checksum(number[:18].upper())
    return len(number) == 11 and _MOBILE.fullmatch(number) is not None
