"""A night (一夜巡查): crawl → seal → ingest → check, each portal once, whatever happened before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from county.lock import Patience
from county.settings import County, CrawlPolicy, Portal
from crawler.endings import BLOCKED, FINISHED, of_finish
from crawler.launch import Outcome, run_portal
from crawler.order import make_spec, run_name, run_order
from crawler.standby import Standby
from evidence.errors import PackError
from evidence.histories import complete_visits, unanswered_columns
from evidence.home import Home
from evidence.ingest import ingest, ingested
from evidence.known_state import write_known_state
from evidence.ledger import Ledger, PortalRun, RunState
from evidence.pack import RunSpec
from evidence.pack.manifest import is_sealed
from evidence.probes import restore_probes
from evidence.schemes import keep_scheme
from evidence.store import Store
from schedules.ahead import Ahead
from schedules.checking import check, rules_of
from schedules.probing import look_at_certificates
from schedules.side_by_side import Begun, side_by_side
from schedules.watch import Watch
from scoring import Scheme, scheme_text

OUTSIDE_WINDOW = "不在采集时段，没有采集"
INTERRUPTED = "运行中断，没有封存；已记为失败，可重新采集。"


@dataclass(frozen=True, slots=True)
class _Pass:
    """Which of the night's passes (遍): `again` reads everything once more, `retry` what did not answer before."""

    again: bool
    retry: bool


@dataclass(slots=True)
class NightReport:
    """What a night did: portals crawled with the name of the run, portals done before, and those that failed or were
    cut short, with a sentence each."""

    night: dt.date
    crawled: dict[str, str] = field(default_factory=dict)
    already: list[str] = field(default_factory=list)
    cut_short: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    findings: int = 0


