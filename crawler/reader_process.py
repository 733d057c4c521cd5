"""The process of a reader (读取进程). It stands apart from crawler.readers, whose import takes as long as its start."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

if sys.platform == "linux":
    from fcntl import F_SETPIPE_SZ, fcntl

SECONDS = 120.0
"""Time for one page or file: the slowest readable ones take twenty."""
PIPE_BYTES = 1 << 20
"""What its pipe should hold, the most that Linux gives to anybody: all the pages that wait before it. With the usual
64 KB a reader waited a fifth of its time for the rest of a page."""


def start_reader(seconds: float = SECONDS) -> subprocess.Popen[bytes]:
    """A new process, which the kernel ends when a question takes longer than `seconds`: no parser in C could be
    interrupted otherwise. It ends by itself when nobody can ask it any more."""
    command = (sys.executable, "-m", "crawler.readers", str(seconds))
    process = subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 our own module
    if sys.platform == "linux" and process.stdin is not None:
        # refused where the system gives less: then the pipe stays as it is
        with suppress(OSError):
            fcntl(process.stdin, F_SETPIPE_SZ, PIPE_BYTES)
    return process
