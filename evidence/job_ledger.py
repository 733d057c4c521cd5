"""The ledger of jobs (任务台账): the truth about what ran and what is due. Every job that was due ends in a row with a
reason, whatever became of the clock. Times are handed in, so that a simulated clock keeps the same books."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from county.times import at_second, moment
from evidence.store import Store


class JobState(StrEnum):
    """How far a job has come. The last three are terminal."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    MISSED = "missed"


class ClockEventKind(StrEnum):
    """What befell the clock (时钟事件)."""

    STARTED = "started"
    STOPPED = "stopped"
    GAP = "gap"
    SET_BACK = "set-back"
    HINDERED = "hindered"


@dataclass(frozen=True, slots=True)
class JobRun:
    """One row: the job was `due` then, for the work of `day`, and could be begun up to `until`. After a failure it
    waits until `not_before`. `reason` says why it failed or was missed, or what of a job that is done was left out."""

    job: str
    due: dt.datetime
    day: dt.date
    until: dt.datetime
    state: JobState
    reason: str = ""
    attempts: int = 0
    not_before: dt.datetime | None = None
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """`since` is the last time the clock was seen before it: the beginning of a gap, the time it was set back from, the
    first time that the books could not be written. `reason` says what kept them from being written."""

    at: dt.datetime
    kind: ClockEventKind
    since: dt.datetime | None
    reason: str = ""


_PLAN = "INSERT INTO job_run VALUES (?, ?, ?, ?, 'planned', '', 0, '', '', '') ON CONFLICT DO NOTHING"
_BEGIN = "UPDATE job_run SET state = 'running', attempts = attempts + 1, started_at = ? WHERE job = ? AND due = ?"
_AGAIN = "UPDATE job_run SET state = 'planned', reason = ?, not_before = ? WHERE job = ? AND due = ?"
_END = "UPDATE job_run SET state = ?, reason = ?, ended_at = ? WHERE job = ? AND due = ?"
_LEAP = """
DELETE FROM job_run
WHERE (due > :now AND state <> 'running') OR (state IN ('missed', 'failed') AND ended_at > :now)
"""


class JobLedger:
    """Reads and writes the ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan(self, run: JobRun) -> None:
        """Writes the row of a job that is due; one that is there already stays as it is."""
        with self._store.write() as connection:
            times = (at_second(run.due), run.day.isoformat(), at_second(run.until))
            connection.execute(_PLAN, (run.job, *times))

    def begin(self, run: JobRun, now: dt.datetime) -> None:
        """Records that its process was started."""
        self._write(_BEGIN, at_second(now), run.job, at_second(run.due))

    def again(self, run: JobRun, reason: str, not_before: dt.datetime) -> None:
        """Puts a job back that is to be tried once more."""
        self._write(_AGAIN, reason, at_second(not_before), run.job, at_second(run.due))

    def end(self, run: JobRun, state: JobState, reason: str, now: dt.datetime) -> None:
        """Records the end of a job."""
        self._write(_END, state, reason, at_second(now), run.job, at_second(run.due))

    def forget_after(self, now: dt.datetime) -> None:
        """Takes back what a clock that was ahead of `now` planned, did or gave up: that time is still to come. Doing it
        again is harmless, since a night is crawled and a mail is sent once whoever asks for it."""
        with self._store.write() as connection:
            connection.execute(_LEAP, {"now": at_second(now)})

    def open(self) -> list[JobRun]:
        """Planned and running jobs, oldest first."""
        return self._select("state IN ('planned', 'running') ORDER BY due, job")

    def since(self, first: dt.datetime) -> list[JobRun]:
        """Jobs due from then on, newest first."""
        return self._select("due >= ? ORDER BY due DESC, job", at_second(first))

    def newest(self, job: str, now: dt.datetime) -> dt.datetime | None:
        """When that job was last due before `now`, None where it never was."""
        query = "SELECT max(due) FROM job_run WHERE job = ? AND due <= ?"
        due = self._store.connection.execute(query, (job, at_second(now))).fetchone()[0]
        return moment(due) if due else None

    def last_done(self, job: str) -> JobRun | None:
        """The last run of that job that was done."""
        return next(iter(self._select("job = ? AND state = 'done' ORDER BY ended_at DESC LIMIT 1", job)), None)

    def prune(self, jobs: tuple[str, ...], before: dt.datetime) -> int:
        """Drops terminal rows of jobs that run many times a day; gives how many."""
        query = "DELETE FROM job_run WHERE job = ? AND due < ? AND state IN ('done', 'failed', 'missed')"
        with self._store.write() as connection:
            return sum(connection.execute(query, (job, at_second(before))).rowcount for job in jobs)

    def note(self, event: ClockEvent) -> None:
        """Records what befell the clock."""
        values = (at_second(event.at), event.kind, at_second(event.since) if event.since else "", event.reason)
        self._write("INSERT INTO clock_event (at, kind, since, reason) VALUES (?, ?, ?, ?)", *values)

    def begun(self) -> dt.datetime | None:
        """When the clock was first kept here."""
        first = self._store.connection.execute("SELECT min(at) FROM clock_event").fetchone()[0]
        return moment(first) if first else None

    def events(self, first: dt.datetime) -> list[ClockEvent]:
        """What befell the clock from then on, oldest first."""
        query = "SELECT at, kind, since, reason FROM clock_event WHERE at >= ? ORDER BY id"
        return [
            ClockEvent(moment(at), ClockEventKind(kind), moment(since) if since else None, reason)
            for at, kind, since, reason in self._store.connection.execute(query, (at_second(first),))
        ]

    def _write(self, statement: str, *values: str) -> None:
        with self._store.write() as connection:
            connection.execute(statement, values)

    def _select(self, condition: str, *values: str) -> list[JobRun]:
        query = f"SELECT * FROM job_run WHERE {condition}"  # noqa: S608 conditions are ours
        return [_run(*row) for row in self._store.connection.execute(query, values)]


def _run(job: str, due: str, day: str, until: str, state: str, reason: str, attempts: int, *times: str) -> JobRun:
    not_before, started, ended = (moment(time) if time else None for time in times)
    return JobRun(
        job=job,
        due=moment(due),
        day=dt.date.fromisoformat(day),
        until=moment(until),
        state=JobState(state),
        reason=reason,
        attempts=attempts,
        not_before=not_before,
        started_at=started,
        ended_at=ended,
    )
