"""What runs in an office (在运行的程序): the service, its jobs, the desk. Each can be killed and started anew."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from schedules.children import descendants


class Victim(StrEnum):
    """Whom a blow kills."""

    SERVICE = "值守程序"
    JOB = "任务进程"
    CRAWL = "采集进程"
    READER = "读取进程"
    DESK = "工作台"
    ALL = "全部进程"


class Estate:
    """The processes of one home."""

    def __init__(self, home: Path) -> None:
        self._home = home
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = int(door.getsockname()[1])
        self._running: dict[Victim, subprocess.Popen[bytes]] = {}
        self._log = (home / "estate.log").open("ab")

    def ensure(self) -> None:
        """Starts what does not run."""
        commands = {
            Victim.SERVICE: ["-m", "bench.soak.service", str(self._home)],
            Victim.DESK: ["-m", "xuncha", "desk", "--plain-http", "--port", str(self.port), "--home", str(self._home)],
        }
        for name, words in commands.items():
            process = self._running.get(name)
            if process is None or process.poll() is not None:
                self._running[name] = subprocess.Popen(  # noqa: S603 our own modules
                    [sys.executable, *words], stdout=self._log, stderr=subprocess.STDOUT
                )

    def kill(self, victim: Victim) -> bool:
        """`kill -9`; false where there was nobody to kill."""
        family = self._family(victim)
        for member in family:
            with suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        for process in self._running.values():
            if process.pid in family:
                process.wait()
        return bool(family)

    def _family(self, victim: Victim) -> list[int]:
        service, desk = (self._pid(name) for name in (Victim.SERVICE, Victim.DESK))
        jobs = children(service)
        match victim:
            case Victim.SERVICE:
                return service
            case Victim.DESK:
                return desk
            case Victim.JOB:
                return jobs
            case Victim.CRAWL:
                return children(jobs)
            case Victim.READER:
                return children(children(jobs))
        return [*service, *(one for pid in service for one in descendants(pid)), *desk]

    def _pid(self, name: Victim) -> list[int]:
        process = self._running.get(name)
        return [process.pid] if process and process.poll() is None else []

    def close(self) -> None:
        """Ends everything."""
        self.kill(Victim.ALL)
        self._log.close()


def children(parents: list[int]) -> list[int]:
    """The processes that those have started."""
    found: list[int] = []
    for pid in parents:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found
