"""What the tests of the sample build: its day, scale and address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

TODAY = dt.date(2026, 2, 27)
BASE = "http://127.0.0.1:8642"
SCALE = 0.1

Built = Callable[..., Path]
