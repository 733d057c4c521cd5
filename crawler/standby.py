"""A crawl on standby (待命): a process that imports all that a crawl needs, which takes most of a second, while whoever
is to order the crawl still imports and reads what the order needs."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

STANDBY, WITH_PARENT = "--standby", "--with-parent"
"""Arguments of a crawl process (crawler/process.py)."""
ERRORS = "crawl.err"
"""What a crawl process says beside its log."""
KILL_AFTER = 30.0
"""Seconds between asking a process to end and killing it."""

Process = subprocess.Popen[bytes]


class Standby:
    """One crawl process for the first order; further orders get processes of their own. At the end it is let go where
    it never got an order."""

    def __init__(self) -> None:
        self.waiting = [start("crawler", STANDBY)]
        """Without an order yet."""

    def take(self, folder: Path) -> Process | None:
        """The process, which carries out the order in `folder` from now on; None where it has one already, or is
        gone."""
        try:
            process = self.waiting.pop()
        except IndexError:
            return None
        if _told(process, folder):
            return process
        end(process)
        return None

    def __enter__(self) -> Standby:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.waiting:
            end(process)


def start(module: str, argument: str, errors: IO[bytes] | None = None) -> Process:
    """A crawl process that ends when nobody holds its standard input any more; what it says beside its log goes to
    `errors`, else where our own goes."""
    command, pipe = [sys.executable, "-m", module, argument, WITH_PARENT], subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, start_new_session=True)  # noqa: S603


def _told(process: Process, folder: Path) -> bool:
    if process.stdin is None:
        return False
    try:
        process.stdin.write(os.fsencode(folder.resolve()) + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return False
    return True


def end(process: Process) -> None:
    """Asks a process to end, kills it where it does not, and closes its pipes."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(KILL_AFTER)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
