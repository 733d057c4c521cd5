"""Duties of a responsibility list (责任清单): whether each was done by its day, judged from what was observed and from
what the office wrote down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from county.history import ColumnHistory, Item
from county.register import Duty, Exemption, HandIn
from county.same_news import title_key
from county.times import day_text
from county.units import Column
from county.visit import Visit
from county.witness import Witness

_CUT_OFF = ("…", "...", "..")
"""How lists end a title that they have no room for."""
_CALLED = "公开期限"


class DutyState(StrEnum):
    """What is known of a duty on a day. Only late and missing can cost a unit anything; `exempt` was reported
    beforehand (报备)."""

    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"
    NOT_OBSERVED = "not-observed"
    NOT_YET_DUE = "not-yet-due"
    EXEMPT = "exempt"


DUTY_STATE_NAMES: dict[DutyState, str] = {
    DutyState.ON_TIME: "按时公开",
    DutyState.LATE: "逾期公开",
    DutyState.MISSING: "未公开",
    DutyState.NOT_OBSERVED: "未观测",
    DutyState.NOT_YET_DUE: "未到期",
    DutyState.EXEMPT: "已报备",
}


@dataclass(frozen=True, slots=True)
class DutyJudgement:
    """`why` is a full Chinese sentence. `done` is the day it was done, None where that is not known or it was not.
    `evidence` are ids: "page:<page>", "visit:<run>:<column key>", "duty:<id>", "hand_in:<id>", "exemption:<id>"."""

    duty: Duty
    state: DutyState
    why: str
    done: dt.date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyGrounds:
    """What the duties of one unit are judged by. Nothing younger than `as_of` is looked at. `grace` are the days after
    a due day within which an item first seen is believed to have been there by then, as its date says."""

    as_of: dt.date
    histories: tuple[ColumnHistory, ...] = ()
    hand_ins: tuple[HandIn, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    grace: int = 0


def judge_duties(duties: Iterable[Duty], grounds: DutyGrounds) -> tuple[DutyJudgement, ...]:
    """A judgement for each duty, in their order. The office's word goes first: the day written into the list, then a
    hand-in (报送) whose item is the duty's id; the column is looked at where there is neither."""
    columns = {history.column.name: _Reading(history, grounds) for history in grounds.histories}
    return tuple(_judge(duty, columns.get(duty.column), grounds) for duty in duties)


def _judge(duty: Duty, reading: _Reading | None, grounds: DutyGrounds) -> DutyJudgement:
    if noted := _noted(duty, grounds):
        return noted
    if reading and (seen := reading.judge(duty)):
        return seen
    if grounds.as_of <= duty.due:
        return DutyJudgement(duty, DutyState.NOT_YET_DUE, f"{_name(duty)}：{day_text(duty.due)}到期，还没有完成。")
    if exemption := _exemption(duty, grounds):
        period = f"{day_text(exemption.since)}至{day_text(exemption.until)}"
        why = f"{_name(duty)}：“{duty.column}”已报备（{period}，{exemption.reason}），不作要求。"
        return DutyJudgement(duty, DutyState.EXEMPT, why, evidence=(f"exemption:{exemption.id}",))
    if reading:
        return reading.absence(duty)
    reason = f"单位没有登记栏目“{duty.column}”" if duty.column else "没有登记报送情况"
    return _not_observed(duty, reason, f"duty:{duty.id}")


def _noted(duty: Duty, grounds: DutyGrounds) -> DutyJudgement | None:
    """What the office wrote down of it, None where it wrote nothing."""
    if duty.published and duty.published <= grounds.as_of:
        return _done(duty, duty.published, f"办公室登记{day_text(duty.published)}公开", f"duty:{duty.id}")
    notes = [note for note in grounds.hand_ins if note.item == duty.id]
    received = [(note.received, note) for note in notes if note.received and note.received <= grounds.as_of]
    if received:
        day, note = min(received, key=lambda one: (one[0], one[1].id))
        return _done(duty, day, f"{day_text(day)}报送", f"hand_in:{note.id}")
    if notes and grounds.as_of > duty.due and not duty.column:
        why = f"{_name(duty)}：{day_text(duty.due)}到期，办公室登记为未报送。"
        return DutyJudgement(duty, DutyState.MISSING, why, evidence=tuple(f"hand_in:{note.id}" for note in notes))
    return None


def _exemption(duty: Duty, grounds: DutyGrounds) -> Exemption | None:
    covering = (one for one in grounds.exemptions if one.column == duty.column and one.since <= duty.due <= one.until)
    return next(covering, None) if duty.column else None


def _done(duty: Duty, day: dt.date, how: str, *evidence: str) -> DutyJudgement:
    state = DutyState.ON_TIME if day <= duty.due else DutyState.LATE
    late = "" if state is DutyState.ON_TIME else f"，逾期 {(day - duty.due).days} 天"
    return DutyJudgement(duty, state, f"{_name(duty)}：{how}（{day_text(duty.due)}到期）{late}。", day, evidence)


