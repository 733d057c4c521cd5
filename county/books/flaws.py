"""What can be wrong with an entry as a whole: days that cannot be, a matter written down twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from county.books.book import BOOKS, Entry
from county.books.reading import shown_field
from county.books.terms import Terms
from county.books.version import Version
from county.register import HandIn, Register
from county.times import day_text


@dataclass(frozen=True, slots=True)
class EntryFlaw:
    """`key` is that of the field to change; `problem` and `cure` make a sentence."""

    key: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.problem}，{self.cure}。"


class Standing:
    """The entries that stand, by id and by what makes two of them the same."""

    def __init__(self, versions: Iterable[Version] = ()) -> None:
        self._by_id: dict[str, Version] = {}
        self._by_identity: dict[tuple[object, ...], str] = {}
        for version in versions:
            self.put(version)

    def put(self, version: Version) -> None:
        """Takes in a new version of an entry, in the place of an earlier one."""
        before = self._by_id.pop(version.entry.id, None)
        if before:
            self._by_identity.pop(_identity(before.register, before.entry), None)
        if not version.retracted:
            self._by_id[version.entry.id] = version
            self._by_identity[_identity(version.register, version.entry)] = version.entry.id

    def get(self, entry_id: str) -> Version | None:
        """The entry of that id as it stands."""
        return self._by_id.get(entry_id)

    def same_as(self, register: Register, entry: Entry) -> Version | None:
        """Another entry on the same matter."""
        known = self._by_id.get(self._by_identity.get(_identity(register, entry), ""))
        return known if known and known.entry.id != entry.id else None


def entry_flaws(
    register: Register, entry: Entry, standing: Standing, today: dt.date, terms: Terms
) -> Iterator[EntryFlaw]:
    """All that is wrong on `today` with `entry` among those that stand."""
    yield from _impossible_days(register, entry, today)
    if other := standing.same_as(register, entry):
        yield _doubled(other, terms)
    if isinstance(entry, HandIn):
        yield from _unknown_duty(entry, standing)
        yield from _wrong_period(entry, terms)


def _impossible_days(register: Register, entry: Entry, today: dt.date) -> Iterator[EntryFlaw]:
    book = BOOKS[register]
    for field in book.fields:
        day = getattr(entry, field.key)
        if field.past and day and day > today:
            yield EntryFlaw(field.key, f"{field.name} {day} 还没有到", f"请写 {today} 或以前的日期")
    for first, then in book.order:
        start, end = getattr(entry, first), getattr(entry, then)
        if start and end and end < start:
            problem = f"{book.field(then).name} {end} 早于{book.field(first).name} {start}"
            yield EntryFlaw(then, problem, "请核对两个日期")


def _doubled(other: Version, terms: Terms) -> EntryFlaw:
    book, entry = BOOKS[other.register], other.entry
    told = (shown_field(book.field(key), getattr(entry, key), other.register, terms) for key in book.identity)
    problem = f"这个单位的“{'、'.join(filter(None, told))}”已登记为 {entry.id}（{day_text(entry.receipt.recorded_on)}）"
    return EntryFlaw(book.identity[0], problem, f"请更正 {entry.id}，不要重复登记")


def _identity(register: Register, entry: Entry) -> tuple[object, ...]:
    return (register, entry.unit, *(getattr(entry, key) for key in BOOKS[register].identity))


def _unknown_duty(entry: HandIn, standing: Standing) -> Iterator[EntryFlaw]:
    """A hand-in may be for a duty of the unit's list, by the duty's id."""
    if not entry.item.startswith(f"{BOOKS[Register.DUTY].prefix}-"):
        return
    duty = standing.get(entry.item)
    if duty is None or duty.entry.unit != entry.unit:
        problem = f"这个单位的责任清单里没有 {entry.item}"
        yield EntryFlaw("item", problem, "请用 xuncha register list 责任清单 查看编号")


def _wrong_period(entry: HandIn, terms: Terms) -> Iterator[EntryFlaw]:
    """What is written for another period than the scheme asks for would be kept and never count."""
    item = terms.items.get(entry.item)
    if item is None:
        return
    year, rest = entry.period[:4], entry.period[4:]
    if rest not in item.periods:
        wanted = "、".join(f"{year}{period}" for period in sorted(item.periods))
        yield EntryFlaw("period", f"“{item.name}”报送的期间不会是 {entry.period}", f"请写成 {wanted}")
    elif item.last_year and entry.received and int(year) >= entry.received.year:
        cure = f"请写成 {entry.received.year - 1}{rest}"
        yield EntryFlaw("period", f"“{item.name}”报的是上一年，期间却写了 {entry.period}", cure)
