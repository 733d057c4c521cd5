"""truth.json: what a monitor must find on this portal today, and what it must not. Faults of columns and weeks are
worked out from what really stands on the portal, by the rules of the county; planted ones are read off the posts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise

from county.calendar import Week
from county.finding import Level
from county.units import ColumnKind
from sample.articles import Newsroom
from sample.columns import Role, SampleColumn, anchor_day
from sample.families import FAMILIES
from sample.inserts import THE_FILE, Claim
from sample.portal import PageKind, Portal, Published, ServedPage
from sample.posts import Post
from sample.roster import FamilyName, roster
from sample.workdays import CALENDAR, working_days

WINDOW_DAYS = 90
DOUBLED_WITHIN_DAYS = 30
BACKDATED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding that must be made. `url` is absolute."""

    rule: str
    unit: str
    column: str
    url: str
    words: str
    count: int
    level: str
    note: str
    nights: int = 1
    """On how many nights the portal must be read until it can be found."""


def window_start(today: dt.date) -> dt.date:
    """First day of the crawl window."""
    return min(anchor_day(today), today - dt.timedelta(days=WINDOW_DAYS))


class Witness:
    """Reads the truth off a portal."""

    def __init__(self, portal: Portal, newsroom: Newsroom, today: dt.date, base_url: str) -> None:
        self._portal = portal
        self._newsroom = newsroom
        self._today = today
        self._base = base_url.rstrip("/")

    def truth(self, seed: int, scale: float, pages: Iterable[ServedPage]) -> dict[str, object]:
        """The whole of truth.json."""
        faults = sorted(self._faults(), key=lambda fault: (fault.rule, fault.unit, fault.url, fault.words))
        kinds = Counter(page.kind for page in pages)
        return {
            "seed": seed,
            "today": str(self._today),
            "scale": scale,
            "base_url": self._base,
            "window_start": str(window_start(self._today)),
            "pages": {kind.value: kinds[kind] for kind in PageKind} | {"total": sum(kinds.values())},
            "faults": [asdict(fault) for fault in faults],
            "lookalikes": list(self._lookalikes()),
            "silent": list(self._silent()),
            "counts": {column.unit.id: self._counts(column) for column in self._portal.cast.news()},
        }

    def _faults(self) -> Iterator[Fault]:
        for column in self._portal.cast.columns:
            yield from self._column_faults(column)
        for column in self._portal.cast.news():
            yield from self._short_weeks(column)
            yield from self._copies(column)
        for column in self._portal.cast.columns:
            yield from self._old_texts(column)
            yield from self._report(column)
        for published in self._all():
            yield from self._planted(published)
            yield from self._dates(published)
        yield from self._tagless()

    def _column_faults(self, column: SampleColumn) -> Iterator[Fault]:
        published = self._portal.published[column]
        url = self._url(FAMILIES[column.unit.family].column_path(column))

        def fault(rule: str, level: Level, note: str) -> Fault:
            return Fault(rule, column.unit.id, column.name, url, "", 1, level.value, note)

        if column.role is Role.STATIC:
            return
        if not published:
            yield fault("column-blank", Level.SUSPECTED, "空白栏目（只见过一夜时为疑似）")
            return
        if column.role is Role.UNDATED:
            yield fault("column-undated", Level.GENERAL, "列表和文章都没有日期")
            return
        newest = max(min(self._date(one), self._today) for one in published)
        limit = column.limit_days
        if limit is not None and newest < self._today - dt.timedelta(days=limit):
            age = (self._today - newest).days
            yield fault("column-stale", Level.GENERAL, f"最新一条 {newest}，距今 {age} 天，要求 {limit} 天")

    def _weeks(self) -> list[Week]:
        """The weeks that are assessed today."""
        return [week for week in CALENDAR.weeks(anchor_day(self._today), self._today) if week.end < self._today]

    def _counts(self, column: SampleColumn) -> dict[str, int]:
        """News counted in each assessed week: a text once, at its earliest date."""
        earliest: dict[tuple[int, int], dt.date] = {}
        for one in self._portal.published[column]:
            identity = _text_identity(one.post)
            earliest[identity] = min(self._date(one), earliest.get(identity, dt.date.max))
        return {week.id: sum(day in week for day in earliest.values()) for week in self._weeks()}

    def _short_weeks(self, column: SampleColumn) -> Iterator[Fault]:
        url = self._url(FAMILIES[column.unit.family].column_path(column))
        counts = self._counts(column)
        for week in self._weeks():
            missing = column.unit.quota - counts[week.id]
            if missing > 0 and working_days(week):
                note = f"应发 {column.unit.quota} 条，缺 {missing} 条"
                level = Level.GENERAL.value
                yield Fault("news-week-short", column.unit.id, column.name, url, week.id, missing, level, note)

    def _copies(self, column: SampleColumn) -> Iterator[Fault]:
        """Doubled and re-dated news: both copies lie inside the crawl window."""
        start = window_start(self._today)
        by_text: dict[tuple[int, int], list[Published]] = {}
        for one in self._portal.published[column]:
            if self._date(one) >= start:
                by_text.setdefault(_text_identity(one.post), []).append(one)
        for copies in by_text.values():
            copies.sort(key=lambda one: (self._date(one), one.path))
            for older, newer in pairwise(copies):
                days = (self._date(newer) - self._date(older)).days
                doubled = days <= DOUBLED_WITHIN_DAYS
                rule, level = ("news-doubled", Level.GENERAL) if doubled else ("news-redated", Level.SUSPECTED)
                note = f"与 {self._url(older.path)}（{self._date(older)}）内容相同，相隔 {days} 天"
                url = self._url(newer.path)
                yield Fault(rule, column.unit.id, column.name, url, "", 1, level.value, note)

    def _date(self, published: Published) -> dt.date:
        return published.post.date_on(self._today)

    def _old_texts(self, column: SampleColumn) -> Iterator[Fault]:
        """Documents posted anew under a new date, more than thirty days later."""
        if column.kind is ColumnKind.NEWS:
            return
        for one in self._portal.published[column]:
            if one.post.original is not None:
                yield self._on(one, "text-redated", "旧文件换日期重发")

    def _report(self, column: SampleColumn) -> Iterator[Fault]:
        """The annual report that is not there on 1 February."""
        year = self._today.year
        if column.kind is not ColumnKind.ANNUAL_REPORT or self._today < dt.date(year, 2, 1):
            return
        if all(self._date(one).year < year for one in self._portal.published[column]):
            url = self._url(FAMILIES[column.unit.family].column_path(column))
            place = (column.unit.id, column.name, url)
            yield Fault("annual-report-missing", *place, str(year - 1), 1, Level.GENERAL.value, "年报未按时公开")

    def _dates(self, published: Published) -> Iterator[Fault]:
        """What a date is wrong in. Who was not there before its change cannot know, so that is told on the day only."""
        post = published.post
        if post.undated:
            yield self._on(published, "item-undated", "列表和文章都没有日期")
        elif self._date(published) > self._today + dt.timedelta(days=1):
            yield self._on(published, "date-future", f"日期 {self._date(published)} 在未来")
        elif post.day == self._today and (self._today - self._date(published)).days > BACKDATED_DAYS:
            yield self._on(published, "date-backdated", f"{post.day} 才出现", nights=2)
        elif post.moved and post.moved[0] == self._today:
            yield self._on(published, "date-changed", f"原日期 {post.day}", nights=2)

    def _on(self, published: Published, rule: str, note: str, nights: int = 1) -> Fault:
        column = published.post.column
        place = (column.unit.id, column.name, self._url(published.path))
        return Fault(rule, *place, "", 1, Level.NOTICE.value, note, nights)

    def _tagless(self) -> Iterator[Fault]:
        """The templates of one family have none of the required meta tags: one fault for each of its units."""
        for unit in roster():
            columns = [column for column in self._portal.cast.columns if column.unit == unit]
            if unit.family is FamilyName.VSB:
                url = self._url(FAMILIES[unit.family].column_path(columns[0]))
                note = "模板没有规定的网页标签"
                place = (unit.id, columns[0].name, url)
                yield Fault("meta-tags", *place, "", len(columns), Level.NOTICE.value, note)

    def _planted(self, published: Published) -> Iterator[Fault]:
        if published.post.original is not None:
            return
        files = list(published.files)[-1:]
        for insert in self._newsroom.inserts(published.post):
            for claim in insert.claims:
                yield self._claimed(published, published.path, claim)
            for claim in insert.file_claims:
                yield self._claimed(published, files[0][0], claim)

    def _claimed(self, published: Published, path: str, claim: Claim) -> Fault:
        column = published.post.column
        words = claim.words.replace(THE_FILE, published.files[-1][0] if published.files else "")
        words = self._url(words) if words.startswith("/") else words
        place = (column.unit.id, column.name, self._url(path))
        return Fault(claim.rule, *place, words, claim.count, claim.level, claim.note, claim.nights)

    def _lookalikes(self) -> Iterator[dict[str, str]]:
        for published in self._all():
            column = published.post.column
            place = {"unit": column.unit.id, "column": column.name, "url": self._url(published.path)}
            for insert in self._newsroom.inserts(published.post):
                if insert.harmless:
                    text = insert.link.text if insert.link else insert.sentence
                    yield place | {"kind": insert.harmless, "text": text}
            if published.post.original is not None and published.post.original.column.unit != column.unit:
                yield place | {"kind": "两个单位发布同一条信息（转载）", "text": published.article.title}

    def _silent(self) -> Iterator[dict[str, str]]:
        """Columns that stand exactly on a limit and must not be named."""
        for column in self._portal.cast.columns:
            if column.role in (Role.ON_THE_LIMIT, Role.DATES_ON_ARTICLES_ONLY):
                yield {"unit": column.unit.id, "column": column.name, "note": column.role.name.lower()}
        for column in self._portal.cast.news():
            counts = self._counts(column)
            owed = [week for week in self._weeks() if working_days(week)]
            if owed and all(counts[week.id] == column.unit.quota for week in owed):
                yield {"unit": column.unit.id, "column": column.name, "note": "exactly the quota in every week"}

    def _all(self) -> Iterator[Published]:
        for column in self._portal.cast.columns:
            yield from self._portal.published[column]

    def _url(self, path: str) -> str:
        return f"{self._base}{path}"


def _text_identity(post: Post) -> tuple[int, int]:
    """Equal for posts of one text."""
    told = post.original or post
    return told.column.number, told.ordinal
