"""Hand-ins by a deadline (按期报送): so much for each thing that came late or did not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from county.duties import DutyState
from county.finding import FindingState, KnownFinding, Level
from county.register import HandIn, Register
from county.times import day_text
from county.units import ColumnKind
from scoring.case import Case
from scoring.claim import Assessment, Claim, not_observed
from scoring.deadline import day_in_year, last_day
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import ZERO, points_text
from scoring.publication import look_for
from scoring.rule import RuleBase, register
from scoring.settings import ObservedHandIn
from scoring.table import Table


class Period(StrEnum):
    """The stretch of time that a hand-in is for."""

    YEAR = "year"
    LAST_YEAR = "last-year"
    FIRST_HALF = "H1"
    SECOND_HALF = "H2"
    FIRST_QUARTER = "Q1"
    SECOND_QUARTER = "Q2"
    THIRD_QUARTER = "Q3"
    FOURTH_QUARTER = "Q4"

    def of(self, first: dt.date) -> str:
        """As the register writes it for the assessment year that begins on `first`: "2026", "2026-H1"."""
        if self is Period.LAST_YEAR:
            return str(first.year - 1)
        return str(first.year) if self is Period.YEAR else f"{first.year}-{self}"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to hand in. `key` is what the register writes; `due` is a day of every year, None where the office
    tells it each time: until a register entry of the unit has one, the last day of the assessment year counts.
    `column` is where its document is published too, `words` are in its title there besides the period, `rule` is the
    check that tells that it is not there."""

    key: str
    title: str
    points: Decimal
    period: Period
    due: tuple[int, int] | None
    column: ColumnKind | None
    words: tuple[str, ...]
    rule: str

    @classmethod
    def read(cls, table: Table) -> Self:
        """From one `[[clause.item]]`. Raises SchemeError."""
        item = cls(
            key=table.text("key"),
            title=table.text("title"),
            points=table.number("points"),
            period=table.choice("period", Period, Period.YEAR),
            due=table.month_day("due") if table.has("due") else None,
            column=table.choice("column", ColumnKind) if table.has("column") else None,
            words=table.texts("words", ()),
            rule=table.text("rule", ""),
        )
        table.done()
        return item


@register
@dataclass(frozen=True, slots=True)
class HandInByDate(RuleBase):
    """Each of `items` costs its points where the register says that it came late or not at all. What the register does
    not mention costs nothing unless the office declared its registers complete: that nobody noted it is no proof. The
    sheet of the year's last day closes the year: what was noted later of things due on that day or in January counts,
    because no other sheet of the year could ever hold it."""

    kind: ClassVar[str] = "hand-in"
    title: ClassVar[str] = "按期报送"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    items: tuple[Item, ...]

    @classmethod
    def read(cls, table: Table) -> Self:
        """From the tables `item`."""
        items = tuple(Item.read(item) for item in table.tables("item"))
        named = [(item.key, item.period) for item in items]
        if len(set(named)) < len(named):
            raise table.error("item", "同一事项同一时段写了两次", "请只留一个")
        return cls(items)

    @property
    def checks(self) -> frozenset[str]:
        """The checks that tell of documents that are not where they should be."""
        return frozenset(item.rule for item in self.items if item.rule)

    @property
    def registers(self) -> frozenset[Register]:
        """The hand-ins."""
        return frozenset({Register.HAND_IN})

    @property
    def observes(self) -> bool:
        """Where a document of an item is published too."""
        return any(item.column for item in self.items)

    def sentences(self) -> tuple[str, ...]:
        """What is due when, and what it costs."""
        undated = any(item.due is None for item in self.items)
        rest = ("期限以登记簿写明的为准，没有写明的以年末为限。",) if undated else ()
        return (*(_sentence(item) for item in self.items), *rest)

    def assess(self, case: Case) -> Assessment:
        """One claim for each item."""
        claims = tuple(self._claim(item, case) for item in self.items)
        if any(claim.state is not EntryState.NOT_OBSERVED for claim in claims):
            return Assessment(ClauseState.REGISTER, claims)
        return Assessment(ClauseState.NOT_OBSERVED, claims)

    def _claim(self, item: Item, case: Case) -> Claim:
        notes = _notes(item, case)
        note = notes[0] if notes else None
        due = _due(item, notes, case)
        closing = case.as_of == case.last
        if note and note.received and (closing or note.received <= case.as_of):
            return _received(item, _name(item, case), note, note.received, due)
        if case.as_of <= due and not (closing and note and note.receipt.recorded_on > due):
            return _open(item, due, f"{_name(item, case)}：{day_text(due)}到期，尚未到期")
        if note:
            why = f"{_name(item, case)}：{day_text(due)}到期，登记为未报送，扣 {points_text(item.points)} 分。"
            return _decided(item, item.points, EntryState.COUNTED, why, (f"hand_in:{note.id}",), due)
        return _unnoted(item, due, case)


