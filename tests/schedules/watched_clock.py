"""A home with a clock that tests move by hand, and jobs that are real processes: a script that notes what it was
asked and ends as it was told."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from county.configuration.loading import load_county
from county.settings import County
from evidence.home import Home
from evidence.job_ledger import JobLedger, JobRun
from schedules.clockwork import Clockwork
from schedules.plan import JobPlan
from schedules.plan_files import load_plans

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = """\
[county]
name = "修文县"
office = "信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "http://127.0.0.1:8642/"
allow_private = true
"""
UNITS = """\
[[unit]]
id = "longchang"
name = "龙场街道办事处"
class = "一类"
portal = "xiuwen"
"""
_SCRIPT = """\
import json, os, subprocess, sys
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "calls.txt"), "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
with open(os.path.join(folder, "orders.json")) as orders:
    order = json.load(orders).get(sys.argv[1], [0, ""])
if order[0] == "hang":
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(os.path.join(folder, "grandchild"), "w") as file:
        file.write(str(grandchild.pid))
    grandchild.wait()
print(order[1])
sys.exit(order[0])
"""


def at(text: str) -> dt.datetime:
    """A time in the county: "2026-03-02 22:00"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(dt.UTC)


class HandClock:
    """Goes where it is put."""

    def __init__(self, text: str) -> None:
        self.time = at(text)

    def now(self) -> dt.datetime:
        return self.time


class WatchedHome:
    """One home, its clock, and what its jobs were asked."""

    def __init__(self, folder: Path, time: str, *jobs: str) -> None:
        (folder / "county.toml").write_text(COUNTY, encoding="utf-8")
        (folder / "units.toml").write_text(UNITS, encoding="utf-8")
        (folder / "script.py").write_text(_SCRIPT, encoding="utf-8")
        self.home = Home(folder, folder)
        self.clock = HandClock(time)
        self.plans = tuple(replace(plan, on=plan.name in jobs) for plan in load_plans(folder))
        self.said: list[str] = []
        self.order()
        self.restart()

    @property
    def county(self) -> County:
        return load_county(self.home.config)

    def order(self, **ends: tuple[int | str, str]) -> None:
        """How commands end from now on: exit code and last words; "hang" never ends."""
        (self.home.folder / "orders.json").write_text(json.dumps(ends))

    def restart(self, **changed: JobPlan) -> None:
        """A new service takes over, as after a crash of the old one."""
        plans = tuple(changed.get(plan.name, plan) for plan in self.plans)
        launcher = (sys.executable, str(self.home.folder / "script.py"))
        self.clockwork = Clockwork(self.home, self.county, plans, launcher, self.clock, self.said.append)
        self.clockwork.start()

    def go_to(self, time: str, *, awake: bool = True) -> None:
        """Time passes, watched minute by minute or not; then what is due is done."""
        goal = at(time)
        while awake and self.clock.time < goal:
            self.clock.time = min(goal, self.clock.time + dt.timedelta(minutes=4))
            self.clockwork.look_at_clock()
        self.clock.time = goal
        self.clockwork.tick()
        self.clockwork.settle()
        self.clockwork.beat()

    def calls(self) -> list[list[str]]:
        """The words of every command that was begun, without folders."""
        path = self.home.folder / "calls.txt"
        lines = path.read_text().splitlines() if path.exists() else []
        return [json.loads(line)[:-4] for line in lines]

    def books(self, job: str) -> list[JobRun]:
        """The rows of that job, oldest first."""
        with self.home.store() as store:
            return [run for run in JobLedger(store).since(at("2000-01-01 00:00"))[::-1] if run.job == job]


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
