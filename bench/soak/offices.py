"""The units of the rehearsal and what each puts on the portal: news on its weekdays, faults that come and go."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bench.soak.year import DAY, SEED, calendar_of
from county.calendar import Calendar, Week
from county.units import UnitClass
from sample.numbers import masked, resident_id

FAULT, RIGHT = "按装", "安装"
NUMBER = resident_id(random.Random(SEED))


class Plant(StrEnum):
    """A fault that an item begins with, and how it ends."""

    NONE = ""
    CORRECTED = "错字，改正"
    REMOVED = "错字，网页撤下"
    RETURNING = "错字，改正后复发"
    MASKED = "身份证号全号，遮掩"
    ATTACHED = "附件里的错字，换附件"


class Standing(StrEnum):
    """How an item stands on a day."""

    FAULTY = "faulty"
    RIGHT = "right"
    GONE = "gone"


_FAULTY_DAYS: dict[Plant, tuple[tuple[int, int], ...]] = {
    Plant.NONE: (),
    Plant.CORRECTED: ((0, 6),),
    Plant.REMOVED: ((0, 12),),
    Plant.RETURNING: ((0, 5), (9, 23)),
    Plant.MASKED: ((0, 6),),
    Plant.ATTACHED: ((0, 9),),
}
"""From which day to before which day after its posting the item has its fault."""


@dataclass(frozen=True, slots=True)
class Office:
    """One unit: it posts on `weekdays`, but for every `short_every`-th week, and on the first of them, in every
    `plant_every`-th week from `plant_from` on, an item with a fault. One that is `quiet` posts four times a year."""

    id: str
    name: str
    kind: UnitClass
    weekdays: tuple[int, ...]
    plant: Plant = Plant.NONE
    plant_every: int = 4
    plant_from: int = 0
    short_every: int = 0
    quiet: bool = False


OFFICES = (
    Office("jia", "甲局", UnitClass.FIRST, (1, 3), Plant.CORRECTED),
    Office("yi", "乙局", UnitClass.SECOND, (2,), Plant.MASKED, plant_every=8, plant_from=2, short_every=5),
    Office("bing", "丙局", UnitClass.SECOND, (0,), Plant.REMOVED, plant_every=6, plant_from=1),
    Office("ding", "丁街道", UnitClass.FIRST, (0, 4), Plant.RETURNING, plant_every=8, plant_from=3),
    Office("wu", "戊镇", UnitClass.SECOND, (3,), Plant.ATTACHED, plant_every=6, plant_from=4, short_every=9),
    Office("ji", "己中心", UnitClass.SECOND, (2,), quiet=True),
)
_BEFORE = dt.timedelta(days=98)
"""What was posted before the first day is on the portal then."""
QUOTA = {UnitClass.FIRST: 2, UnitClass.SECOND: 1}


@dataclass(frozen=True, slots=True)
class Post:
    """One item of news."""

    office: Office
    day: dt.date
    number: int
    plant: Plant

    @property
    def path(self) -> str:
        """Where it stands on the portal."""
        return f"/{self.office.id}/gzdt/t{self.day:%Y%m%d}_{1000 + self.number}.html"

    @property
    def attachment(self) -> str:
        """Where its file stands, "" where it has none."""
        return self.path.replace(".html", ".docx") if self.plant is Plant.ATTACHED else ""

    @property
    def title(self) -> str:
        """Its title."""
        return f"{self.office.name}推进第{self.number}项重点工作落实"

    @property
    def words(self) -> str:
        """What a finding of its fault names."""
        return masked(NUMBER) if self.plant is Plant.MASKED else FAULT

    def standing(self, today: dt.date) -> Standing:
        """How it stands on that day."""
        age = (today - self.day).days
        spans = _FAULTY_DAYS[self.plant]
        if any(start <= age < end for start, end in spans):
            return Standing.FAULTY
        return Standing.GONE if self.plant is Plant.REMOVED and age >= spans[-1][1] else Standing.RIGHT

    def faulty_spans(self) -> Iterator[tuple[dt.date, dt.date]]:
        """First day with and first day without its fault, each time that it has one."""
        for start, end in _FAULTY_DAYS[self.plant]:
            yield self.day + start * DAY, self.day + end * DAY


class Programme:
    """What the offices post in the year that begins on `first`."""

    def __init__(self, first: dt.date, offices: tuple[Office, ...] = OFFICES) -> None:
        self.first = first
        self.offices = offices
        self.calendar: Calendar = calendar_of(first)
        self._weeks: dict[Week, list[Post]] = {}

    def posts(self, last: dt.date) -> list[Post]:
        """All items up to `last`, oldest first."""
        weeks = self.calendar.weeks(self.first - _BEFORE, last)
        found = [post for week in weeks for post in self.of_week(week)]
        return sorted((post for post in found if post.day <= last), key=lambda post: post.day)

    def of_week(self, week: Week) -> list[Post]:
        """The items of a week; a day off is made up for on the week's last working day, a week off is none."""
        if week not in self._weeks:
            self._weeks[week] = [post for office in self.offices for post in self._of_office(office, week)]
        return self._weeks[week]

    def missing(self, office: Office, week: Week) -> int:
        """How many items the office owes of that week and did not post; none in a week off."""
        if not self._working(week):
            return 0
        have = sum(post.office == office for post in self.of_week(week))
        return max(0, QUOTA[office.kind] - have)

    def _working(self, week: Week) -> list[dt.date]:
        days = (week.start + offset * DAY for offset in range(7))
        return [day for day in days if self.calendar.is_working_day(day)]

    def _of_office(self, office: Office, week: Week) -> Iterator[Post]:
        number, working = (week.start - self.first).days // 7 + 1, self._working(week)
        if not working or self._posts_nothing(office, week, number):
            return
        days = [week.start + weekday * DAY for weekday in office.weekdays]
        for order, day in enumerate(days):
            kept = day if day in working else working[-1]
            plants = order == 0 and kept >= self.first and number % office.plant_every == office.plant_from
            # one that will be taken down is none of those that the week owes
            if plants and office.plant is Plant.REMOVED:
                yield Post(office, kept, 400 + number * 10 + 9, office.plant)
                plants = False
            yield Post(office, kept, 400 + number * 10 + order, office.plant if plants else Plant.NONE)

    def _posts_nothing(self, office: Office, week: Week, number: int) -> bool:
        if office.quiet:
            return week.start.month % 3 != 0 or week.start.day > 7
        return bool(office.short_every) and number % office.short_every == office.short_every - 1
