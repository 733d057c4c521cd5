"""`python -m bench.soak.kills [--kills 50] [--out var/soak]`: processes are killed at random moments, and what is left
is counted against a home that nobody disturbed."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.soak.assault import Assault, Choice, by_chance
from bench.soak.books import message_id
from bench.soak.mailbox import Mailbox
from bench.soak.offices import OFFICES, Office, Plant, Programme
from bench.soak.portal import GrowingPortal
from bench.soak.year import DAY, SEED, coming_year
from evidence.backup import backup_root, backups, read_backup
from evidence.errors import EvidenceError
from evidence.home import JOURNALS
from evidence.job_ledger import JobLedger, JobState
from evidence.outbox import Outbox, PostState
from evidence.store import Store
from evidence.verification import verify

_CALM_DAYS = 3
_SAME = {
    "entry": '"column", page, first_night, title, listed',
    "visit": 'night, "column", verdict, entries, newest',
    "text": "id",
    "finding": "id, rule, unit, first_seen, last_seen, gone_on",
    "text_finding": "text, position, finding",
}
"""What must be the same rows as where nothing was killed."""
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NIGHTS = "SELECT night, count(*) FROM portal_run WHERE state = 'ingested' GROUP BY night"
_RUNS = "SELECT state, count(*) FROM portal_run GROUP BY state"


def harsh_offices() -> tuple[Office, ...]:
    """The offices of the year, each with a fault every week."""
    return tuple(one if one.plant is Plant.NONE else replace(one, plant_every=1, plant_from=0) for one in OFFICES)


class Comparison:
    """A home that was struck beside one that was not."""

    def __init__(self, struck: Assault, calm: Assault) -> None:
        self.struck, self.calm = struck, calm

    def complaints(self) -> Iterator[str]:
        """Everything that was lost or doubled."""
        with self.struck.home.store() as store, self.calm.home.store() as calm:
            yield from self._rows(store, calm)
            yield from self._runs(store)
            yield from self._jobs(store, calm)
            yield from self._mails(store, calm)
            yield from self._decisions(store)
            yield from (one.sentence for one in verify(store, self.struck.home.packs, JOURNALS))
        yield from self._backups()

    def _rows(self, store: Store, calm: Store) -> Iterator[str]:
        for table, columns in _SAME.items():
            query = f"SELECT {columns} FROM {table}"  # noqa: S608 names are ours
            have, want = (Counter(one.connection.execute(query).fetchall()) for one in (store, calm))
            for row in want - have:
                yield f"{table}: lost {row}"
            for row in have - want:
                yield f"{table}: more than without kills {row}"

    def _runs(self, store: Store) -> Iterator[str]:
        for night, count in store.connection.execute(_NIGHTS):
            if count != 1:
                yield f"the night of {night} was taken in {count} times"
        for state, count in store.connection.execute(_RUNS):
            if state not in ("ingested", "failed"):
                yield f"{count} runs are {state}"

    def _jobs(self, store: Store, calm: Store) -> Iterator[str]:
        """Each job has come to an end; what was done where nothing was killed was done, but for mails sent a day
        later."""
        have, want = ({(run.job, run.day): run for run in JobLedger(one).since(_LONG_AGO)} for one in (store, calm))
        for (job, day), run in have.items():
            if run.state not in (JobState.DONE, JobState.FAILED, JobState.MISSED):
                yield f"{job} of {day} is {run.state}"
            elif run.state is not JobState.DONE and want[job, day].state is JobState.DONE and job != "post":
                yield f"{job} of {day} is {run.state}: {run.reason}"

    def _mails(self, store: Store, calm: Store) -> Iterator[str]:
        came = self.struck.mailbox.counts()
        letters = Outbox(store).posts()
        have, want = ({post.key.name for post in posts} for posts in (letters, Outbox(calm).posts()))
        yield from (f"mail {name} is missing from the outbox" for name in sorted(want - have))
        yield from (f"mail {name} is in the outbox and should not" for name in sorted(have - want))
        for letter in letters:
            count = came.pop(message_id(letter), 0)
            right = count <= 1 if letter.state is PostState.UNCERTAIN else count == 1
            if not right or letter.state not in (PostState.SENT, PostState.UNCERTAIN):
                yield f"mail {letter.key.name} is {letter.state} and came {count} times"
        yield from (f"{count} mails {id_} are in no row of the outbox" for id_, count in came.items())
        doubted = sum(letter.state is PostState.UNCERTAIN for letter in letters)
        cuts = sum(blow.fell and blow.phase == "发信" for blow in self.struck.blows)
        if doubted > cuts:
            yield f"{doubted} mails are in doubt after {cuts} kills while mails went out"

    def _decisions(self, store: Store) -> Iterator[str]:
        lines = (self.struck.home.folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
        kept = Counter(json.loads(line)["finding"] for line in lines)
        for finding in self.struck.clerk.done:
            if kept[finding] != 1:
                yield f"the decision on {finding} was acknowledged and is there {kept[finding]} times"
        if missing := set(self.calm.clerk.done) - set(self.struck.clerk.done):
            yield f"{len(missing)} findings were not decided on"

    def _backups(self) -> Iterator[str]:
        home = self.struck.home
        for folder in backups(backup_root(home, home.county())):
            try:
                read_backup(folder)
            except EvidenceError as error:
                yield str(error)


def run(folder: Path, kills: int, choose: Choice, calm_days: int = _CALM_DAYS) -> Comparison:
    """Lives through the same days twice, struck and undisturbed, under one key."""
    programme = Programme(coming_year(dt.date.today()) + 4 * DAY, harsh_offices())
    with _living(folder / "struck", GrowingPortal(programme), choose) as struck:
        days = struck.live(kills, calm_days)
    with _living(folder / "calm", GrowingPortal(programme, struck.portal.port), lambda *_: None) as calm:
        shutil.copy2(struck.home.key_file, calm.home.key_file)
        calm.live(0, days)
    return Comparison(struck, calm)


@contextmanager
def _living(folder: Path, portal: GrowingPortal, choose: Choice) -> Iterator[Assault]:
    mailbox = Mailbox()
    with portal:
        home = Assault(folder, portal, mailbox, choose)
        try:
            yield home
        finally:
            home.estate.close()
            mailbox.up(False)


def table(comparison: Comparison) -> str:
    """The blows that fell, a line each, and what is left."""
    lines = [f"{n}\t{blow}" for n, blow in enumerate((one for one in comparison.struck.blows if one.fell), start=1)]
    with comparison.struck.home.store() as store:
        runs = dict(store.connection.execute(_RUNS).fetchall())
        nights = len(store.connection.execute(_NIGHTS).fetchall())
        states = Counter(post.state.value for post in Outbox(store).posts())
        [found] = store.connection.execute("SELECT count(*) FROM finding").fetchone()
    mailbox = comparison.struck.mailbox
    return "\n".join(
        [
            *lines,
            f"runs {runs}, nights taken in {nights}, findings {found}, decisions {len(comparison.struck.clerk.done)}",
            f"outbox {dict(states)}; mails at the server {len(mailbox.mails)}, different ones {len(mailbox.counts())};"
            f" undisturbed {len(comparison.calm.mailbox.mails)}",
        ]
    )


def main() -> int:
    """Strikes, prints the table, and gives 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak.kills")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=Path("var/soak"))
    options = parser.parse_args()
    started = time.monotonic()
    with TemporaryDirectory() as scratch:
        comparison = run(Path(scratch), options.kills, by_chance(options.seed))
        complaints = list(comparison.complaints())
        fallen = comparison.struck.fallen
        if fallen < options.kills:
            complaints.append(f"only {fallen} of {options.kills} kills fell")
        said = "\n".join([
            table(comparison),
            f"{fallen} kills in {time.monotonic() - started:.0f} s",
            *(complaints or ["nothing lost, nothing doubled"]),
        ])  # fmt: skip
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "kills.txt").write_text(f"{said}\n", encoding="utf-8")
    print(said)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
