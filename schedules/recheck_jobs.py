"""Re-checks for the desk (复查任务): each a command in a process of its own, one at a time, under a time limit."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from evidence.home import Home
from schedules.children import Child
from schedules.clockwork import PARTLY_DONE
from schedules.errors import ScheduleError
from schedules.rechecking import MINUTES

LOG = "recheck.log"
MOST_MINUTES = MINUTES + 10
"""The crawl of the page, then taking it in and bringing all findings up to date."""
MOST_FAILURES = 100
"""Findings of which the last failure is remembered."""
_DONE = (0, PARTLY_DONE)
_SAID = "错误："


class RecheckBusyError(ScheduleError):
    """Another page is being read."""

    def __init__(self) -> None:
        super().__init__("正在复查另一条；一次只读一页，请等它有了结果再点。")


@dataclass(slots=True)
class RecheckJobs:
    """The re-checks of one home. `launcher` is what a command's words are put behind."""

    home: Home
    launcher: tuple[str, ...]
    _running: str = ""
    _failures: dict[str, str] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def start(self, finding: str, account: str) -> None:
        """Begins. Raises RecheckBusyError."""
        with self._guard:
            if self._running:
                raise RecheckBusyError
            self._failures.pop(finding, None)
            self._running = finding
            try:
                child = Child(self._command(finding, account), self.home.folder / "logs" / LOG, MOST_MINUTES * 60)
            except OSError:
                self._running = ""
                raise
        threading.Thread(target=self._see_to_its_end, args=(finding, child), daemon=True).start()

    def is_running(self, finding: str) -> bool:
        """Whether that finding's page is being read."""
        return self._running == finding

    def failure(self, finding: str) -> str:
        """Why the last attempt came to nothing, "" where it did not."""
        return self._failures.get(finding, "")

    def _command(self, finding: str, account: str) -> list[str]:
        folders = ["--home", str(self.home.folder), "--config", str(self.home.config)]
        return [*self.launcher, "recheck", *folders, "--by", account, "--json", "--", finding]

    def _see_to_its_end(self, finding: str, child: Child) -> None:
        ended = child.wait()
        child.stop()
        with self._guard:
            if not ended:
                self._fail(finding, f"超过 {MOST_MINUTES} 分钟没有做完，已停止；请稍后再试。")
            elif child.code not in _DONE:
                self._fail(finding, _sentence(child.last_words()))
            self._running = ""

    def _fail(self, finding: str, sentence: str) -> None:
        self._failures[finding] = sentence
        while len(self._failures) > MOST_FAILURES:
            del self._failures[next(iter(self._failures))]


def _sentence(last_words: str) -> str:
    """The command's own sentence; whatever else it said is for the log."""
    if last_words.startswith(_SAID):
        return last_words.removeprefix(_SAID)
    return f"复查进程异常结束，请稍后再试；仍然如此请把 logs/{LOG} 交给维护人员。"
