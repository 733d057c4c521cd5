"""The `portal_run` ledger (采集台账): the truth about what ran. Every run ends in a row with a reason."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from county.times import moment, utc_now
from evidence.store import Store

_PAGE_RUN = re.compile(r"-\d{8}-p\d+")
NIGHTLY = "run NOT GLOB '*-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-p[0-9]*'"
"""In SQL: runs that walked a portal. One that read a single page again (单页复查) is no night, witnesses no column."""


def page_run_name(portal: str, night: dt.date, number: int) -> str:
    """Name of a run that reads one page again: "xiuwen-20260302-p1"."""
    return f"{portal}-{night:%Y%m%d}-p{number}"


def is_page_run(run: str) -> bool:
    """Whether a run of that name read one page again."""
    return _PAGE_RUN.search(run) is not None


class RunState(StrEnum):
    """How far a run has come."""

    PLANNED = "planned"
    RUNNING = "running"
    SEALED = "sealed"
    INGESTED = "ingested"
    FAILED = "failed"


REFUSED = "未能入库："
"""Begins the reason of a run whose pack was sealed and refused."""


@dataclass(frozen=True, slots=True)
class PortalRun:
    """One row of the ledger."""

    run: str
    portal: str
    night: dt.date
    attempt: int
    state: RunState
    reason: str


class Ledger:
    """Reads and writes the ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def runs(self, portal: str, night: dt.date) -> list[PortalRun]:
        """The runs of one portal and night, by attempt; those of single pages are no part of the night."""
        return self.select(f"portal = ? AND night = ? AND {NIGHTLY} ORDER BY attempt", portal, night.isoformat())

    def unfinished(self) -> list[PortalRun]:
        """Runs without a terminal row, oldest first."""
        states = (RunState.PLANNED, RunState.RUNNING, RunState.SEALED)
        return self.select("state IN (?, ?, ?) ORDER BY night, portal, attempt", *states)

    def plan(self, run: str, portal: str, night: dt.date, attempt: int) -> None:
        """Writes the row of a run that is to start."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO portal_run VALUES (?, ?, ?, ?, ?, '', ?, '')",
                (run, portal, night.isoformat(), attempt, RunState.PLANNED, utc_now()),
            )

    def move(self, run: str, state: RunState, reason: str = "") -> None:
        """Records how far a run has come; a terminal state carries its time."""
        ended = utc_now() if state in (RunState.INGESTED, RunState.FAILED) else ""
        with self._store.write() as connection:
            connection.execute(
                "UPDATE portal_run SET state = ?, reason = ?, ended_at = ? WHERE run = ?", (state, reason, ended, run)
            )

    def refuse(self, run: str, reason: str) -> None:
        """Records a pack that could not be taken in, also where a lost ledger has no row of it."""
        with self._store.write() as connection:
            connection.execute(
                """INSERT INTO portal_run VALUES (?, '', '', 0, ?, ?, ?, ?)
                ON CONFLICT (run) DO UPDATE SET state = excluded.state, reason = excluded.reason""",
                (run, RunState.FAILED, f"{REFUSED}{reason}", utc_now(), utc_now()),
            )

    def refused(self) -> set[str]:
        """Runs whose sealed pack could not be taken in."""
        query = "SELECT run FROM portal_run WHERE state = ? AND reason LIKE ?"
        return {run for (run,) in self._store.connection.execute(query, (RunState.FAILED, f"{REFUSED}%"))}

    def select(self, condition: str, *values: str) -> list[PortalRun]:
        """The runs under a condition of our own."""
        query = f"SELECT run, portal, night, attempt, state, reason FROM portal_run WHERE {condition}"  # noqa: S608
        return [
            PortalRun(run, portal, dt.date.fromisoformat(night), attempt, RunState(state), reason)
            for run, portal, night, attempt, state, reason in self._store.connection.execute(query, values)
        ]


def last_ended(store: Store) -> dt.datetime | None:
    """When the last night's pack that was taken in had been sealed, None before the first one."""
    ended = store.connection.execute(f"SELECT max(ended_at) FROM pack WHERE {NIGHTLY}").fetchone()[0]  # noqa: S608
    return moment(ended) if ended else None


_WHOLE = f"SELECT max(ended_at) FROM portal_run WHERE state = 'ingested' AND reason = ? AND {NIGHTLY}"  # noqa: S608
_ENDS = f"""
state IN ('ingested', 'failed') AND (portal, night) IN (
    SELECT portal, max(night) FROM portal_run WHERE {NIGHTLY} AND portal <> '' GROUP BY portal
) AND {NIGHTLY} ORDER BY reason = ?, attempt
"""  # noqa: S608 our own words


def last_whole(store: Store, finished: str) -> dt.datetime | None:
    """When a night of a portal last ended for the reason `finished`, None where none ever did."""
    ended = store.connection.execute(_WHOLE, (finished,)).fetchone()[0]
    return moment(ended) if ended else None


def newest_ends(store: Store, finished: str) -> dict[str, PortalRun]:
    """By portal the run that tells how its newest night ended: one that ended as `finished`, else the last attempt."""
    return {run.portal: run for run in Ledger(store).select(_ENDS, finished)}
