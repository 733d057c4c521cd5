"""Times and days as they are kept: UTC, to the second, as WARC writes them."""

from __future__ import annotations

import datetime as dt


def utc_now() -> str:
    """Now, as "2026-03-02T14:05:06Z"."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(text: str) -> dt.date | None:
    """A stored day; None for ""."""
    return dt.date.fromisoformat(text) if text else None
