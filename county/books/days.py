"""Days and periods as office staff write them."""

from __future__ import annotations

import datetime as dt
import re

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""No entry of ours lies beyond; a year outside is a slip of the keyboard."""

_DAY = re.compile(r"(\d{4})(?:[年./-](\d{1,2})[月./-](\d{1,2})日?|(\d{2})(\d{2}))(?: 0{1,2}:00(?::00)?)?")
_PERIOD = re.compile(
    r"(\d{4})年?(?:度|全年)?(?:[-/]?(?:(H[12])|(Q[1-4])|(上|下)半年|第?([一二三四1-4])季度|(\d{1,2})月?))?"
)
_HALVES = {"上": "H1", "下": "H2"}
_QUARTERS = dict(zip("一二三四1234", "12341234", strict=True))


def parse_day(text: str) -> dt.date | None:
    """The day that `text` (in half-width signs) names, None where it names none."""
    parts = _DAY.fullmatch(text)
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_period(text: str) -> str:
    """A stretch of time in the way it is kept: "2026", "2026-H1", "2026-Q3", "2026-03"; "" where `text` is none."""
    parts = _PERIOD.fullmatch(text.replace(" ", "").upper())
    if parts is None or not FIRST_YEAR <= int(parts[1]) <= LAST_YEAR:
        return ""
    year, half, quarter, spoken_half, spoken_quarter, month = parts.groups()
    if month:
        return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else ""
    if spoken_half or spoken_quarter:
        part = _HALVES[spoken_half] if spoken_half else f"Q{_QUARTERS[spoken_quarter]}"
    else:
        part = half or quarter or ""
    return f"{year}-{part}" if part else year
