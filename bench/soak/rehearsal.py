"""The rehearsal (演练): days go by, outages befall the service, and the books are held against what happened."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.soak.mailbox import Mailbox
from bench.soak.portal import DAY, FAULT, MENDED_AFTER, GrowingPortal, Post, posts
from county.finding import KnownFinding
from county.visit import Verdict
from evidence.findings import findings
from evidence.histories import visits
from evidence.home import Home
from evidence.job_ledger import JobLedger, JobRun, JobState
from schedules.clockwork import Clockwork
from schedules.plan_files import load_plans
from scoring import scheme_of
from scoring.scores import score_units

ZONE = ZoneInfo("Asia/Shanghai")
UNITS = ("jia", "yi")
_BEAT = dt.timedelta(minutes=4)
_TIMES = (dt.time(6, 58), dt.time(8, 45), dt.time(9, 10), dt.time(22, 30))
_COUNTY = """\
[county]
name = "修文县"
office = "信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "{url}/"
allow_private = true

[crawl]
window = "全天"
delay = 0
retries = 0
browser = "off"
links_per_night = 0

[mail]
host = "localhost"
port = {port}
security = "不加密"
sender = "xuncha@example.cn"
office = ["office@example.cn"]
timeout = 5
"""
_UNIT = """
[[unit]]
id = "{unit}"
name = "{name}"
class = "{kind}"
portal = "xiuwen"
contacts = [{{ name = "王某", mail = "{unit}@example.cn" }}]

