"""A time of day (钟点) as people write it."""

from __future__ import annotations

import datetime as dt
import re

from county.configuration.wording import half_width

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def time_of_day(value: object) -> dt.time | None:
    """A time of day to the minute, from "22:00" or TOML's own 22:00:00; None where it is none."""
    if isinstance(value, dt.time):
        return value.replace(second=0, microsecond=0)
    match = _CLOCK.fullmatch(half_width(value).strip()) if isinstance(value, str) else None
    try:
        return dt.time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None
