"""What discovery asks for next (发现步骤), and what it learnt of a link on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crawler.discovery.column_names import ColumnName
from crawler.reading import Page


class Role(StrEnum):
    """Why a page is asked for."""

    FRONT = "front"
    HUB = "hub"
    """A page that may list units or, with a unit, its columns."""
    AREA = "area"
    """A page under a unit's name."""
    UNNAMED = "unnamed"
    """A page behind a picture: its own title says whose it is."""
    COLUMN = "column"


PRIORITY: dict[Role, int] = {Role.FRONT: 40, Role.HUB: 30, Role.UNNAMED: 25, Role.AREA: 20, Role.COLUMN: 0}
"""Menus first: what is common to all units is known before columns are looked at, and a discovery that is cut short has
seen every unit."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to ask for. `unit` is the key of the unit on whose behalf, "" for the portal's own; `depth` counts menus
    since the front page or the unit's first page, `hops` the pages that only led on. `column` is the portal's column
    under whose name the page is asked for: it may be parted by units (部门动态、部门年报)."""

    url: str
    role: Role
    unit: str = ""
    depth: int = 0
    hops: int = 0
    column: ColumnName | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a task: the page under its last address, or `failure`, one Chinese sentence; both for a page
    that has no content and may lead on. `passing` says that the failure tells nothing of whether the page exists: no
    answer, a refusal, a fault of the server."""

    url: str
    page: Page | None = None
    failure: str = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link by the name of a column. `labelled` says that a heading round it names the unit; otherwise it is the unit
    on whose page `found_on` it stands. `parted` says that the link itself only names the unit, on a page of the portal
    that bears the column's name."""

    unit: str
    name: ColumnName
    url: str
    found_on: str
    labelled: bool
    parted: bool = False