[[unit.column]]
name = "工作动态"
kind = "工作动态"
url = "{url}/{unit}/gzdt/"
"""
_RUN = ("night", "post", "weekly")
_POST = '[job.post]\nat = "09:05"\nlast = "09:05"\ndays = "{days}"\n[job.night]\nspread_minutes = 0\n'


class Outage(StrEnum):
    """What befalls the office."""

    POWER_CUT = "停电"
    DAY_OFF = "停机一天"
    PORTAL_DOWN = "门户打不开"
    MAIL_DOWN = "邮件服务器停了"
    SET_BACK = "时钟拨回一天"


@dataclass
class HandClock:
    """Goes where it is put."""

    time: dt.datetime

    def now(self) -> dt.datetime:
        """The time it was put to."""
        return self.time


class Rehearsal:
    """One home through `nights` nights from `first`, a Monday."""

    def __init__(self, folder: Path, portal: GrowingPortal, mailbox: Mailbox, first: dt.date, post_days: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "schedules").mkdir(exist_ok=True)
        units = ("甲局", "一类"), ("乙局", "二类")
        text = "".join(
            _UNIT.format(unit=unit, name=name, kind=kind, url=portal.url)
            for unit, (name, kind) in zip(UNITS, units, strict=True)
        )
        (folder / "county.toml").write_text(_COUNTY.format(url=portal.url, port=mailbox.port), encoding="utf-8")
        (folder / "units.toml").write_text(text, encoding="utf-8")
        names = [plan.name for plan in load_plans(folder) if plan.name not in _RUN]
        off = "".join(f"[job.{name}]\non = false\n" for name in names)
        (folder / "schedules" / "演练.toml").write_text(off + _POST.format(days=post_days), encoding="utf-8")
        self.home, self.portal, self.mailbox = Home(folder, folder), portal, mailbox
        self.first, self.day = first, first
        self.clock = HandClock(self._at(first, dt.time(6, 0)))
        self.sizes: list[int] = []
        self.said: list[str] = []
        self._restart()

    def _at(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)

    def _restart(self) -> None:
        launcher = (sys.executable, "-m", "xuncha.attended")
        plans = load_plans(self.home.config)
        self.clockwork = Clockwork(self.home, self.home.county(), plans, launcher, self.clock, self.said.append)
        self.clockwork.start()

    def live(self, nights: int, outages: dict[int, Outage]) -> None:
        """Lives through the nights; `outages` says which of them something befalls."""
        for number in range(nights):
            self.day = self.first + number * DAY
            self.portal.turn_to(self.day)
            self._live_day(outages.get(number))
            self.sizes.append(_size(self.home.folder))

    def _live_day(self, outage: Outage | None) -> None:
        self.portal.down = outage is Outage.PORTAL_DOWN
        self.mailbox.up(outage is not Outage.MAIL_DOWN)
        if outage is Outage.DAY_OFF:
            # nobody is there: the next day finds the gap
            self.clock.time = self._at(self.day, dt.time(23, 59))
            return
        for time in _TIMES[:-1]:
            self._go_to(self._at(self.day, time))
        if outage is Outage.SET_BACK:
            self.clock.time -= DAY
            self._go_to(self.clock.time + _BEAT)
            self.clock.time += DAY - _BEAT
        evening = self._at(self.day, _TIMES[-1])
        if outage is Outage.POWER_CUT:
            self._cut_power(evening)
        self._go_to(max(evening, self.clock.time))

    def _cut_power(self, at: dt.datetime) -> None:
        """In the middle of the crawl everything is dead; hours later the machine is back."""
        while self.clock.time < at:
            self.clock.time = min(at, self.clock.time + _BEAT)
            self.clockwork.look_at_clock()
        self.clockwork.tick()
        for child in self.clockwork.at_work:
            child.stop(ask_seconds=0)
        self.clock.time = at + dt.timedelta(hours=3)
        self._restart()

    def _go_to(self, goal: dt.datetime) -> None:
        while self.clock.time < goal:
            self.clock.time = min(goal, self.clock.time + _BEAT)
            self.clockwork.look_at_clock()
        self.clockwork.tick()
        self.clockwork.settle()
        self.clockwork.beat()

    # what the books say

    def nights(self) -> list[JobRun]:
        """The rows of the nights, oldest first."""
        with self.home.store() as store:
            known = JobLedger(store).since(self._at(self.first, dt.time(0)))
        return [run for run in reversed(known) if run.job == "night"]

    def complaints(self, nights: int) -> Iterator[str]:
        """Everything that is not as it should be, one sentence each."""
        days = Counter(run.day for run in self.nights())
        for number in range(nights):
            day = self.first + number * DAY
            if days[day] != 1:
                yield f"{day} has {days[day]} rows"
        for run in self.nights():
            if run.state not in (JobState.DONE, JobState.FAILED, JobState.MISSED):
                yield f"{run.day} is {run.state}"
            if run.state is not JobState.DONE and not run.reason:
                yield f"{run.day} has no reason"
        yield from (
            f"{subject} came {count} times" for subject, count in Counter(self.mailbox.subjects).items() if count > 1
        )
        yield from self._wrong_points(nights)
        yield from self._wrong_findings(nights)

    def _wrong_points(self, nights: int) -> Iterator[str]:
        """甲局 posts what it owes and must not lose a point of (一)9, whatever the service did not see."""
        county = self.home.county()
        with self.home.store() as store:
            sheets = score_units(store, county, scheme_of(self.home.config, county), self.first + (nights - 1) * DAY)
        [jia] = [sheet for sheet in sheets if sheet.unit == "jia"]
        for clause in jia.clauses:
            if clause.id == "(一)9" and clause.earned != clause.points:
                yield f"甲局 lost {clause.points - clause.earned} of (一)9"

    def _wrong_findings(self, nights: int) -> Iterator[str]:
        """Every wrong word that a night saw is known, and known to be mended once a later night has looked again."""
        last = self.first + (nights - 1) * DAY
        with self.home.store() as store:
            known = [one for one in findings(store, last) if one.finding.words == FAULT]
        done = {run.day for run in self.nights() if run.state is JobState.DONE} - self._unseen
        for post in posts(self.first, last):
            if post.faulty:
                yield from self._held(post, known, done, last)

    @property
    def _unseen(self) -> set[dt.date]:
        """Nights on which the portal did not answer."""
        with self.home.store() as store:
            seen = {visit.night for visit in visits(store, dt.date.max) if visit.verdict is Verdict.COMPLETE}
        return {run.day for run in self.nights()} - seen

    def _held(self, post: Post, known: list[KnownFinding], done: set[dt.date], last: dt.date) -> Iterator[str]:
        mended = post.day + MENDED_AFTER
        mine = [one for one in known if one.url.endswith(post.path)]
        if any(post.day <= day < mended for day in done) and not mine:
            yield f"the wrong word of {post.day} was not found"
        if any(day >= mended for day in done) and any(not one.gone for one in mine):
            yield f"the mending of {post.day} was not recognised"

    def weeks_told(self) -> int:
        """How many different weekly mails came."""
        return len({subject for subject in self.mailbox.subjects if "周报" in subject})


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
