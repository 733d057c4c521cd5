"""The service (值守): one process that keeps the clock. APScheduler wakes it; what is due the ledger says."""

from __future__ import annotations

import datetime as dt
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from county.configuration.errors import ConfigurationError
from county.lock import held
from county.settings import County
from evidence.home import Home
from schedules import systemd
from schedules.clock import Clock, SystemClock
from schedules.clockwork import FAULTS, Clockwork
from schedules.errors import ServiceRunningError
from schedules.plan import JobPlan
from schedules.plan_files import FOLDER, load_plans

TICK_SECONDS = 10
BEAT_SECONDS = 50.0
"""A heartbeat goes with the first tick after so many seconds: one a minute."""
STALLED_SECONDS = 6 * TICK_SECONDS
"""A scheduler that has not woken us for so long sleeps towards a time that a clock set back has put far away."""
_JOB = "tick"


class Service:
    """The running service of one home. A rehearsal gives it another `clock` and wakes it more often."""

    def __init__(
        self,
        home: Home,
        launcher: tuple[str, ...],
        say: Callable[[str], None],
        clock: Clock | None = None,
        tick_seconds: float = TICK_SECONDS,
    ) -> None:
        self._home = home
        self._say = say
        self._config = _signature(home.config)
        county, plans = _configuration(home)
        self._zone = ZoneInfo(county.calendar.timezone)
        self._clockwork = Clockwork(home, county, plans, launcher, clock or SystemClock(), say)
        self._tick_seconds = tick_seconds
        self._stop = threading.Event()
        self._woken = time.monotonic()
        self._beaten = -BEAT_SECONDS
        self._complaint = ""

    def run(self) -> None:
        """Serves until SIGTERM or SIGINT. Raises ServiceRunningError, ConfigurationError, EvidenceError."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        with held(self._home.folder / "serve.lock", ServiceRunningError(self._home.folder)):
            self._clockwork.start()
            scheduler = self._scheduler()
            scheduler.start()
            systemd.notify("READY=1")
            self._say("值守开始；按 Ctrl-C 结束。")
            while not self._stop.wait(self._tick_seconds):
                self._keep_awake(scheduler)
            systemd.notify("STOPPING=1")
            scheduler.shutdown(wait=True)
            self._clockwork.stop()
        self._say("值守结束。")

    def _scheduler(self) -> BackgroundScheduler:
        """A clock and nothing more: in memory, in county time, one tick at a time, late ticks as one."""
        scheduler = BackgroundScheduler(timezone=self._zone)
        trigger = IntervalTrigger(seconds=self._tick_seconds, jitter=self._tick_seconds / 10, timezone=self._zone)
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler.add_job(self._tick, trigger, id=_JOB, next_run_time=dt.datetime.now(self._zone), **options)
        return scheduler

    def _keep_awake(self, scheduler: BackgroundScheduler) -> None:
        if time.monotonic() - self._woken > STALLED_SECONDS:
            scheduler.modify_job(_JOB, next_run_time=dt.datetime.now(self._zone))

    def _tick(self) -> None:
        self._woken = time.monotonic()
        try:
            self._adopt_configuration()
            self._clockwork.tick()
            if self._woken - self._beaten >= BEAT_SECONDS:
                self._clockwork.beat()
                self._beaten = self._woken
            systemd.notify("WATCHDOG=1")
            self._complaint = ""
        except FAULTS as error:
            # told once: the same fault comes back with every tick until somebody mends it
            if str(error) != self._complaint:
                self._say(f"暂时无法值守：{error}")
            self._complaint = str(error)

    def _adopt_configuration(self) -> None:
        """Goes by what the office has changed, as long as it is right."""
        if (signature := _signature(self._home.config)) == self._config:
            return
        self._config = signature
        try:
            self._clockwork.adopt(*_configuration(self._home))
            self._say("配置已更新。")
        except ConfigurationError as error:
            self._say(f"配置改错了，仍按原来的配置值守：{error}")


def _configuration(home: Home) -> tuple[County, tuple[JobPlan, ...]]:
    return home.county(), load_plans(home.config)


def _signature(config: Path) -> tuple[tuple[str, int, int], ...]:
    files = (*config.glob("*.toml"), *(config / FOLDER).glob("*.toml"))
    known = ((str(file), file.stat()) for file in sorted(files))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in known)
