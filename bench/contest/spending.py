"""What a command spends: wall and CPU seconds, and the memory of its largest process."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class ContestError(Exception):
    """A contestant failed: its figures would mean nothing."""


@dataclass(frozen=True)
class Spending:
    """One run of a command. `cpu_seconds` counts its children too; `peak_mb` is the largest single process of them."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output: str


def spend(
    command: Sequence[str | Path], folder: Path, *, environment: Mapping[str, str] | None = None, limit: float = 1800
) -> Spending:
    """Run `command` in `folder` to its end. Raises ContestError with its last lines where it fails or is too slow."""
    told = folder / "contestant.log"
    with told.open("wb") as log:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603
            [str(part) for part in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        clock = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        clock.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        clock.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    output = told.read_text(encoding="utf-8", errors="replace")
    if child.returncode != 0:
        raise ContestError(f"{command[0]} ended with {child.returncode} after {seconds:.0f} s: {output[-2000:]}")
    return Spending(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)
