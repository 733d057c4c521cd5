"""Blow after blow (逐次强杀): days of an office whose processes are killed at counted moments, and started again."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bench.soak.clerk import Clerk
from bench.soak.estate import Estate, Victim
from bench.soak.mailbox import Mailbox
from bench.soak.office import configure
from bench.soak.portal import GrowingPortal
from bench.soak.service import CLOCK, FileClock
from bench.soak.watching import Writes
from bench.soak.year import DAY, ZONE
from county.times import at_second
from evidence.findings import findings
from evidence.home import Home

JOBS = {
    "night": "spread_minutes = 0",
    "backup": 'at = "07:00"',
    "weekly": "",
    "holiday": 'days = "每天"\nat = "09:00"',
    "post": 'at = "09:05"\nlast = "09:05"\ngrace_minutes = 120\ntries = 2',
}
"""The jobs that are on. The reminder goes out daily, so that each day has mails."""
_PATIENCE_SECONDS = 600
_AFTER_PAUSE = dt.timedelta(minutes=11)
_MOST_DAYS = 200
_TERMINAL = ("done", "failed", "missed")


class Moment(StrEnum):
    """What is counted."""

    REQUEST = "门户请求"
    WRITE = "写文件"
    SMTP = "发信命令"
    CLICK = "审核点击"


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the day: at `time` these jobs are due; a blow may fall at one of these moments on one of those."""

    name: str
    time: dt.time
    jobs: tuple[str, ...]
    moments: tuple[tuple[Moment, int], ...]
    victims: tuple[Victim, ...]


_SERVING = (Victim.SERVICE, Victim.JOB, Victim.ALL)
_CRAWLING = (*_SERVING, Victim.CRAWL, Victim.READER)
BACKUP = Phase("备份", dt.time(7, 1), ("backup",), ((Moment.WRITE, 12),), _SERVING)
DIGEST = Phase("通报", dt.time(9, 1), ("weekly", "holiday"), ((Moment.WRITE, 8),), _SERVING)
POST = Phase("发信", dt.time(9, 6), ("post",), ((Moment.SMTP, 7), (Moment.WRITE, 8)), _SERVING)
CLICKS = Phase("审核", dt.time(10, 0), (), ((Moment.CLICK, 1),), (Victim.DESK, Victim.ALL))
NIGHT = Phase("巡查", dt.time(22, 1), ("night",), ((Moment.REQUEST, 14), (Moment.WRITE, 40)), _CRAWLING)
PHASES = (BACKUP, DIGEST, POST, CLICKS, NIGHT)


@dataclass(frozen=True, slots=True)
class Blow:
    """One kill, and whether it fell: a moment that did not come kills nobody."""

    day: dt.date
    phase: str
    moment: Moment
    number: int
    victim: Victim
    fell: bool = False

    def __str__(self) -> str:
        return f"{self.day}\t{self.phase}\t第 {self.number} 次{self.moment}\t{self.victim}"


Choice = Callable[[Phase, dt.date], Blow | None]
"""Which blow is to fall in a phase of a day."""


def by_chance(seed: int) -> Choice:
    """A blow in every phase, at a moment and on a victim that dice choose."""
    dice = random.Random(seed)

    def choose(phase: Phase, day: dt.date) -> Blow:
        moment, most = dice.choice(phase.moments)
        return Blow(day, phase.name, moment, dice.randint(1, most), dice.choice(phase.victims))

    return choose


