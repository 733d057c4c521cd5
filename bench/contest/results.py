"""bench/results.json: the last figures of each job, with the machine and the day they were measured on."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.contest.rows import Row
from bench.jobs import JOBS

RESULTS = Path(__file__).parent.parent / "results.json"


def machine() -> dict[str, Any]:
    """What the figures were measured on: processor, cores, memory in GiB, system, interpreter."""
    information = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    names = [line.partition(":")[2].strip() for line in information.splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": names[0] if names else platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def keep_results(job: str, rows: Sequence[Row], seconds: float, path: Path = RESULTS) -> None:
    """Put a job's rows, which took so many seconds to measure, in the place of its last ones; the other jobs' stay."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"jobs": {}}
    load = round(os.getloadavg()[2], 1)
    known["machine"] = machine()
    known["jobs"][job] = {
        "measured_on": dt.datetime.now(dt.UTC).date().isoformat(),
        "load_average": load,
        "seconds": round(seconds),
        "rows": [row.record() for row in rows],
    }
    known["jobs"] = {name: known["jobs"][name] for name in JOBS if name in known["jobs"]}
    path.write_text(json.dumps(known, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
