"""What the checks are given, and what a check of a unit gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from checks.characters import SecondOpinion
from county.calendar import Calendar
from county.certificate import CertificateLook
from county.counting import CountingPolicy
from county.finding import Finding
from county.history import ColumnHistory
from county.personal import PersonalNumber, Redacted
from county.reachability import Reachability
from county.settings import DatePolicy
from county.units import Unit
from wordlists import WordLists


class PlaceKind(StrEnum):
    """What a text is: a page (网页) or an attachment (附件)."""

    PAGE = "page"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A page's or an attachment's text. `title` is masked. `day` is the date the text bears, None where it is not
    known: entries of the word lists with a first or last day judge only texts of a known day. `second` is the
    office's own model that judges proposed slips again, None where it has none. `title_numbers` are the whole personal
    numbers that the title held."""

    title: str
    body: Redacted
    place: PlaceKind
    words: WordLists
    day: dt.date | None = None
    second: SecondOpinion | None = None
    title_numbers: tuple[PersonalNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitNews:
    """One unit's news columns (工作动态), as known at the end of night `as_of`. `quota` is what the unit owes a week,
    `first` the day from which weeks are assessed."""

    unit: Unit
    histories: tuple[ColumnHistory, ...]
    quota: int
    first: dt.date
    as_of: dt.date
    calendar: Calendar
    policy: CountingPolicy


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """All columns of one unit (单位档案), as known at the end of night `as_of`; `first` is the first day of the
    assessment year."""

    unit: Unit
    histories: tuple[ColumnHistory, ...]
    first: dt.date
    as_of: dt.date
    calendar: Calendar
    policy: DatePolicy


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A finding with what it stands on: `subject` is the key of a column or the id of a page, `url` its address,
    `column` the name of the column."""

    finding: Finding
    column: str
    subject: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteDay:
    """What is known of a home page or of a host's certificate at the end of a day; one of the two is None."""

    reachability: Reachability | None = None
    certificate: CertificateLook | None = None
