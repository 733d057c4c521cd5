"""How a contestant tells what it found and what it cost: lines of JSON, the first of which is the cost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def tell(answer: Path, cost: dict[str, float], found: Iterable[Any]) -> None:
    """Write `cost`, with the peak memory of this process, and a line for each of `found`."""
    lines = [{"peak_mb": _peak_mb(), **cost}, *found]
    answer.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _peak_mb() -> float:
    """Of this program alone: what the system counts for a child begins with the memory of its parent."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
