"""A column visit (栏目巡查) and its verdict: the witness without which nothing counts as missing."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How a visit ended. Only `complete` supports a deduction."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    LAYOUT_CHANGED = "layout-changed"
    NOT_DUE = "not-due"


VERDICT_NAMES: dict[Verdict, str] = {
    Verdict.COMPLETE: "已完整读取",
    Verdict.PARTIAL: "只读到一部分",
    Verdict.BLOCKED: "被拦截",
    Verdict.UNREACHABLE: "打不开",
    Verdict.LAYOUT_CHANGED: "版式变化",
    Verdict.NOT_DUE: "本夜未到期",
}


class Visit(NamedTuple):
    """One visit of one column in one run. `reason` says in Chinese why it is not `complete`, and
    how the column was read where that was not the usual way (由浏览器渲染读取); "" else.
    `entries` counts the rows read, `newest` is the newest date among them.
    `full` is false where the visit ended at rows known before: it saw what was new on top, and proves no absence
    further down. `window_covered_from`: every row dated from that day on was read; None where that cannot be said.
    A tuple, as a county's year is a hundred thousand of them."""

    run: str
    night: dt.date
    column: str
    verdict: Verdict
    reason: str = ""
    entries: int = 0
    newest: dt.date | None = None
    window_covered_from: dt.date | None = None
    empty_because: str = ""
    full: bool = True

    @property
    def proves_absence(self) -> bool:
        """Whether the whole list was read, so that a row it does not show is no longer there."""
        return self.verdict is Verdict.COMPLETE and self.full

    @property
    def id(self) -> str:
        """How evidence names the visit."""
        return f"visit:{self.run}:{self.column}"
