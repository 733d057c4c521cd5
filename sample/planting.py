"""Planting (埋设): which post carries which fault. Every fault has its own day of the year, so that it stands inside
the crawl window of every later day; a few stand before 1 January and are put right on 1 February."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from county.units import ColumnKind
from sample.chance import chance
from sample.columns import Cast, Role, SampleColumn, anchor_day
from sample.date_plants import date_inserts
from sample.inserts import Insert
from sample.link_plants import link_inserts
from sample.personal_plants import EARLY_PERSONAL, PERSONAL
from sample.posts import PLANTED_ORDINALS, Post, Posts, first_on_or_after
from sample.roster import SampleUnit
from sample.trace_plants import trace_inserts
from sample.word_plants import harmless_inserts, word_inserts
from sample.workdays import next_working_day

_FIRST_DAY = 3
"""Plants begin so many days after 1 January: no offices post before."""
_LAST_DAY = 84
_REPEATS = ((6, 12), (13, 13), (20, 27), (34, 46), (52, 70), (75, 90), (120, 141))
"""Doubled news (重复发布): day of the year of the first copy and of the second."""
_RENEWALS = ((8, 41), (15, 56), (28, 66), (38, 80), (100, 150), (180, 240))
"""Re-dated news (旧稿新发): day of the older copy and of the newer, more than 30 days apart."""
_EARLY_REPEAT = (-30, -24)
_EARLY_RENEWAL = (-52, -12)
LATE_OFFSET = 92
"""Day of the year (2 or 3 April) on which a date is changed and an item with an old date appears: what only a second
night can see."""
_FAR_AHEAD = 330
_DOCUMENTS = (ColumnKind.NOTICES, ColumnKind.POLICY, ColumnKind.PUBLICITY, ColumnKind.IMPLEMENTATION)


class Garden:
    """The posts of a county while faults are planted in them."""

    def __init__(self, cast: Cast, posts: Posts, seed: int, today: dt.date) -> None:
        self.cast = cast
        self.posts = posts
        self.rng = chance(seed, "plants")
        self.anchor = anchor_day(today)
        self._ordinals = count(PLANTED_ORDINALS)

    def day(self, offset: int) -> dt.date:
        """The working day `offset` days from 1 January, or the next."""
        return next_working_day(self.anchor + dt.timedelta(days=offset))

    def unit(self) -> SampleUnit:
        """Some unit without a faulty column."""
        return self.rng.choice(self.cast.plain)

    def news_column(self) -> SampleColumn:
        """The 工作动态 of some unit without a faulty column."""
        column = self.cast.of(self.unit(), ColumnKind.NEWS)
        if column is None:
            raise LookupError("every unit has 工作动态")
        return column

    def document_column(self) -> SampleColumn:
        """Some plain column of documents."""
        while True:
            column = self.cast.of(self.unit(), self.rng.choice(_DOCUMENTS))
            if column is not None and column.role is Role.NORMAL:
                return column

    def add(self, column: SampleColumn, day: dt.date, *inserts: Insert) -> Post:
        """A new post."""
        post = Post(column, next(self._ordinals), day, inserts)
        self.posts[column].append(post)
        return post

    def add_dated(self, post: Post) -> None:
        """A post that was made by hand, with an ordinal of its own."""
        self.posts[post.column].append(replace(post, ordinal=next(self._ordinals)))

    def policy_column(self) -> SampleColumn:
        """The 政策文件 of some unit without a faulty column."""
        column = self.cast.of(self.unit(), ColumnKind.POLICY)
        if column is None:
            raise LookupError("every unit has 政策文件")
        return column

    def plant_in_news(self, offset: int, insert: Insert) -> None:
        """Put `insert` into news that stands there anyway, or into new news where a column has none to spare."""
        for _ in range(20):
            column = self.news_column()
            post = first_on_or_after(self.posts[column], self.day(offset))
            if post is not None and (post.day - self.day(offset)).days < 14:
                self._swap(post, post.with_insert(insert))
                return
        self.add(self.news_column(), self.day(offset), insert)

    def plant_in_documents(self, offset: int, insert: Insert) -> None:
        """A new document that holds `insert`."""
        self.add(self.document_column(), self.day(offset), insert)

    def repeat(self, first: int, second: int, *, retitled: bool = False, until: dt.date | None = None) -> None:
        """Two posts of one text, over and above the week's news."""
        column = self.news_column()
        title = "图文：" if retitled else ""
        original = replace(self.add(column, self.day(first)), until=until)
        self._swap(self.posts[column][-1], original)
        self.posts[column].append(
            Post(column, next(self._ordinals), self.day(second), original=original, title=title, until=until)
        )

    def share(self, offset: int) -> None:
        """One text in the news of two units (转载): nobody's fault."""
        first, second = self.rng.sample(self.cast.plain, 2)
        one, two = (self.cast.of(unit, ColumnKind.NEWS) for unit in (first, second))
        if one is not None and two is not None:
            original = self.add(one, self.day(offset))
            shared = Post(two, next(self._ordinals), self.day(offset + 2), original=original)
            self.posts[two].append(shared)

    def _swap(self, old: Post, new: Post) -> None:
        posts = self.posts[old.column]
        posts[posts.index(old)] = new


