"""What a look at a portal proposes for units.xlsx (栏目建议): units, columns, how certain each is, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from county.units import ColumnKind


class Certainty(StrEnum):
    """How far a proposed row can be trusted (把握). `REFUSED` rows are shown with their reason and proposed nowhere."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"
    REFUSED = "不采用"


@dataclass(frozen=True, slots=True)
class ProposedUnit:
    """A unit found on the portal. `known` says that it stands in units.toml under that id; `home` is where its pages
    begin, "" where none was found."""

    id: str
    name: str
    home: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column of the unit of that id, or with `REFUSED` an address that looked like one. `entries` and `newest` are
    what its first page shows."""

    unit: str
    unit_name: str
    name: str
    kind: ColumnKind
    url: str
    certainty: Certainty
    why: str
    entries: int = 0
    newest: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that was found. `hosts` are the host names of the proposed addresses other than the portal's own; `notes` are
    sentences for whoever corrects the workbook; `early` says why the look ended before its time, "" where it was
    finished."""

    home: str
    title: str
    units: tuple[ProposedUnit, ...]
    columns: tuple[ProposedColumn, ...]
    refused: tuple[ProposedColumn, ...] = ()
    hosts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    early: str = ""
