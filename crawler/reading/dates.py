"""Dates as portals print them (日期写法), in running text, in list rows and in addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

_FULL = re.compile(
    r"(?<![\d/.A-Za-z-])((?:19|20)\d{2})\s?(?:[-/.]|[\u4e00-\u9fff\u2010-\u2015\uff0d])\s?(0?[1-9]|1[0-2])\s?"
    r"(?:[-/.]|\u6708|[\u2010-\u2015\uff0d])\s?(0[1-9]|[12]\d|3[01]|[1-9])(?:\s?\u65e5|(?!\d)|(?=\d{2}:\d{2}))"
)
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零OＯ", 0)
_NUMERALS = re.compile(
    r"(二[〇○零OＯ][〇○零OＯ一二三四五六七八九]{2})年\s?([一二三四五六七八九十]{1,2})月\s?([一二三四五六七八九十]{1,3})日"
)
_WIDE = re.compile("[\uff10-\uff19]")
_NARROWED = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0D: "-", 0xFF0F: "/", 0xFF0E: "."}
"""Digits as wide as a Chinese character: ２０２６－０４－０９."""
_YEAR_MARKS = "-/.年\u2010\u2011\u2012\u2013\u2014\u2015\uff0d"
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)\s*日?\s*(?:/|\s)\s*((?:19|20)\d{2})\s?[-/.年]\s?(0?[1-9]|1[0-2])(?!\d)")
_DAY_LAST = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.年]\s?(0?[1-9]|1[0-2])\s?月?\s+([0-3]?\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d./-])([0-4]\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d./-])")
_MONTH_DAY = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])\s?[-/.月]\s?([0-3]?\d)(?![\d./-])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_IN_ADDRESS = re.compile(
    r"/[a-z]{0,2}((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?=[_/.])"
    r"|/((?:19|20)\d{2})[-/](0?[1-9]|1[0-2])[-/]([0-3]?\d)(?=[_/])"
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2])(?:/|$)")
_ROW_CHARACTERS = 400
"""A list row longer than this is no row."""


class FoundDate(NamedTuple):
    """A date and where it stands in the text."""

    date: dt.date
    start: int
    end: int


def real_date(year: str, month: str, day: str) -> dt.date | None:
    """The date, None where the calendar has no such day."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date written with its year, in order."""
    if _WIDE.search(text):
        text = text.translate(_NARROWED)
    for match in _FULL.finditer(text):
        if text[match.end(1) :].lstrip()[:1] not in _YEAR_MARKS:
            continue
        if date := real_date(match[1], match[2], match[3]):
            yield FoundDate(date, match.start(), match.end())
    if "年" in text and "二" in text:
        yield from _written_out(text)


def _written_out(text: str) -> Iterator[FoundDate]:
    """Dates in Chinese numerals: 二〇二六年四月九日."""
    for match in _NUMERALS.finditer(text):
        year = "".join(str(_DIGITS[character]) for character in match[1])
        if date := real_date(year, str(_number(match[2])), str(_number(match[3]))):
            yield FoundDate(date, match.start(), match.end())


def _number(numeral: str) -> int:
    """A number up to 99: 九, 十, 十二, 二十, 三十一."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def first_date(text: str) -> dt.date | None:
    """The first date written with its year."""
    return next((found.date for found in find_dates(text)), None)


def row_date(text: str, url: str) -> dt.date | None:
    """The date printed in a list row: in full, else day and month in two boxes, else month and day with a year
    nearby: in the row, or in an address that names the same day."""
    text = text[:_ROW_CHARACTERS]
    return first_date(text) or boxed_date(text) or _yearless_date(text, url)


def boxed_date(text: str) -> dt.date | None:
    """A date in two boxes: 09 and 2026-04, in either order; or one with a short year: 26-04-09."""
    if match := _DAY_LAST.search(text):
        return real_date(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return real_date(match[2], match[3], match[1])
    if match := _SHORT_YEAR.search(text):
        return real_date(f"20{match[1]}", match[2], match[3])
    return None


def _yearless_date(text: str, url: str) -> dt.date | None:
    match = _MONTH_DAY.search(text)
    if match is None:
        return None
    if year := _YEAR.search(text):
        return real_date(year[1], match[1], match[2])
    if (dated := address_date(url)) and (dated.month, dated.day) == (int(match[1]), int(match[2])):
        return dated
    if (folder := _MONTH_IN_ADDRESS.search(url)) and int(folder[2]) == int(match[1]):
        return real_date(folder[1], match[1], match[2])
    return None


def address_date(url: str) -> dt.date | None:
    """The day an address names: t20260409_, /2026/4/9/, /20260409/."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    return real_date(year, month, day)
