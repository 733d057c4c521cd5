"""The clockwork (值守): each tick plans what has become due, begins what may begin, and books what has ended. What ran
and what is due stands in the ledger alone, so a restart, an outage or a leap of the clock changes nothing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from county.calendar import Calendar
from county.settings import County
from county.system_words import system_words
from county.times import at_second
from evidence.errors import DATABASE_FAULTS, EvidenceError, database_sentence
from evidence.home import Home
from evidence.job_ledger import ClockEvent, ClockEventKind, JobLedger, JobRun, JobState
from schedules.children import Child
from schedules.clock import Clock
from schedules.heartbeat import Heartbeat, read_heartbeat, write_heartbeat
from schedules.plan import JobPlan, Lane, words
from schedules.slots import slots

HORIZON = dt.timedelta(days=8)
"""How far back after an outage each day gets its row: what is older is told by the gap alone."""
GAP = dt.timedelta(minutes=5)
"""A silence that long is an outage: a heartbeat comes each minute."""
SET_BACK = dt.timedelta(minutes=2)
"""A clock that is corrected by less has not been set back."""
FAULTS = (*DATABASE_FAULTS, EvidenceError, OSError)
"""What keeps the books from being written: it passes, and the clockwork goes on."""
LOGS = "logs"
PARTLY_DONE = 4
"""Exit code of a command that did its work in part: the day's work is done, the reason says what was left out."""

INTERRUPTED = "值守程序中断，任务没有做完"
SUPERSEDED = "由后一次代替"


@dataclass(slots=True)
class _Work:
    run: JobRun
    plan: JobPlan
    child: Child
    overdue: bool = False


