"""What is due once a year (年度事项): the visit that witnesses its absence, and the years that a title names."""

from __future__ import annotations

import datetime as dt
import re

from county.history import ColumnHistory, Item
from county.visit import Visit

_YEAR = re.compile(r"(?:19|20)\d{2}|二[〇○零Ｏ0]\w{2}")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def year_witness(history: ColumnHistory, due: dt.date) -> Visit | None:
    """The newest complete visit, where it came after `due` and read a list back to that year's first day."""
    last = history.last_complete
    if last is None or last.night <= due or last.window_covered_from is None:
        return None
    read_list = bool(last.entries or last.empty_because)
    return last if read_list and last.window_covered_from <= dt.date(due.year, 1, 1) else None


def years_named(title: str) -> set[int]:
    """The years that stand in a title, in figures or in characters."""
    return {int(year) for year in (found.translate(_DIGITS) for found in _YEAR.findall(title)) if year.isdecimal()}


def dates_of(item: Item) -> list[dt.date]:
    """Every date that an item shows or claims."""
    return [date for date in (item.listed, item.displayed, item.claimed) if date]
