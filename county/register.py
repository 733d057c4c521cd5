"""Registers (登记簿): what no crawler can see, written down by the office: who, when, on what proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Register(StrEnum):
    """Which book an entry stands in; the value is what office staff read, the name is a stored contract."""

    HAND_IN = "报送"
    REQUEST = "依申请公开"
    BONUS = "加分申报"
    EVENT = "事件"
    TASK = "临时任务"
    DUTY = "责任清单"
    EXEMPTION = "报备"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who wrote an entry down, when, and what proves it. `document` names the attached file, `sha256` its content, both
    "" where there is none. A correction is a later receipt under the same entry; the newest one counts."""

    recorded_on: dt.date
    author: str
    document: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandIn:
    """Something a unit must hand in (报送). `item` is the item's key in the scheme, `period` the stretch of time it is
    for ("2026", "2026-H1"). `due` moves the scheme's deadline for this unit alone; `received` is the day it came, None
    where the office notes that it has not."""

    id: str
    unit: str
    item: str
    period: str
    received: dt.date | None
    receipt: Receipt
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request for information (依申请公开). The clock of 20 working days runs from `received`; `extended` says that
    it was lawfully extended once, by at most 20 more, `excluded_days` are working days that do not count
    (征求第三方意见、补正). `replied` is None while open; `corrected` says that a review or a court found the handling
    unlawful (被依法纠错)."""

    id: str
    unit: str
    number: str
    received: dt.date
    replied: dt.date | None
    receipt: Receipt
    extended: bool = False
    excluded_days: int = 0
    corrected: bool = False


class ClaimState(StrEnum):
    """What the office made of a unit's claim."""

    CLAIMED = "待核"
    ACCEPTED = "认可"
    REFUSED = "不认可"


@dataclass(frozen=True, slots=True)
class BonusClaim:
    """What a unit claims a bonus for (加分申报): clause id, the day it happened, how many times."""

    id: str
    unit: str
    clause: str
    title: str
    happened_on: dt.date
    times: int
    state: ClaimState
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and costs points (事件): a veto, an item on a monitor's list (问题清单), false
    information. `signed_by` names who signed the decision, "" while nobody has: nothing costs points unsigned."""

    id: str
    unit: str
    clause: str
    title: str
    happened_on: dt.date
    times: int
    signed_by: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Task:
    """An ad-hoc task (临时任务, 新增工作考核) and what it was worth to a unit: `points` above 0 adds, below takes. It
    counts once it bears a signature."""

    id: str
    unit: str
    title: str
    points: Decimal
    decided_on: dt.date
    signed_by: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Duty:
    """An item of a unit's responsibility list (责任清单): what must be public where and by when. `column` is the name
    of the unit's column in which it is looked for, "" where it is handed in instead; `title` are words that its title
    must hold, each of them. `published` is the day the office wrote down that it was done, None where only the
    crawler's word counts."""

    id: str
    unit: str
    item: str
    column: str
    title: tuple[str, ...]
    opens: dt.date
    due: dt.date
    receipt: Receipt
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A column that need not be kept for a while (报备, 情况说明), as reported beforehand; `until` is its last day."""

    id: str
    unit: str
    column: str
    since: dt.date
    until: dt.date
    reason: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Registers:
    """One unit's entries as they stand on a day, each register in the order of its entries' ids."""

    hand_ins: tuple[HandIn, ...] = ()
    requests: tuple[Request, ...] = ()
    bonus_claims: tuple[BonusClaim, ...] = ()
    events: tuple[Event, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    exemptions: tuple[Exemption, ...] = ()


class RulingState(StrEnum):
    """What was ruled on an entry of the ledger (裁定)."""

    UPHELD = "维持"
    WITHDRAWN = "撤销"
    WAIVED = "免扣"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling on one entry of the ledger, by the entry's id. `made_on` is the day from which it counts; a later ruling
    on the same entry replaces it."""

    id: str
    unit: str
    entry: str
    state: RulingState
    made_on: dt.date
    reason: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Appeal:
    """A unit's word against an entry of the ledger (申诉), by the entry's id. It is open until a ruling on that entry
    follows."""

    id: str
    unit: str
    entry: str
    reason: str
    receipt: Receipt