class Clockwork:
    """The jobs of one home. `launcher` is what a command's words are put behind; `say` is told what a person at the
    terminal or the system's log should know."""

    def __init__(
        self,
        home: Home,
        county: County,
        plans: tuple[JobPlan, ...],
        launcher: tuple[str, ...],
        clock: Clock,
        say: Callable[[str], None],
    ) -> None:
        self._home = home
        self._launcher = launcher
        self._clock = clock
        self._say = say
        self.adopt(county, plans)
        self._working: dict[Lane, _Work] = {}
        self._hindered: tuple[dt.datetime, str] | None = None
        beat = read_heartbeat(home.folder)
        self._seen = beat.at if beat else None

    def adopt(self, county: County, plans: tuple[JobPlan, ...]) -> None:
        """Goes by another configuration from now on."""
        self._county = county
        self._plans = {plan.name: plan for plan in plans if plan.on}
        self._zone = ZoneInfo(county.calendar.timezone)

    def start(self) -> None:
        """Takes the books over from whoever kept them before: what was running then is to be done again."""
        seen, now = self._seen, self.look_at_clock()
        with self._home.store() as store:
            ledger = JobLedger(store)
            ledger.note(ClockEvent(now, ClockEventKind.STARTED, seen))
            self._take_back(ledger, now)

    def tick(self) -> None:
        """Books, plans, begins. Raises what keeps the store from being written; the next tick goes on."""
        try:
            self._tick()
        except FAULTS as error:
            self._hindered = self._hindered or (self._clock.now(), database_sentence(error) or str(error))
            raise

    def _tick(self) -> None:
        now = self.look_at_clock()
        with self._home.store() as store:
            ledger = JobLedger(store)
            self._tell_hindrance(ledger, now)
            self._book(ledger, now)
            self._take_back(ledger, now)
            self._plan(ledger, now)
            self._begin(ledger, now)

    def beat(self) -> None:
        """Writes the heartbeat. Raises OSError."""
        running = tuple(work.plan.name for work in self._working.values())
        write_heartbeat(self._home.folder, Heartbeat(self._clock.now(), os.getpid(), running))

    @property
    def at_work(self) -> tuple[Child, ...]:
        """The processes of the jobs at work."""
        return tuple(work.child for work in self._working.values())

    def settle(self) -> None:
        """Waits for all that is at work and for what follows it at this time."""
        while self._working:
            for work in self._working.values():
                work.child.wait()
            self.tick()

    def stop(self) -> None:
        """Ends what is at work; it is done again after the next start, where its time has not passed."""
        now = self._clock.now()
        with self._home.store() as store:
            ledger = JobLedger(store)
            self._book(ledger, now)
            for work in self._working.values():
                work.child.stop()
                self._put_back(ledger, work.run, INTERRUPTED, now)
            self._working.clear()
            ledger.note(ClockEvent(now, ClockEventKind.STOPPED, now))

    # what befell the clock

    def look_at_clock(self) -> dt.datetime:
        """Now; an outage behind us, or a clock set back, is written down. Raises what keeps the store from it."""
        seen, now = self._seen, self._clock.now()
        if seen is not None and now < seen - SET_BACK:
            with self._home.store() as store:
                JobLedger(store).note(ClockEvent(now, ClockEventKind.SET_BACK, seen))
                JobLedger(store).forget_after(now)
            self._say(f"系统时钟从 {self._local(seen)} 被拨回到 {self._local(now)}；请检查校时设置。")
        elif seen is not None and now > seen + GAP:
            with self._home.store() as store:
                JobLedger(store).note(ClockEvent(now, ClockEventKind.GAP, seen))
            self._say(f"{self._local(seen)} 至 {self._local(now)} 没有值守，现在补做还来得及的任务。")
        self._seen = now
        return now

    def _tell_hindrance(self, ledger: JobLedger, now: dt.datetime) -> None:
        """The books can be written again: what kept them from it is why what was due meanwhile was missed."""
        if self._hindered is None:
            return
        since, why = self._hindered
        if now > since + GAP:
            ledger.note(ClockEvent(now, ClockEventKind.HINDERED, since, why))
        self._hindered = None

    def _local(self, time: dt.datetime) -> str:
        return f"{time.astimezone(self._zone):%Y-%m-%d %H:%M}"

    # what has ended

    def _book(self, ledger: JobLedger, now: dt.datetime) -> None:
        for lane, work in list(self._working.items()):
            if work.child.code is None and not work.child.is_overdue:
                continue
            work.overdue = work.overdue or work.child.code is None
            work.child.stop()
            if work.overdue:
                minutes = int(work.plan.limit.total_seconds()) // 60
                self._fail(ledger, work.run, f"超过时限（{minutes} 分钟），已终止。", now)
            else:
                self._ended(ledger, work, now)
            # not before its end is written: a full disk would leave a row that never ends
            del self._working[lane]

    def _take_back(self, ledger: JobLedger, now: dt.datetime) -> None:
        """A row that says it runs while no process of ours does: whoever ran it is gone, or it never began."""
        ours = {(work.run.job, work.run.due) for work in self._working.values()}
        for run in ledger.open():
            if run.state is JobState.RUNNING and (run.job, run.due) not in ours:
                self._put_back(ledger, run, INTERRUPTED, now)

    def _ended(self, ledger: JobLedger, work: _Work, now: dt.datetime) -> None:
        code, said = work.child.code, work.child.last_words()
        if code == 0:
            ledger.end(work.run, JobState.DONE, "", now)
        elif code == PARTLY_DONE:
            ledger.end(work.run, JobState.DONE, f"部分完成：{said}", now)
        else:
            self._put_back(ledger, work.run, said or f"进程异常结束（代码 {code}）", now)

    def _put_back(self, ledger: JobLedger, run: JobRun, reason: str, now: dt.datetime) -> None:
        """Once more after a pause, unless its tries or its time are used up. What was cut off from outside is no failed
        try."""
        plan = self._plans.get(run.job)
        cut_off = reason == INTERRUPTED
        later = now if cut_off or plan is None else now + plan.pause
        if plan is None or (run.attempts >= plan.tries and not cut_off) or later >= run.until:
            self._fail(ledger, run, reason, now)
        else:
            ledger.again(run, reason, later)

    def _fail(self, ledger: JobLedger, run: JobRun, reason: str, now: dt.datetime) -> None:
        ledger.end(run, JobState.FAILED, reason, now)
        self._say(f"任务“{self._title(run)}”失败：{reason}")

    def _title(self, run: JobRun) -> str:
        return self._plans[run.job].title if run.job in self._plans else run.job

    # what has become due

    def _plan(self, ledger: JobLedger, now: dt.datetime) -> None:
        begun = ledger.begun() or now
        for plan in self._plans.values():
            # a new installation takes part in the night whose window is open, and in nothing else of what was before
            first = begun - dt.timedelta(days=plan.in_window)
            since = max(ledger.newest(plan.name, now) or first, now - HORIZON)
            due = [slot for slot in slots(plan, self._county, since, now) if slot.until > begun]
            # of what runs many times a day only the last is of use
            for slot in due[-1:] if plan.every else due:
                ledger.plan(JobRun(plan.name, slot.due, slot.day, slot.until, JobState.PLANNED))

    def _begin(self, ledger: JobLedger, now: dt.datetime) -> None:
        waiting = [run for run in ledger.open() if run.state is JobState.PLANNED]
        last = {run.job: run.due for run in waiting}
        for run in waiting:
            plan = self._plans.get(run.job)
            if plan is None:
                ledger.end(run, JobState.MISSED, "这项任务已停用。", now)
            elif now >= run.until:
                self._miss(ledger, run, self._why_missed(ledger, run), now)
            elif run.due < last[run.job]:
                self._miss(ledger, run, SUPERSEDED, now)
            elif plan.lane not in self._working and (run.not_before is None or run.not_before <= now):
                self._launch(ledger, run, plan, now)

    def _miss(self, ledger: JobLedger, run: JobRun, why: str, now: dt.datetime) -> None:
        reason = f"{run.reason}；{why}" if run.reason else why
        ledger.end(run, JobState.FAILED if run.attempts else JobState.MISSED, reason, now)
        if why != SUPERSEDED:
            self._say(f"任务“{self._title(run)}”（{run.day}）没有做：{reason}")

    def _why_missed(self, ledger: JobLedger, run: JobRun) -> str:
        befell = [event for event in ledger.events(run.due) if event.since is not None and event.since < run.until]
        for kind, told in ((ClockEventKind.GAP, "停机"), (ClockEventKind.HINDERED, "值守程序写不了台账")):
            of_kind = [event for event in befell if event.kind is kind]
            if of_kind and (since := of_kind[0].since):
                why = f"：{of_kind[0].reason.rstrip('。')}" if of_kind[0].reason else ""
                return f"{told}（{self._local(since)} 至 {self._local(of_kind[-1].at)}{why}）"
        return "当时这项任务没有启用，或同一队列的任务占用到时限之外"

    def _launch(self, ledger: JobLedger, run: JobRun, plan: JobPlan, now: dt.datetime) -> None:
        given = words(plan, run.day, run.due, Calendar(self._county.calendar))
        folders = ("--home", str(self._home.folder), "--config", str(self._home.config))
        ledger.begin(run, now)
        begun = replace(run, state=JobState.RUNNING, attempts=run.attempts + 1)
        try:
            child = Child([*self._launcher, *given, *folders], self._log(run), plan.limit.total_seconds())
        except OSError as error:
            self._put_back(ledger, begun, f"启动不了（{system_words(error)}）；请检查磁盘空间和目录权限。", now)
            return
        self._working[plan.lane] = _Work(begun, plan, child)

    def _log(self, run: JobRun) -> Path:
        stamp = at_second(run.due).replace(":", "")
        return self._home.folder / LOGS / f"{run.job}-{stamp}.log"
