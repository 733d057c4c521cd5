"""The heartbeat (心跳): a small file that the service writes each minute, for whoever asks whether it lives."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from county.times import at_second, moment

FILE = "heartbeat.json"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`at` is the service's own time, `running` the names of the jobs at work."""

    at: dt.datetime
    pid: int
    running: tuple[str, ...]


def write_heartbeat(folder: Path, beat: Heartbeat) -> None:
    """Writes it, whole or not at all. Raises OSError."""
    draft = folder / f"{FILE}.draft"
    values = {"at": at_second(beat.at), "pid": beat.pid, "running": beat.running}
    draft.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / FILE)


def read_heartbeat(folder: Path) -> Heartbeat | None:
    """The last one, None where there was none or its file is broken."""
    try:
        values = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Heartbeat(moment(values["at"]), int(values["pid"]), tuple(values["running"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
