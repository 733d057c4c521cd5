"""A day as people write it."""

from __future__ import annotations

from county.times import day_text

__all__ = ["day_text"]
