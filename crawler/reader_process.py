"""The process of a reader (读取进程). It stands apart from crawler.readers, whose import takes as long as its start."""

from __future__ import annotations

import subprocess
import sys

SECONDS = 120.0
"""Time for one page or file: the slowest readable ones take twenty."""


def start_reader(seconds: float = SECONDS) -> subprocess.Popen[bytes]:
    """A new process, which the kernel ends when a question takes longer than `seconds`: no parser in C could be
    interrupted otherwise. It ends by itself when nobody can ask it any more."""
    command = (sys.executable, "-m", "crawler.readers", str(seconds))
    return subprocess.Popen(command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 our own module
