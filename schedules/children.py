"""A job at work (任务进程): a process in a group of its own, under a time limit that no clock moves."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from county.personal import mask_line

ASK_SECONDS = 20.0
"""Between asking a process to end and killing it."""
REASON_LENGTH = 300
_TAIL_BYTES = 4096


class Child:
    """A started job. Its standard input is a pipe that closes with us, so that it does not outlive the service."""

    def __init__(self, command: list[str], log: Path, limit_seconds: float) -> None:
        self._log = log
        self._deadline = time.monotonic() + limit_seconds
        self._stopped = False
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._begin = output.tell()
            self._process = subprocess.Popen(  # noqa: S603 our own command
                command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.poll()

    @property
    def is_overdue(self) -> bool:
        """Whether its time is up."""
        return time.monotonic() >= self._deadline

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until it has ended or its time is up; whether it has ended."""
        left = self._deadline - time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, left if seconds is None else min(left, seconds)))
        return self.code is not None

    def stop(self, ask_seconds: float = ASK_SECONDS) -> None:
        """Asks it to end, then kills it and all that it has started. It never returns before they are gone. A second
        call does nothing: its number may be another process's by then."""
        if self._stopped:
            return
        family = {self._process.pid, *descendants(self._process.pid)}
        if self.code is None:
            self._signal_group(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(ask_seconds)
            family |= set(descendants(self._process.pid))
        self._signal_group(signal.SIGKILL)
        for member in family - {self._process.pid}:
            with suppress(OSError):
                os.kill(member, signal.SIGKILL)
        self._process.wait()
        self._stopped = True
        self.close()

    def close(self) -> None:
        """Lets go of its pipe."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def last_words(self) -> str:
        """The last line it wrote, masked, as the reason of its end."""
        try:
            with self._log.open("rb") as log:
                log.seek(max(self._begin, log.seek(0, os.SEEK_END) - _TAIL_BYTES))
                lines = log.read().decode("utf-8", "replace").split("\n")
        except OSError:
            return ""
        said = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return mask_line(said)[:REASON_LENGTH]

    def _signal_group(self, number: signal.Signals) -> None:
        with suppress(OSError):
            os.killpg(self._process.pid, number)


def descendants(pid: int) -> Iterator[int]:
    """Processes that descend from that one, where the system tells (/proc)."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                yield child
                yield from descendants(child)