class Night:
    """The stages of a night in one home. Everything it does can be done again without harm."""

    def __init__(
        self, home: Home, county: County, scheme: Scheme, watch: Watch, standby: Standby | None = None
    ) -> None:
        self._home = home
        self._county = county
        self._scheme = scheme
        self._watch = watch
        self._standby = standby

    def run(self, today: dt.date, *, again: bool = False, retry: bool = False, wait: float = 0.0) -> NightReport:
        """Runs what is due on `today`; `again` crawls also what is done, `retry` reads once more the columns that did
        not answer, `wait` is for how many seconds a re-check that is at work is waited for. Raises NightRunningError,
        StoreError."""
        with self.opened(wait) as store:
            if self._is_open():
                look_at_certificates(store, self._home, self._county, today)
            ahead = Ahead(store, partial(rules_of, self._home.config))
            report = self.crawl(store, today, again=again, retry=retry, ahead=ahead)
            report.failed |= self.take_in(store)
            self._note_blindness(store, report)
            report.findings = self.check(store, today, ahead)
        return report

    @contextmanager
    def opened(self, wait: float = 0.0) -> Iterator[Store]:
        """The store, with this home to ourselves. Raises NightRunningError, StoreError."""
        told = f"另一个任务（如复查）正在使用工作目录，最多等它 {wait / 60:g} 分钟。"
        with self._home.alone(Patience(wait, lambda: self._watch.say(told)) if wait else None):
            self._home.prepare()
            store = self._home.open_store()
            try:
                yield store
            finally:
                store.close()

    def crawl(
        self,
        store: Store,
        today: dt.date,
        *,
        again: bool = False,
        retry: bool = False,
        ahead: Ahead | None = None,
    ) -> NightReport:
        """Crawls what is due, each portal into a sealed pack, after an earlier night's remains were put in order.
        Portals are crawled side by side; `ahead` checks what they read in the meantime."""
        report = NightReport(today)
        self._recover(store)
        one = _Pass(again=again, retry=retry)

        def begin(portal: Portal) -> Begun | None:
            return self._begin(store, portal, report, one)

        for begun, outcome in side_by_side(self._county.portals, begin, self._watch, ahead, self._standby):
            _end(store, begun, outcome)
            self._note(begun.spec.portal, begun.spec.run, outcome, report)
        return report

    def _recover(self, store: Store) -> None:
        """A sealed pack is taken in; any other run that did not end has failed."""
        self.take_in(store)
        ledger = Ledger(store)
        for run in ledger.unfinished():
            ledger.move(run.run, RunState.FAILED, INTERRUPTED)
            self._watch.say(f"{run.run}：{INTERRUPTED}")

    def take_in(self, store: Store) -> dict[str, str]:
        """Ingests every sealed pack of this home that the store does not have, oldest night first; gives those that
        could not be, with the reason. One refused before is left alone: `xuncha ingest PACK` tries it again."""
        known = ingested(store) | Ledger(store).refused()
        failed: dict[str, str] = {}
        for folder in sorted(self._home.packs.iterdir(), key=lambda folder: run_order(folder.name)):
            if is_sealed(folder) and folder.name not in known:
                try:
                    ingest(folder, store)
                except PackError as error:
                    Ledger(store).refuse(folder.name, str(error))
                    self._watch.say(str(error))
                    failed[folder.name] = str(error)
        return failed

    def _note_blindness(self, store: Store, report: NightReport) -> None:
        """A crawl that ended well and yet saw no column whole has done nothing."""
        for portal, run in report.crawled.items():
            columns = self._county.portal_columns(portal)
            if columns and portal not in report.cut_short and not complete_visits(store, run):
                report.cut_short[portal] = "没有一个栏目读完整，原因见 xuncha visits。"

    def check(self, store: Store, today: dt.date | None = None, ahead: Ahead | None = None) -> int:
        """Brings the findings up to date; gives how many there are. A scheme that was changed is written down as known
        from `today` on."""
        restore_probes(store)
        keep_scheme(store, scheme_text(self._home.config, self._county), today or self._now().date())
        words, second = rules_of(self._home.config)
        return check(store, self._county, self._scheme, words, self._watch, second, ahead)

    def _begin(self, store: Store, portal: Portal, report: NightReport, one: _Pass) -> Begun | None:
        """The crawl of a portal made ready, None where there is nothing to crawl now: the report says why."""
        runs = Ledger(store).runs(portal.id, report.night)
        columns = self._due_columns(store, portal, report.night, runs, one)
        if columns is not None and not columns:
            report.already.append(portal.id)
            return None
        if not self._is_open():
            report.cut_short[portal.id] = f"{OUTSIDE_WINDOW}（{_hours(self._county.crawl)}）"
            return None
        attempt = self._next_attempt(portal, report.night, [run.attempt for run in runs])
        return self._order(store, portal, report.night, attempt, columns)

    def _note(self, portal: Portal, run: str, outcome: Outcome, report: NightReport) -> None:
        if not outcome.sealed:
            report.failed[portal.id] = outcome.reason
            self._watch.say(f"{portal.name}：{outcome.reason}")
            return
        report.crawled[portal.id] = run
        if outcome.reason != FINISHED:
            report.cut_short[portal.id] = of_finish(outcome.reason).reason

    def _due_columns(
        self, store: Store, portal: Portal, night: dt.date, runs: list[PortalRun], one: _Pass
    ) -> frozenset[str] | None:
        """Keys of the columns to read, None for all of them. A portal that turned us away is not asked again the same
        night by itself."""
        if one.again:
            return None
        if one.retry and any(run.reason == BLOCKED for run in runs):
            return frozenset()
        if not any(_is_done(run) for run in runs):
            return None
        own = {column.key for column in self._county.portal_columns(portal.id)}
        return frozenset(own & unanswered_columns(store, night)) if one.retry else frozenset()

    def _is_open(self) -> bool:
        return self._county.crawl.is_open(self._now().time())

    def _now(self) -> dt.datetime:
        return dt.datetime.now(ZoneInfo(self._county.calendar.timezone))

    def _next_attempt(self, portal: Portal, night: dt.date, attempts: list[int]) -> int:
        """Beyond those of the ledger and those of the folders that a lost ledger left."""
        attempt = max(attempts, default=0) + 1
        while (self._home.packs / run_name(portal.id, night, attempt)).exists():
            attempt += 1
        return attempt

    def _order(
        self, store: Store, portal: Portal, night: dt.date, attempt: int, columns: frozenset[str] | None
    ) -> Begun:
        spec = make_spec(self._county, portal, night, attempt, self._home.key_file.resolve())
        if columns is not None:
            spec = replace(spec, columns=tuple(column for column in spec.columns if column.key in columns))
        return self._made_ready(
            store, spec, lambda folder: write_known_state(store, self._county, portal.id, spec.window_from, folder)
        )

    def carry_out(self, store: Store, spec: RunSpec, tell: Callable[[Path], None]) -> Outcome:
        """Carries out one crawl order, in a new folder where `tell` has written what is known; every way it can end
        leaves its state and reason in the ledger. The home must be opened."""
        begun = self._made_ready(store, spec, tell)
        outcome = run_portal(begun.folder, spec, partial(self._watch.crawling, spec.portal.name))
        _end(store, begun, outcome)
        return outcome

    def _made_ready(self, store: Store, spec: RunSpec, tell: Callable[[Path], None]) -> Begun:
        ledger = Ledger(store)
        ledger.plan(spec.run, spec.portal.id, spec.night, spec.attempt)
        folder = self._home.packs / spec.run
        folder.mkdir()
        spec.write(folder)
        tell(folder)
        ledger.move(spec.run, RunState.RUNNING)
        return Begun(folder, spec)


def _end(store: Store, begun: Begun, outcome: Outcome) -> None:
    Ledger(store).move(begun.spec.run, RunState.SEALED if outcome.sealed else RunState.FAILED, outcome.reason)


def _is_done(run: PortalRun) -> bool:
    """Whether the run did the day's work: one that was cut short leaves it to another attempt."""
    return run.state in (RunState.SEALED, RunState.INGESTED) and run.reason == FINISHED


def _hours(policy: CrawlPolicy) -> str:
    start, end = policy.window or (dt.time(0), dt.time(0))
    return f"{start:%H:%M}—{end:%H:%M}"