class Assault:
    """One home under the blows that `choose` gives."""

    def __init__(self, home: Path, portal: GrowingPortal, mailbox: Mailbox, choose: Choice) -> None:
        home.mkdir(parents=True)
        configure(home, portal, mailbox.port, JOBS)
        self.home, self.portal, self.mailbox = Home(home, home), portal, mailbox
        self.first = portal.programme.first
        self.blows: list[Blow] = []
        self._choose = choose
        self._clock = FileClock(home / CLOCK)
        self._clock.set(self._at(self.first, dt.time(21, 59)))
        self.estate = Estate(home)
        self.clerk = Clerk(home, self.estate.port)

    def live(self, wanted: int, calm_days: int) -> int:
        """Lives until so many blows have fallen, and for some days after. Gives how many days it were."""
        self.mailbox.up(True)
        self.estate.ensure()
        number = calm = 0
        while (self.fallen < wanted or calm < calm_days) and number < _MOST_DAYS:
            calm += self.fallen >= wanted
            self.live_day(number, wanted)
            number += 1
        return number

    def live_day(self, number: int, wanted: int = 0) -> None:
        """One day; a blow for each phase, until so many have fallen."""
        day = self.first + number * DAY
        self.portal.turn_to(day)
        for phase in PHASES if number else (NIGHT,):
            self._live(phase, day, self._choose(phase, day) if self.fallen < wanted else None)

    @property
    def fallen(self) -> int:
        """How many blows have fallen."""
        return sum(blow.fell for blow in self.blows)

    def _live(self, phase: Phase, day: dt.date, blow: Blow | None) -> None:
        fell: list[bool] = []

        def strike() -> None:
            if blow and not fell:
                fell.append(self.estate.kill(blow.victim))

        with self._counting(blow, strike):
            self._clock.set(self._at(day, phase.time))
            if phase is CLICKS:
                self._click(day, strike)
            for job in phase.jobs:
                if job != "weekly" or day.weekday() == 0:
                    self._wait(job, day)
        self.estate.ensure()
        if blow:
            self.blows.append(replace(blow, fell=any(fell)))

    @contextmanager
    def _counting(self, blow: Blow | None, strike: Callable[[], None]) -> Iterator[None]:
        """Has `strike` called at the blow's moment."""
        with ExitStack() as stack:
            if blow and blow.moment is Moment.REQUEST:
                self.portal.tell(lambda count: strike() if count == blow.number else None)
            elif blow and blow.moment is Moment.SMTP:
                counted: list[str] = []

                def said(command: str) -> None:
                    counted.append(command)
                    if len(counted) == blow.number:
                        strike()

                self.mailbox.said = said
            elif blow and blow.moment is Moment.WRITE:
                stack.enter_context(Writes(self.home.folder, lambda n: strike() if n == blow.number else None))
            yield
            self.portal.tell(None)
            self.mailbox.said = None

    def _click(self, day: dt.date, strike: Callable[[], None]) -> None:
        """The clerk confirms what nobody has looked at yet; the blow falls while the first form is on its way."""
        with self.home.store() as store:
            known = findings(store, day)
        waiting = [one.id for one in known if one.finding.rule == "word-listed" and one.id not in self.clerk.done]
        struck: list[str] = []
        for finding in waiting:

            def sent(finding: str = finding) -> None:
                if not struck:
                    struck.append(finding)
                    strike()
                self.estate.ensure()

            self.clerk.decide(finding, sent=sent)

    def _wait(self, job: str, day: dt.date) -> None:
        """Until the job of the day has ended; what died is started again, and the clock passes a job's pause."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.estate.ensure()
            state, not_before = self._row(job, day)
            if state in _TERMINAL:
                return
            if not_before > at_second(self._clock.now()):
                self._clock.set(self._clock.now() + _AFTER_PAUSE)
            time.sleep(0.05)
        raise RuntimeError(f"{job} of {day} did not end")

    def _row(self, job: str, day: dt.date) -> tuple[str, str]:
        try:
            with closing(sqlite3.connect(f"{self.home.store_path.as_uri()}?mode=ro", uri=True, timeout=10)) as books:
                query = "SELECT state, not_before FROM job_run WHERE job = ? AND day = ?"
                row = books.execute(query, (job, day.isoformat())).fetchone()
        except sqlite3.OperationalError:
            return "", ""
        return (str(row[0]), str(row[1])) if row else ("", "")

    def _at(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)
