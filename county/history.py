"""What is known of a column up to a day: its visits and every item that was ever listed in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from county.units import Column, Unit
from county.visit import Verdict, Visit


@dataclass(frozen=True, slots=True)
class Item:
    """An item (信息) of a column: one page, whatever rows pointed at it. `listed` is the date printed in the list row,
    `displayed` the one printed on the article, `claimed` the one only its meta tags or address claim, all
    three as first seen. `fingerprint` is equal for equal bodies, "" where the body was not read; `source` is the 来源
    shown. `first_seen` and `last_seen` are nights of the runs that saw it."""

    page: str
    url: str
    title: str
    listed: dt.date | None
    displayed: dt.date | None
    claimed: dt.date | None
    first_seen: dt.date
    last_seen: dt.date
    fingerprint: str = ""
    source: str = ""

    @property
    def date(self) -> dt.date | None:
        """The date a count uses: what a visitor sees, in the list first, on the article else; None is 未标注日期. An
        article may show the day of its last change, the list shows when it was posted."""
        return self.listed or self.displayed


@dataclass(frozen=True, slots=True)
class ColumnHistory:
    """Visits, oldest first, and items of one column, as known at the end of night `as_of`."""

    unit: Unit
    column: Column
    as_of: dt.date
    visits: tuple[Visit, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def last_complete(self) -> Visit | None:
        """The newest visit that read the whole column: the only one that can witness an absence."""
        return next((visit for visit in reversed(self.visits) if visit.verdict is Verdict.COMPLETE), None)
