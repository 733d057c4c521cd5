"""A day as people write it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache


@lru_cache(maxsize=4096)
def day_text(day: dt.date) -> str:
    """ "2026年3月5日"."""
    return f"{day.year}年{day.month}月{day.day}日"
