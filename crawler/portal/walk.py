"""The walk through one column (栏目): which list page comes next, when the window is covered, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from county.page import Entry, Listing, Query
from county.personal import mask_line
from county.units import Column
from county.visit import Verdict
from crawler.portal.datarows import DataRows
from evidence.pack import KnownColumn, KnownEntry, VisitRow

OLD_PAGES = 2
"""Pages of nothing but old rows in a row that end a list: a single one may be a block that somebody moved up."""
STALE_PAGES = 4
"""Pages of nothing but old rows after which a list is stale rather than pinned."""
DISORDER = 0.1
"""Share of rows that may be newer than the one above them in a list that runs from new to old."""
RENDERED = "由浏览器渲染读取。"
"""Said of a visit whose rows were read from a drawn page (浏览器渲染)."""
SHRUNK_ROWS = 5
"""Rows that a list must have lost, and more than half of them, before it is looked at again on the next night."""
FULL_PAGE, FULL_PAGE_STEP = 10, 5
"""A list page that holds 10, 15, 20 … rows and no pager may have been cut off there."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the list with the id of its page."""

    page: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a walk is to cover. `full` asks for the whole window although nothing seems to have changed, `first_page` is
    the id of the column's first page: a column that was given another address is read anew."""

    column: Column
    night: dt.date
    window_from: dt.date
    page_limit: int
    full: bool
    first_page: str = ""


