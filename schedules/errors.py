"""What can keep a night from running."""

from __future__ import annotations

from pathlib import Path


class ScheduleError(Exception):
    """Base of this room's errors."""


class ProbeRunningError(ScheduleError):
    """Another round of probes is at work in the same home."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已有一轮探测在进行；请等它结束再运行。")
        self.folder = folder
