"""Times and days: as they are kept (UTC, to the second, as WARC writes them), and as people write a day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def utc_now() -> str:
    """Now, as "2026-03-02T14:05:06Z"."""
    return at_second(dt.datetime.now(dt.UTC))


def at_second(time: dt.datetime) -> str:
    """A time with a zone as it is kept."""
    return time.astimezone(dt.UTC).strftime(_FORM)


def moment(text: str) -> dt.datetime:
    """A kept time. Raises ValueError."""
    return dt.datetime.strptime(text, _FORM).replace(tzinfo=dt.UTC)


@lru_cache(maxsize=4096)
def known_day(text: str) -> dt.date:
    """A stored day that is never blank; kept, as a night reads the same few a hundred thousand times."""
    return dt.date.fromisoformat(text)


def day(text: str) -> dt.date | None:
    """A stored day; None for ""."""
    return known_day(text) if text else None


@lru_cache(maxsize=4096)
def day_text(day: dt.date) -> str:
    """ "2026年3月5日"."""
    return f"{day.year}年{day.month}月{day.day}日"


def local_time(utc: str, timezone: str) -> str:
    """A stored time as "2026-03-31 23:05" of that zone, "" for none."""
    return f"{dt.datetime.fromisoformat(utc).astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}" if utc else ""
