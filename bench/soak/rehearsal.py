"""The rehearsal (演练): days go by, outages befall the service."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from bench.soak.disk import Disk
from bench.soak.machine import Machine
from bench.soak.mailbox import Mailbox
from bench.soak.office import configure
from bench.soak.offices import Programme
from bench.soak.portal import GrowingPortal
from bench.soak.year import DAY, SEED, ZONE, ZONES, Outage
from evidence.home import Home

_BEAT = dt.timedelta(minutes=4)
_MORNING = (dt.time(1, 10), dt.time(6, 58), dt.time(8, 45), dt.time(9, 10), dt.time(13, 10))
_BEGUN, _EVENING = dt.time(22, 0), dt.time(22, 30)
_POWER_BACK = dt.timedelta(hours=3)
_WHILE_POSTING = dt.time(9, 10)
YEAR_JOBS = {
    "night": "spread_minutes = 0",
    "second-pass": 'days = "周三"',
    "post": 'at = "09:05"\nlast = "09:05"',
    "weekly": "",
    "midweek": "",
    "holiday": "",
    "alert": "",
    "backup": 'days = "周六"',
    "verify": "",
    "retention": "",
}
"""The jobs that are on, and what of their plans is set: mails go out once a day, backups once a week."""


class Rehearsal:
    """One home from the first day of a programme on. `jobs` are those that are on, with what of their plans is set."""

    def __init__(self, disk: Disk, portal: GrowingPortal, mailbox: Mailbox, jobs: dict[str, str]) -> None:
        self.home, self.disk, self.portal, self.mailbox = Home(disk.folder, disk.folder), disk, portal, mailbox
        self.programme: Programme = portal.programme
        self.first = self.day = self.programme.first
        self.outages: dict[int, Outage] = {}
        self.sizes: list[int] = []
        self._dice = random.Random(SEED)
        configure(disk.folder, portal, mailbox.port, jobs)
        self.time = self.at(self.first, _BEGUN)
        self._zone = str(ZONE)
        self.machine = Machine(self.home.folder, self.time)

    def at(self, day: dt.date, time: dt.time) -> dt.datetime:
        """That time in the county."""
        return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)

    def live(self, nights: int, outages: dict[int, Outage], goes_on: Callable[[int], bool] = lambda _: True) -> int:
        """Lives through the nights as long as `goes_on` says so after each; `outages` says which of them something
        befalls. Gives how many nights it were."""
        self.outages = outages
        for number in range(nights):
            self.day = self.first + number * DAY
            self.portal.turn_to(self.day)
            self._live_day(outages.get(number))
            self.sizes.append(self._size())
            if not goes_on(number):
                break
        self.mailbox.up(True)
        self.portal.down = False
        for after in (1, 2):
            self._go_to(self.at(self.day + after * DAY, _WHILE_POSTING))
        self.machine.off()
        return len(self.sizes)

    def _live_day(self, outage: Outage | None) -> None:
        self.portal.down = outage is Outage.PORTAL_DOWN
        self.mailbox.up(outage is not Outage.MAIL_DOWN)
        match outage:
            case Outage.DAY_OFF:
                # nobody is there: the next day finds the gap
                self._restart(self.at(self.day, dt.time(23, 59)))
                return
            case Outage.WRONG_ZONE:
                self._restart(self.time, self._dice.choice(ZONES))
            case Outage.DISK_FULL:
                self.disk.fill(self.machine.pid)
        for time in _MORNING:
            goal = self.at(self.day, time)
            if outage is Outage.CUT_IN_POST and time == _WHILE_POSTING:
                self._cut_while_posting(goal)
            elif goal > self.time:
                self._go_to(goal)
        if outage is Outage.SET_BACK:
            self._set_back()
        self._live_night(outage)

    def _live_night(self, outage: Outage | None) -> None:
        evening = self.at(self.day, _EVENING)
        if outage is Outage.CUT_IN_CRAWL:
            self._cut_while_crawling(evening)
        self._go_to(max(evening, self.time))
        if outage is Outage.DISK_FULL:
            self.disk.clear(self.machine.pid)
        if outage is Outage.WRONG_ZONE:
            self._restart(self.time)

    def _go_to(self, goal: dt.datetime) -> None:
        self.time = goal
        if not self.machine.go_to(goal):
            raise RuntimeError(f"the service ended by itself before {goal}")

    def _restart(self, time: dt.datetime, zone: str = str(ZONE)) -> None:
        """The machine is off until `time`."""
        self.machine.off()
        self.time = time
        self.machine = Machine(self.home.folder, time, zone)

    def _set_back(self) -> None:
        """Somebody sets the clock to yesterday, and sees it a while later."""
        real = self.time
        self._go_to(real - DAY)
        self._go_to(real - DAY + _BEAT)
        self.time = real
        self.machine.go_to(real, at_once=True)

    def _cut_while_crawling(self, evening: dt.datetime) -> None:
        """At some request everything is dead; hours later the machine is back."""
        at = self._dice.randrange(1, 2 * len(self.programme.offices))
        self.portal.tell(lambda count: self.machine.kill() if count == at else None)
        self.machine.go_to(evening)
        self.portal.tell(None)
        self._restart(evening + _POWER_BACK)

    def _cut_while_posting(self, time: dt.datetime) -> None:
        """At some word to the mail server everything is dead: nothing to send, nothing happens."""
        at = self._dice.choice(("mail", "rcpt", "data-taken"))
        killed: list[str] = []

        def said(command: str) -> None:
            if command == at and not killed:
                killed.append(command)
                self.machine.kill()

        self.mailbox.said = said
        self.machine.go_to(time)
        self.mailbox.said = None
        self.time = time
        if killed:
            self._restart(time + _BEAT)

    def _size(self) -> int:
        """Bytes of what is to last: the store and the packs."""
        files = [self.home.store_path, *self.home.packs.rglob("*")]
        return sum(path.stat().st_size for path in files if path.is_file())
