"""What a night saw (覆盖情况): one verdict a column, and how each portal's run ended."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass

_VERDICTS = """
SELECT portal_run.portal, visit."column", visit.verdict, visit.reason, visit.run FROM visit
LEFT JOIN portal_run ON portal_run.run = visit.run
WHERE visit.night = ? ORDER BY visit."column", visit.verdict <> 'complete', visit.ended_at DESC
"""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """The best verdict on a column in one night, with its reason. `column` is its key."""

    portal: str
    column: str
    verdict: str
    reason: str
    run: str


def night_verdicts(connection: sqlite3.Connection, night: dt.date) -> list[SeenColumn]:
    """Every column that was visited in that night, by key."""
    found: dict[str, SeenColumn] = {}
    for portal, column, verdict, reason, run in connection.execute(_VERDICTS, (night.isoformat(),)):
        found.setdefault(column, SeenColumn(portal or "", column, verdict, reason, run))
    return list(found.values())
