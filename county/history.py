"""What is known of a column up to a day: its visits and every item that was ever listed in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from county.tags import Tag
from county.units import Column, Unit
from county.visit import Verdict, Visit


@dataclass(frozen=True, slots=True)
class Item:
    """An item (信息) of a column: one page, whatever rows pointed at it. `listed` is the date printed in the list row,
    `displayed` the one printed on the article, `claimed` the one only its meta tags or address claim, all
    three as first seen. `fingerprint` is equal for equal bodies, "" where the body was not read; `source` is the 来源
    shown. `first_seen` and `last_seen` are nights of the runs that saw it. `listed_now` and `displayed_now` are the
    dates as last seen, None where there was none to see; `same_text` says that title and body are as at first.
    `written` is the day a document was made (成文日期), `tags` are the required meta tags of its page, None where
    nothing is known of them. `missing_on` are the nights on which the page was found missing since it was last there,
    `missing_because` what was said on the last of them."""

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
    listed_now: dt.date | None = None
    displayed_now: dt.date | None = None
    same_text: bool = True
    written: dt.date | None = None
    tags: Tag | None = None
    missing_on: tuple[dt.date, ...] = ()
    missing_because: str = ""

    @property
    def date(self) -> dt.date | None:
        """The date a count uses: what a visitor sees, in the list first, on the article else; None is 未标注日期. An
        article may show the day of its last change, the list shows when it was posted."""
        return self.listed or self.displayed

    @property
    def date_now(self) -> dt.date | None:
        """The date a visitor sees now."""
        return self.listed_now or self.displayed_now or self.date


@dataclass(frozen=True, slots=True)
class ColumnHistory:
    """Visits, oldest first, and items of one column, as known at the end of night `as_of`. `tags` are the required meta
    tags of the column's own page, None where nothing is known of them; `changed_on` is the last night on which a text
    of a static column (领导之窗、工作职责) was new, None for other columns."""

    unit: Unit
    column: Column
    as_of: dt.date
    visits: tuple[Visit, ...] = ()
    items: tuple[Item, ...] = ()
    tags: Tag | None = None
    changed_on: dt.date | None = None

    @property
    def last_complete(self) -> Visit | None:
        """The newest visit that read the whole column: the only one that can witness an absence."""
        return next((visit for visit in reversed(self.visits) if visit.verdict is Verdict.COMPLETE), None)

    def dates(self, night: dt.date) -> list[dt.date]:
        """The dates up to `night` that items or the last visit's rows show."""
        shown = [item.date for item in self.items] + [visit.newest for visit in self.visits[-1:]]
        return [date for date in shown if date and date <= night]

    def last_posting(self, night: dt.date) -> dt.date | None:
        """The latest day on which something can have been posted by `night`, None where no date tells anything: a row
        without date, or with one in the future, was there when it was first seen."""
        if not (dates := self.dates(night)):
            return None
        return max([*dates, *(min(item.date or item.first_seen, item.first_seen) for item in self.items)])