def _not_observed(duty: Duty, reason: str, *evidence: str) -> DutyJudgement:
    why = f"{_name(duty)}：{day_text(duty.due)}到期，{reason}，未观测。"
    return DutyJudgement(duty, DutyState.NOT_OBSERVED, why, evidence=evidence)


def _name(duty: Duty) -> str:
    return f"“{duty.item}”"


@dataclass(frozen=True, slots=True)
class _Days:
    """The time in which a duty is to be done."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class _Match:
    """An item that may be the one due, with the day on which it counts as published; None is doubt."""

    item: Item
    day: dt.date | None


@dataclass(slots=True)
class _Reading:
    """A column as far as `grounds` reaches, laid out once for all duties in it."""

    history: ColumnHistory
    grounds: DutyGrounds
    column: Column = field(init=False)
    items: list[tuple[str, Item]] = field(init=False)
    witness: Witness = field(init=False)

    def __post_init__(self) -> None:
        as_of = self.grounds.as_of
        self.column = self.history.column
        self.items = [(title_key(item.title), item) for item in self.history.items if item.first_seen <= as_of]
        undated = {item.page for _, item in self.items if item.date is None}
        self.witness = Witness.of(self.history, undated, as_of)

    def judge(self, duty: Duty) -> DutyJudgement | None:
        """The duty as done, in time or late; None where no item shows that."""
        dated = [(match.day, match.item) for match in self._matches(duty) if match.day]
        if not dated:
            return None
        day, item = min(dated, key=lambda one: (one[0], one[1].url))
        if day <= duty.due:
            return _done(duty, day, f"《{item.title}》{day_text(day)}公开", f"page:{item.page}")
        witness = self._witness(duty)
        if witness is None or self._doubtful(duty):
            return None
        how = f"《{item.title}》{day_text(day)}才公开" + ("" if item.date == day else _contradicted(item))
        return _done(duty, day, how, f"page:{item.page}", witness.id)

    def absence(self, duty: Duty) -> DutyJudgement:
        """The duty as not done, where a visit witnessed that."""
        period = _Days(duty.opens, duty.due)
        last = self.witness.visits[-1:]
        if why_not := self.witness.why_not(period, _CALLED):
            return _not_observed(duty, why_not, *(visit.id for visit in last))
        if doubtful := self._doubtful(duty):
            names = "、".join(f"《{item.title}》" for item in doubtful[:3])
            reason = f"有 {len(doubtful)} 条标题不全或没有日期（{names}），无法核对"
            return _not_observed(duty, reason, *(f"page:{item.page}" for item in doubtful))
        witness = self._witness(duty)
        words = "、".join(duty.title)
        sought = f"“{self.column.name}”里没有标题含“{words}”的信息" if words else f"“{self.column.name}”里没有信息"
        why = f"{_name(duty)}：{day_text(duty.opens)}至{day_text(duty.due)}，{sought}。"
        return DutyJudgement(duty, DutyState.MISSING, why, evidence=(witness.id,) if witness else ())

    def _witness(self, duty: Duty) -> Visit | None:
        """The newest visit that read the whole time in which the duty was to be done, after its end."""
        readings = [*self.witness.readings(_Days(duty.opens, duty.due))]
        return readings[-1] if readings else None

    def _matches(self, duty: Duty) -> list[_Match]:
        words = [title_key(word) for word in duty.title]
        found = [item for title, item in self.items if all(word in title for word in words)]
        days = ((item, self._published(item, duty)) for item in found)
        return [_Match(item, day) for item, day in days if day is None or day >= duty.opens]

    def _published(self, item: Item, duty: Duty) -> dt.date | None:
        """The day on which the item counts as published: its date, unless the list was read whole after the due day and
        before the item was first seen, without it. None for an undated item that may have been there in time."""
        if item.first_seen <= duty.due:
            return min(item.date or item.first_seen, item.first_seen)
        if item.date and item.date > duty.due:
            return item.date
        believed = duty.due + dt.timedelta(days=self.grounds.grace if item.date else 0)
        readings = self.witness.readings(_Days(item.date or duty.opens, believed))
        if next((visit for visit in readings if visit.night < item.first_seen), None):
            return item.first_seen
        return item.date

    def _doubtful(self, duty: Duty) -> list[Item]:
        """Items that may be the one due although nobody can say so: undated ones, and titles that the list cut off."""
        undated = [match.item for match in self._matches(duty) if match.day is None]
        return undated + [item for _, item in self.items if self._may_be_cut(item, duty)]

    def _may_be_cut(self, item: Item, duty: Duty) -> bool:
        if not item.title.rstrip().endswith(_CUT_OFF):
            return False
        return duty.opens <= (item.date or max(item.first_seen, duty.opens)) <= duty.due


def _contradicted(item: Item) -> str:
    claim = f"页面显示的日期是{day_text(item.date)}" if item.date else "页面没有日期"
    return f"（{claim}，此前完整读取栏目时还没有这一条）"
