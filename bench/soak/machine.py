"""The machine that the service runs on (值守机): `python -m bench.soak.machine HOME` keeps the clockwork under a clock
that its standard input moves, and can be killed like any process. One line in, "TIME" or "TIME at once": time passes up
to then, watched, or leaps there; what is due is done. One line out when it is done."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from evidence.home import Home
from schedules.children import descendants
from schedules.clockwork import FAULTS, Clockwork
from schedules.plan_files import load_plans

_BEAT = dt.timedelta(minutes=4)
SAID = "said.log"
"""What the service says to whoever runs it, beside its home."""
_AT_ONCE, _DONE = "at once", "done"


class HandClock:
    """Goes where it is put."""

    def __init__(self, time: dt.datetime) -> None:
        self.time = time

    def now(self) -> dt.datetime:
        """The time it was put to."""
        return self.time


class Machine:
    """A machine that is on: its process and all that it started. `zone` is what its own clock is set to."""

    def __init__(self, home: Path, time: dt.datetime, zone: str = "Asia/Shanghai") -> None:
        command = [sys.executable, "-m", "bench.soak.machine", str(home), time.isoformat()]
        self._process = subprocess.Popen(  # noqa: S603 our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TZ": zone}
        )
        self._read()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def go_to(self, time: dt.datetime, *, at_once: bool = False) -> bool:
        """Lives up to `time`; false where it was killed on the way."""
        if self._process.stdin is None:
            return False
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{time.isoformat()} {_AT_ONCE if at_once else ''}\n")
            self._process.stdin.flush()
        return self._read()

    def kill(self) -> None:
        """`kill -9` of everything at once, as a power cut does."""
        for member in [self.pid, *descendants(self.pid)]:
            with suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)

    def off(self) -> None:
        """Asks it to end, and waits until it has."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()

    def _read(self) -> bool:
        return self._process.stdout is not None and self._process.stdout.readline().strip() == _DONE


def _serve(home: Home, clock: HandClock) -> None:
    # beside the home: the home's disk may be full
    said = home.folder.parent / SAID

    def say(sentence: str) -> None:
        with suppress(OSError), said.open("a", encoding="utf-8") as log:
            log.write(f"{clock.time:%Y-%m-%d %H:%M} {sentence}\n")

    plans = load_plans(home.config)
    clockwork = Clockwork(home, home.county(), plans, (sys.executable, "-m", "xuncha.attended"), clock, say)
    clockwork.start()
    print(_DONE, flush=True)
    for goal, leaps in _orders():
        while not leaps and clock.time < goal:
            clock.time = min(goal, clock.time + _BEAT)
            _try(clockwork.look_at_clock, say)
        clock.time = goal
        for step in (clockwork.tick, clockwork.settle, clockwork.beat):
            _try(step, say)
        print(_DONE, flush=True)
    clockwork.stop()


def _try(step: Callable[[], object], say: Callable[[str], None]) -> None:
    """As the service does: a fault is told, and the next tick goes on."""
    try:
        step()
    except FAULTS as error:
        say(f"暂时无法值守：{error}")


def _orders() -> Iterator[tuple[dt.datetime, bool]]:
    for line in sys.stdin:
        time, _, how = line.strip().partition(" ")
        yield dt.datetime.fromisoformat(time), how == _AT_ONCE


if __name__ == "__main__":
    _serve(Home(Path(sys.argv[1]), Path(sys.argv[1])), HandClock(dt.datetime.fromisoformat(sys.argv[2])))
