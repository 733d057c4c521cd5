"""What a command spends: wall and CPU seconds, and the memory of its largest process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_STARTER = Path(__file__).with_name("starter.py")


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
    told, answer = folder / "contestant.log", folder / "spent.txt"
    started = [sys.executable, "-I", "-S", str(_STARTER), str(answer), *map(str, command)]
    with told.open("wb") as log:
        child = subprocess.Popen(  # noqa: S603
            started, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        clock = threading.Timer(limit, os.killpg, (child.pid, signal.SIGKILL))
        clock.start()
        code = child.wait()
        clock.cancel()
    output = told.read_text(encoding="utf-8", errors="replace")
    if code != 0:
        raise ContestError(f"{command[0]} ended with {code}: {output[-2000:]}")
    seconds, cpu_seconds, peak_mb = map(float, answer.read_text(encoding="utf-8").split())
    answer.unlink()
    return Spending(seconds, cpu_seconds, peak_mb, output)
