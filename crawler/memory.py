"""How much memory a process holds now. The kernel's peak would not do: a child inherits its parent's."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

MEMORY_BYTES = 600 * 1024 * 1024
"""A crawl that holds more has met something it should not read on."""

_LINE = 256
"""Bytes that hold the kernel's seven figures."""


def own_bytes(pid: int) -> int:
    """Bytes of memory that process shares with no other; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE")


def resident_bytes() -> int:
    """Bytes of memory in use, 0 where the system does not tell. A reader asks before every page."""
    try:
        return int(os.pread(_statm(os.getpid()), _LINE, 0).split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@cache
def _statm(pid: int) -> int:
    """Where the process tells it, kept open: to open it costs twenty times as much as to read it again. What a parent
    has opened tells of the parent."""
    return os.open(f"/proc/{pid}/statm", os.O_RDONLY)