class ColumnWalk:
    """Reads list pages until every entry dated since `window_from` was seen, and says how that ended.

    It never stops at a single old row, for rows may be pinned on top: only a whole page of old rows ends the walk, and
    never the first page. An absence needs a witness, so every doubt makes the verdict less than `complete`."""

    def __init__(self, assignment: Assignment, known: KnownColumn | None, entries: dict[str, KnownEntry]) -> None:
        self.assignment = assignment
        self.column = assignment.column
        self.verdict: Verdict | None = None
        self.reason = ""
        self.note = ""
        self.rendered = False
        self.rows: dict[str, dt.date | None] = {}
        """The date of each row by the id of its page, in the order of the list."""
        self.pages = 0
        self._known = known
        self._known_entries = entries
        self._newest: dt.date | None = None
        self._covered: dt.date | None = None
        self._empty_because = ""
        self._dated = False
        self._walked_whole = True
        self._earlier_entries = 0
        self._claimed_pages = 0
        self._old_pages = 0
        self._repeated = 0
        self._asked: Query | None = None
        self._data: DataRows | None = None

    @property
    def done(self) -> bool:
        """Whether a verdict was reached."""
        return self.verdict is not None

    @property
    def drawn(self) -> bool:
        """Whether the rows come from elsewhere than the column's own page."""
        return self.rendered or self._asked is not None

    def draw(self, query: Query, page: str) -> None:
        """The column's own page is drawn by script: its rows begin with the answer to `query`, whose page id is `page`.
        The column's page itself never changes and proves nothing; what was known holds only for the same question."""
        self._asked = query
        self._data = DataRows()
        self.begin_at(page)

    def begin_at(self, page: str) -> None:
        """The column's own address leads on to the page with that id, which is the first one."""
        self.assignment = replace(self.assignment, first_page=page)

    @property
    def is_empty(self) -> bool:
        """Whether the list was taken for empty on purpose."""
        return bool(self._empty_because)

    @property
    def guess_failed(self) -> bool:
        """Whether the walk ended at a data endpoint that was only guessed: nothing is known of the list then."""
        guessed = self._asked is not None and self._asked.guessed
        return guessed and not self.rows and self.verdict is Verdict.LAYOUT_CHANGED

    def begin_rendering(self, page: str) -> None:
        """The rows are read from what a browser draws, and the visit says so; `page` is the first drawn page's id."""
        self.rendered = True
        self.note = RENDERED
        if self.guess_failed:
            self.verdict, self.reason = None, ""
            self.pages = self._claimed_pages = self._old_pages = 0
        self._asked = self._data = None
        self.begin_at(page)

    @property
    def may_ask_if_changed(self) -> bool:
        """Whether "not modified" would do as the answer for the first page: the list was read completely before."""
        return self._trusted and not (self._known and self._known.empty_on)

    @property
    def _trusted(self) -> bool:
        """The newest visit read the column whole, so what is unchanged since need not be read again."""
        known = self._known
        same_address = known is not None and known.first_page == self.assignment.first_page
        return bool(known and known.trusted and same_address and self._covers(known) and not self.assignment.full)

    def has_known_rows(self, besides: str) -> bool:
        """Whether the column was once a list: it held rows other than its own page."""
        return any(page != besides for page in self._known_entries)

    def changed(self, row: Row) -> bool:
        """Whether the row is new or its date or title is not what it was."""
        known = self._known_entries.get(row.page)
        return known is None or known.listed != _iso(row.entry.date) or known.title != row.entry.title

    def read(self, listing: Listing, rows: Sequence[Row]) -> Query | None:
        """Takes one list page and gives what to ask for next, None when the walk is done."""
        self.pages += 1
        self._claimed_pages = max(self._claimed_pages, listing.pages)
        fresh = [row for row in rows if row.page not in self.rows]
        self.rows.update((row.page, row.entry.date) for row in fresh)
        if self._data is not None:
            self._data.take(len(rows), len(fresh), listing.total)
        else:
            self._repeated += len(rows) - len(fresh)
        self._note_dates(fresh)
        self._old_pages = self._old_pages + 1 if self._all_old(rows) else 0
        if self.pages == 1 and (trouble := self._first_page_trouble(listing, rows)):
            self.fail(*trouble)
            return None
        return self._next(listing, rows, fresh)

    def _first_page_trouble(self, listing: Listing, rows: Sequence[Row]) -> tuple[Verdict, str] | None:
        known = self._known
        if rows:
            if known and known.dated and not self._dated:
                return Verdict.LAYOUT_CHANGED, "列表以前有日期，现在一条日期也没有，疑似换了版式。"
            if known and self._went_back(known):
                return Verdict.PARTIAL, f"以前最新一条是 {known.newest}，现在的列表反而更旧，疑似读到了旧页面。"
            return None
        if self._asked is not None and self._asked.guessed:
            return Verdict.LAYOUT_CHANGED, "列表由脚本生成，从它的数据接口没有读出条目。"
        if known and known.entries:
            return Verdict.LAYOUT_CHANGED, f"以前有 {known.entries} 条，现在列表里一条也没有，疑似换了版式。"
        if listing.drawn_by_script:
            return Verdict.LAYOUT_CHANGED, f"列表由脚本生成（{listing.drawn_by_script}），采集器看不到条目。"
        if not listing.empty_because:
            return Verdict.LAYOUT_CHANGED, "认不出列表：既没有条目，也没有“暂无信息”之类的说明。"
        self._empty_because = listing.empty_because
        if not (known and known.empty_on and known.empty_on < self.assignment.night.isoformat()):
            return Verdict.PARTIAL, f"列表为空（{listing.empty_because}），待下一夜复核。"
        return None

    def _went_back(self, known: KnownColumn) -> bool:
        """Whether the list shows an older state than it did, not one row of its newest days among it."""
        newest = self._newest.isoformat() if self._newest else ""
        return bool(newest) and newest < known.newest and not self._known_entries.keys() & self.rows.keys()

    def _next(self, listing: Listing, rows: Sequence[Row], fresh: Sequence[Row]) -> Query | None:
        past_first, data = self.pages > 1, self._data
        following = Query(listing.next[0]) if listing.next else next(iter(listing.queries), None)
        if self._nothing_new(rows):
            self._complete(whole=False)
        elif past_first and rows and not fresh and not (data and data.repeats_page):
            self.fail(Verdict.PARTIAL, f"第 {self.pages} 页与前面的页相同，翻页没有进展，更早的条目没有读到。")
        elif past_first and self._old_pages >= OLD_PAGES and self._runs_back():
            self._complete_unless(self._aged())
        elif past_first and not rows and not (data.ended_short if data else listing.empty_because):
            self.fail(Verdict.PARTIAL, f"第 {self.pages} 页没有读出条目，更早的条目没有读到。")
        elif following is None or (data and data.has_all(listing.total)):
            self._end_of_list(listing, rows)
        elif self.pages >= self.assignment.page_limit:
            self.fail(Verdict.PARTIAL, f"已读 {self.pages} 页仍未到 {self.assignment.window_from}，达到页数上限。")
        else:
            if data is None and following in listing.queries:
                self._data = DataRows(repeats_page=True)
            return following
        return None

    def _end_of_list(self, listing: Listing, rows: Sequence[Row]) -> None:
        """No page follows. That is the end of the list unless the list itself says otherwise; a first page that looks
        full and says nothing proves only as much as stands on it."""
        self._complete_unless(self._unread(listing) or self._shrunk() or self._aged())
        counted = listing.pages or listing.total
        looks_full = len(rows) >= FULL_PAGE and len(rows) % FULL_PAGE_STEP == 0
        may_go_on = looks_full or self._data is not None
        if self._covered and self.pages == 1 and may_go_on and not counted and not self._reaches_back(rows):
            self._covered = self._oldest_whole_day(rows)

    def _shrunk(self) -> str:
        """Why a list that lost most of its rows overnight has to be seen so twice, "" where it did not: a pager or a
        data file may be missing tonight."""
        known = self._known
        if known is None or known.entries - len(self.rows) < SHRUNK_ROWS or len(self.rows) * 2 >= known.entries:
            return ""
        if self._on_earlier_night(known) and 0 < known.last_entries * 2 < known.entries:
            return ""
        return f"列表从 {known.entries} 条变成 {len(self.rows)} 条，待下一夜复核。"

    def _aged(self) -> str:
        """Why a list without the row that was its newest has to be seen so twice, "" where it shows that row or a newer
        one: the row may have been withdrawn, or the list be an older state of itself, kept by some cache."""
        known = self._known
        if known is None or not self._lacks_newest(known):
            return ""
        if self._on_earlier_night(known) and "" < known.last_newest < known.newest:
            return ""
        return f"以前最新一条是 {known.newest}，现在的列表里没有了，可能读到了旧页面，待下一夜复核。"

    def _lacks_newest(self, known: KnownColumn) -> bool:
        if _iso(self._newest) >= known.newest:
            return False
        entries = self._known_entries
        return not any(page in entries and entries[page].listed == known.newest for page in self.rows)

    def _on_earlier_night(self, known: KnownColumn) -> bool:
        """Whether the newest visit is no other pass of tonight."""
        return known.last_on < self.assignment.night.isoformat()

    def _unread(self, listing: Listing) -> str:
        """Why more rows must exist than were read, "" where nothing says so."""
        if listing.total and (listing.total <= len(self.rows) or (self._data and self._data.has_all(listing.total))):
            return ""
        if listing.total:
            return f"列表注明共 {listing.total} 条，只读到 {len(self.rows)} 条，找不到下一页。"
        if self._claimed_pages > self.pages:
            return f"列表注明共 {self._claimed_pages} 页，读到第 {self.pages} 页后找不到下一页。"
        if listing.rivals and self.pages == 1 and not (listing.pages or listing.total):
            return f"页面上另有 {listing.rivals} 个带日期的列表，分不清哪些条目属于本栏目。"
        if self._repeated and not self._falls():
            return f"翻页中有 {self._repeated} 条重复出现而且次序混乱，另一些条目可能没有读到。"
        if listing.dead_pager:
            return f"列表的“{listing.dead_pager}”要靠脚本才能翻页，更早的条目没有读到。"
        return ""

    def _reaches_back(self, rows: Sequence[Row]) -> bool:
        """Whether the last row is older than the window: then nothing of the window can stand behind it."""
        last = rows[-1].entry.date if rows else None
        return last is not None and last < self.assignment.window_from

    def _oldest_whole_day(self, rows: Sequence[Row]) -> dt.date | None:
        """The first day of which every row was surely read: the one after the last row's."""
        last = rows[-1].entry.date if rows else None
        return max(last + dt.timedelta(days=1), self.assignment.window_from) if last else None

    def _nothing_new(self, rows: Sequence[Row]) -> bool:
        """A whole page of rows as they were, in a column that was read completely before: the rest is known. What was
        the newest has to be among them, else the page is an older one or the newest stand on another."""
        known = self._known
        as_it_was = bool(rows) and self._trusted and not any(self.changed(row) for row in rows)
        return as_it_was and known is not None and not self._lacks_newest(known)

    def _covers(self, known: KnownColumn) -> bool:
        covered = known.window_covered_from
        return bool(covered) and covered <= self.assignment.window_from.isoformat()

    def _all_old(self, rows: Sequence[Row]) -> bool:
        dates = [row.entry.date for row in rows]
        return bool(dates) and all(date is not None and date < self.assignment.window_from for date in dates)

    def _runs_back(self) -> bool:
        """Whether the rows read so far begin inside the window, after pinned ones at most, and run from new to old:
        only such a list can have nothing new behind old rows. A list that is stale from its first row on counts too."""
        if not any(date and date >= self.assignment.window_from for date in self.rows.values()):
            return self.pages >= STALE_PAGES
        return self._falls()

    def _falls(self) -> bool:
        """Whether the rows run from new to old behind the newest one; before it stand pinned ones."""
        dates = [date for date in self.rows.values() if date]
        since_newest = dates[dates.index(max(dates)) :] if dates else []
        rises = sum(later > earlier for earlier, later in pairwise(since_newest))
        return rises <= len(since_newest) * DISORDER

    def _note_dates(self, rows: Sequence[Row]) -> None:
        dates = [row.entry.date for row in rows if row.entry.date]
        self._dated = self._dated or bool(dates)
        credible = [date for date in dates if date <= self.assignment.night]
        self._newest = max([*credible, self._newest] if self._newest else credible, default=None)

    def _complete_unless(self, doubt: str) -> None:
        """Ends the walk; a `doubt` leaves it partial."""
        if doubt:
            self.fail(Verdict.PARTIAL, doubt)
        else:
            self._complete()

    def _complete(self, *, whole: bool = True) -> None:
        """Every entry since the window's first day is known; not `whole`: by what was read on an earlier night."""
        self.verdict = Verdict.COMPLETE
        self._covered = self.assignment.window_from
        self._walked_whole = whole
        if not whole:
            self._take_over()

    def _take_over(self) -> None:
        """The rows that were not asked for again still stand as last read."""
        if self._known is None:
            return
        self._earlier_entries = len(self._known_entries.keys() - self.rows.keys())
        self._dated = self._dated or bool(self._known.dated)
        if self._known.newest:
            earlier = dt.date.fromisoformat(self._known.newest)
            self._newest = max(self._newest or earlier, earlier)

    def unchanged(self) -> None:
        """The portal says that the first page is what it was."""
        self.pages += 1
        if self._known is None or not self.may_ask_if_changed:
            self.fail(Verdict.PARTIAL, "网站答复“没有变化”，但上次没有完整读过该栏目。")
            return
        self._complete(whole=False)

    def static(self) -> None:
        """The column is one page without a list (领导之窗、工作职责), and it was read."""
        self.pages += 1
        self._complete()

    def lose(self, verdict: Verdict, reason: str) -> None:
        """A list page could not be read. A guessed endpoint that fails says nothing of the column but that its rows
        cannot be seen."""
        if self._asked is None or self.pages:
            self.fail(verdict, reason)
        elif self._asked.guessed:
            self.fail(Verdict.LAYOUT_CHANGED, f"列表由脚本生成，从它的数据接口没有读出条目（{reason.rstrip('。')}）。")
        else:
            self.fail(verdict, f"列表由脚本生成，它的数据接口没有读到：{reason}")

    def fail(self, verdict: Verdict, reason: str) -> None:
        """Ends the walk without a witness. What a later page could not give leaves the visit partial."""
        self.verdict = Verdict.PARTIAL if self.rows and verdict is not Verdict.LAYOUT_CHANGED else verdict
        self.reason = reason
        self._covered = None

    def visit(self, ended_at: str) -> VisitRow:
        """The visit as a row of the pack. Call when the walk is done."""
        if self.verdict is None:
            raise RuntimeError(f"the walk of {self.column.key} has no verdict yet")
        return VisitRow(
            column=self.column.key,
            verdict=self.verdict,
            reason=mask_line(self.reason + self.note),
            entries=len(self.rows) + self._earlier_entries,
            newest=_iso(self._newest),
            window_covered_from=_iso(self._covered),
            empty_because=self._empty_because,
            dated=int(self._dated),
            pages=self.pages,
            full=int(self._walked_whole),
            ended_at=ended_at,
        )


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
