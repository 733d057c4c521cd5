"""What stands where on the portal: 41 units with 12 columns each, lists of 20 rows, the rest articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

from county.units import ColumnKind
from sample.chance import chance
from sample.roster import SampleUnit, roster

NIGHT = dt.date(2026, 11, 20)
"""The night that reads it. All articles are of that year, so that all of them must be read."""
ROWS = 20

_COLUMNS: tuple[tuple[str, str, ColumnKind, str], ...] = (
    ("gzdt", "工作动态", ColumnKind.NEWS, "news"),
    ("tzgg", "通知公告", ColumnKind.NOTICES, "notice"),
    ("gsgg", "公示公告", ColumnKind.PUBLICITY, "publicity"),
    ("zcwj", "政策文件", ColumnKind.POLICY, "document"),
    ("zcls", "政策落实", ColumnKind.IMPLEMENTATION, "implementation"),
    ("zcjd", "政策解读", ColumnKind.INTERPRETATION, "interpretation"),
    ("rsxx", "人事信息", ColumnKind.PERSONNEL, "notice"),
    ("ghjh", "规划计划", ColumnKind.PLAN, "document"),
    ("jcdt", "基层动态", ColumnKind.OTHER, "news"),
    ("bmfw", "便民服务", ColumnKind.OTHER, "notice"),
    ("zdxm", "重点项目", ColumnKind.OTHER, "implementation"),
    ("wtzc", "文件问答", ColumnKind.OTHER, "interpretation"),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of the portal. `posts` are its articles."""

    unit: SampleUnit
    slug: str
    name: str
    kind: ColumnKind
    section: str
    posts: int

    @property
    def path(self) -> str:
        """Path of the first list page."""
        return f"/{self.unit.id}/{self.slug}/"

    @property
    def lists(self) -> int:
        """How many list pages it has."""
        return _lists_of(self.posts)

    def list_path(self, number: int) -> str:
        """Path of a list page, the first being 0."""
        return self.path if number == 0 else f"{self.path}index_{number}.html"

    def day(self, post: int) -> dt.date:
        """Newest first, spread over the year."""
        return NIGHT - dt.timedelta(days=post * 300 // max(self.posts, 1))

    def post_path(self, post: int) -> str:
        """Path of an article, the newest being 0."""
        day = self.day(post)
        return f"{self.path}{day:%Y%m}/t{day:%Y%m%d}_{10_000 + self.posts - post}.html"


@dataclass(frozen=True)
class Layout:
    """A portal of `pages` pages in all, drawn by `seed`."""

    pages: int
    seed: str

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every column, longer and shorter ones, so many articles in them that the pages come out exactly."""
        hubs = 1 + len(roster())
        weights = [
            (unit, column, chance(self.seed, unit.id, column[0]).uniform(0.4, 1.6))
            for unit in roster()
            for column in _COLUMNS
        ]
        share = (self.pages - hubs) / sum(weight for _, _, weight in weights)
        posts = [max(1, int(weight * share * ROWS / (ROWS + 1)) - 1) for _, _, weight in weights]
        left = self.pages - hubs - sum(posts) - sum(map(_lists_of, posts))
        for place in cycle(range(len(posts))):
            if left <= 0:
                break
            if posts[place] % ROWS:
                posts[place] += 1
                left -= 1
        rows = zip(weights, posts, strict=True)
        return tuple(Slot(unit, *column, posts=count) for (unit, column, _), count in rows)

    @property
    def lists(self) -> int:
        """List pages in all."""
        return sum(slot.lists for slot in self.slots)

    def of(self, unit: SampleUnit) -> Iterator[Slot]:
        """The columns of a unit."""
        return (slot for slot in self.slots if slot.unit is unit)


def _lists_of(posts: int) -> int:
    return -(-posts // ROWS)
