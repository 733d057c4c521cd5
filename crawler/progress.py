"""Progress of a crawl: a JSON line a second on standard output, for whoever started it."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

FAILURE = "failure"
"""Key of the line that says why a crawl failed."""
INTERVAL = 1.0
"""Seconds between two lines."""


@dataclass(slots=True)
class Progress:
    """Counts of a running crawl."""

    portal: str
    columns: int
    columns_done: int = 0
    pages: int = 0
    documents: int = 0
    unchanged: int = 0
    bytes: int = 0


class ProgressReporter:
    """Prints the counts when the last line is old enough."""

    def __init__(self, progress: Progress) -> None:
        self.counts = progress
        self._last = 0.0

    def tick(self) -> bool:
        """Call after each response; whether it was time for a line."""
        now = time.monotonic()
        if due := now - self._last >= INTERVAL:
            self._last = now
            self.report()
        return due

    def report(self) -> None:
        """Prints a line now."""
        _print(asdict(self.counts))


def report_failure(reason: str) -> None:
    """Prints why the crawl could not go on: the pipe is there where a full disk takes no file."""
    _print({FAILURE: reason})


def _print(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
