"""Progress for people: a live line on a terminal, a line a minute in a log."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from crawler.progress import Progress

LOG_INTERVAL = 60.0
"""Seconds between two lines where no person is watching."""


class TerminalWatch:
    """Shows a night's progress on standard error; use as a context."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._live = self._console.is_terminal
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bars = Bars(*columns, TimeElapsedColumn(), console=self._console, transient=True, disable=not self._live)
        self._tasks: dict[str, TaskID] = {}
        self._logged = 0.0

    def __enter__(self) -> TerminalWatch:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def crawling(self, portal: str, progress: Progress) -> None:
        """Counts of the running crawl of that portal."""
        facts = f"{progress.pages} 页，{progress.documents} 个附件，{progress.unchanged} 页未变"
        self._show(f"采集 {portal}：{facts}", progress.columns_done, progress.columns, key=portal)

    def discovering(self, progress: Progress) -> None:
        """Counts of the running discovery."""
        self._show(f"查找栏目 {progress.portal}", progress.columns_done, progress.columns, key="discovering")

    def checking(self, done: int, total: int) -> None:
        """Texts checked so far."""
        self._show("检查文本", done, total, key="checking")

    def say(self, sentence: str) -> None:
        """One sentence about what happened."""
        self._console.print(sentence, highlight=False, soft_wrap=True)

    def _show(self, description: str, done: int, total: int, *, key: str) -> None:
        if self._live:
            if key not in self._tasks:
                self._tasks[key] = self._bars.add_task(description, total=total)
            self._bars.update(self._tasks[key], description=description, completed=done, total=total)
        elif time.monotonic() - self._logged >= LOG_INTERVAL:
            self._logged = time.monotonic()
            sys.stderr.write(f"{time.strftime('%H:%M:%S')} {description}（{done}/{total}）\n")