def _notes(item: Item, case: Case) -> list[HandIn]:
    """The unit's entries for the item; the one that came first leads."""
    period = item.period.of(case.first)
    notes = [note for note in case.registers.hand_ins if note.item == item.key and note.period.strip() == period]
    return sorted(notes, key=lambda note: (note.received or dt.date.max, note.id))


def _due(item: Item, notes: Sequence[HandIn], case: Case) -> dt.date:
    """The day that the leading entry names, else the latest that another names, else the scheme's."""
    written = day_in_year(item.due, case.first) if item.due else case.last
    named = [note.due for note in notes if note.due]
    own = notes[0].due if notes else None
    return last_day(own or max(named, default=written), case.settings, case.calendar)


def _received(item: Item, name: str, note: HandIn, received: dt.date, due: dt.date) -> Claim:
    came = f"{name}：{day_text(received)}收到，{day_text(due)}到期"
    evidence = (f"hand_in:{note.id}",)
    if received <= due:
        return _decided(item, ZERO, EntryState.COUNTED, f"{came}，按时报送。", evidence, due)
    why = f"{came}，逾期 {(received - due).days} 天，扣 {points_text(item.points)} 分。"
    return _decided(item, item.points, EntryState.COUNTED, why, evidence, due)


def _unnoted(item: Item, due: dt.date, case: Case) -> Claim:
    """What the register is silent about: the crawler may have seen the document, or seen that it is not there."""
    unnoted = f"{_name(item, case)}：{day_text(due)}到期，登记簿没有记载"
    setting = case.settings.on(due).observed_hand_in
    seen = _published(item, due, case) if setting is not ObservedHandIn.IGNORED else ()
    complete = case.settings.is_complete(due)
    price = f"扣 {points_text(item.points)} 分"
    if seen and setting is ObservedHandIn.REPLACES:
        return _decided(item, ZERO, EntryState.COUNTED, f"{unnoted}，但材料已按时在网上公开，视为报送。", seen, due)
    if seen and complete:
        why = f"{unnoted}，但材料已按时在网上公开，待信息科核实，确认未报送的{price}。"
        return _decided(item, item.points, EntryState.PENDING, why, seen, due)
    if complete:
        return _decided(item, item.points, EntryState.COUNTED, f"{unnoted}，登记簿已登记完整，{price}。", (), due)
    if seen:
        return _open(item, due, f"{unnoted}，材料已按时在网上公开，请信息科补记", seen)
    absent = _absent(item, case) if setting is not ObservedHandIn.IGNORED else None
    if absent:
        why = f"{unnoted}，网上也没有（{absent.finding.why.rstrip('。')}），待信息科核实，确认未报送的{price}。"
        return _decided(item, item.points, EntryState.PENDING, why, (absent.id,), due)
    return _open(item, due, f"{unnoted}，不能证明没有报送，请信息科登记")


def _published(item: Item, due: dt.date, case: Case) -> tuple[str, ...]:
    """Evidence that the document stood on the portal in time."""
    columns = case.unit.columns_of(item.column) if item.column else ()
    words = (*item.words, item.period.of(case.first)[:4])
    judgements = look_for(case, item.title, columns, words, case.first, due)
    seen: Iterator[tuple[str, ...]] = (one.evidence for one in judgements if one.state is DutyState.ON_TIME)
    return next(seen, ())


def _absent(item: Item, case: Case) -> KnownFinding | None:
    """The standing finding that the document is not where it should be."""
    period = item.period.of(case.first)
    for known in case.findings_of(item.rule) if item.rule else ():
        stands = not known.gone and known.state is not FindingState.GONE
        if stands and known.finding.words == period and known.finding.level is not Level.NOTICE:
            return known
    return None


def _decided(
    item: Item, amount: Decimal, state: EntryState, why: str, evidence: tuple[str, ...], due: dt.date
) -> Claim:
    return Claim(_about(item), amount, state, why, evidence, due)


def _open(item: Item, due: dt.date, why: str, evidence: tuple[str, ...] = ()) -> Claim:
    return not_observed(_about(item), f"{why}，不扣分。", evidence, amount=item.points, day=due)


def _about(item: Item) -> str:
    return f"{item.key}/{item.period}"


def _name(item: Item, case: Case) -> str:
    return f"{_quoted(item.title)}（{item.period.of(case.first)}）"


def _quoted(title: str) -> str:
    return title if title.startswith(("《", "“")) else f"“{title}”"


def _sentence(item: Item) -> str:
    due = f"每年{item.due[0]}月{item.due[1]}日前" if item.due else "按通知的期限"
    return f"{_quoted(item.title)}{due}报送，未按时报送扣 {points_text(item.points)} 分。"
