"""How much memory this process holds now. The kernel's peak would not do: a child inherits its parent's."""

from __future__ import annotations

import os
from pathlib import Path

MEMORY_BYTES = 600 * 1024 * 1024
"""A crawl that holds more has met something it should not read on."""
_STATM = Path("/proc/self/statm")


def resident_bytes() -> int:
    """Bytes of memory in use, 0 where the system does not tell."""
    if not _STATM.exists():
        return 0
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