def plant(cast: Cast, posts: Posts, seed: int, today: dt.date) -> None:
    """Plant every fault and every harmless look-alike of the year into `posts`."""
    garden = Garden(cast, posts, seed, today)
    for number, (first, second) in enumerate(_REPEATS):
        garden.repeat(first, second, retitled=number == 3)
    for first, second in _RENEWALS:
        garden.repeat(first, second)
    for offset in (10, 44):
        garden.share(offset)
    _spread(garden, list(word_inserts(garden.rng)), _plant_word)
    _spread(garden, [make(garden.rng) for make in PERSONAL], _plant_personal)
    _spread(garden, list(harmless_inserts(garden.rng, garden.anchor.year)) * 2, _plant_harmless)
    _plant_early(garden)
    # last, so that the chance of everything above stays what it was before links were planted
    _spread(garden, list(link_inserts()), _plant_link)
    _plant_dates(garden)
    _spread(garden, list(trace_inserts()), _plant_link)


def _spread(garden: Garden, inserts: list[Insert], put: Callable[[Garden, int, int, Insert], None]) -> None:
    """Spread inserts evenly over the first quarter of the year, in an order the seed chooses."""
    garden.rng.shuffle(inserts)
    step = (_LAST_DAY - _FIRST_DAY) / max(1, len(inserts))
    for number, insert in enumerate(inserts):
        put(garden, number, _FIRST_DAY + int(number * step), insert)


def _plant_word(garden: Garden, number: int, offset: int, insert: Insert) -> None:
    (garden.plant_in_news if number % 2 else garden.plant_in_documents)(offset, insert)


def _plant_personal(garden: Garden, number: int, offset: int, insert: Insert) -> None:
    if insert.table is None and insert.file is None and number % 3 == 0:
        garden.plant_in_news(offset, insert)
    else:
        garden.plant_in_documents(offset, insert)


def _plant_harmless(garden: Garden, number: int, offset: int, insert: Insert) -> None:
    if insert.table is not None or insert.file is not None:
        garden.plant_in_documents(offset, insert)
    else:
        garden.plant_in_news(offset, insert)


def _plant_link(garden: Garden, number: int, offset: int, insert: Insert) -> None:
    if insert.file is None and number % 2:
        garden.plant_in_news(offset, insert)
    else:
        garden.plant_in_documents(offset, insert)


def _plant_dates(garden: Garden) -> None:
    """What dates can be wrong in, and what only looks like it."""
    garden.add_dated(Post(garden.document_column(), 0, garden.day(40), shown=garden.day(_FAR_AHEAD)))
    for offset in (24, 47):
        garden.add_dated(Post(garden.document_column(), 0, garden.day(offset), undated=True))
    late_day = garden.anchor + dt.timedelta(days=LATE_OFFSET)
    garden.add_dated(Post(garden.document_column(), 0, late_day, shown=garden.day(60)))
    garden.add_dated(Post(garden.document_column(), 0, garden.day(20), moved=(late_day, late_day)))
    # posted two days after its date: an editor's delay
    garden.add_dated(Post(garden.document_column(), 0, late_day, shown=late_day - dt.timedelta(days=2)))
    for insert in date_inserts():
        garden.add(garden.document_column(), garden.day(garden.rng.randint(_FIRST_DAY, _LAST_DAY)), insert)
    original = garden.add(garden.policy_column(), garden.day(12))
    garden.add_dated(Post(original.column, 0, garden.day(52), original=original))
    _forget_report(garden)


def _forget_report(garden: Garden) -> None:
    """One unit does not publish its annual report this year."""
    reports = (garden.cast.of(unit, ColumnKind.ANNUAL_REPORT) for unit in garden.cast.plain)
    column = next(column for column in reports if column is not None)
    garden.posts[column] = [post for post in garden.posts[column] if post.day < garden.anchor]


def _plant_early(garden: Garden) -> None:
    until = dt.date(garden.anchor.year, 2, 1)
    for number, insert in enumerate(_early_inserts(garden)):
        column = garden.document_column() if number % 2 else garden.news_column()
        garden.add(column, garden.day(-55 + 4 * number), replace(insert, until=until))
    garden.repeat(*_EARLY_REPEAT, until=until)
    garden.repeat(*_EARLY_RENEWAL, until=until)


def _early_inserts(garden: Garden) -> Iterator[Insert]:
    words = list(word_inserts(garden.rng))
    yield from garden.rng.sample(words, 4)
    for make in EARLY_PERSONAL:
        yield make(garden.rng)
