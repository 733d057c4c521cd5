"""Whom a long work tells how far it is: the terminal's progress, or a line a minute in the log."""

from __future__ import annotations

from typing import Protocol

from crawler.progress import Progress


class Watch(Protocol):
    """Told of a night's progress."""

    def crawling(self, portal: str, progress: Progress) -> None:
        """Counts of the running crawl of that portal."""

    def checking(self, done: int, total: int) -> None:
        """Texts checked so far."""

    def say(self, sentence: str) -> None:
        """One sentence about what happened."""
