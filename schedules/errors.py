"""What can keep a night from running."""

from __future__ import annotations

from pathlib import Path

from county.errors import HouseError


class ScheduleError(HouseError):
    """Base of this room's errors."""


class ProbeRunningError(ScheduleError):
    """Another round of probes is at work in the same home."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已有一轮探测在进行；请等它结束再运行。")
        self.folder = folder


class ServiceRunningError(ScheduleError):
    """Another copy of the service keeps the clock of the same home."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 已有一个值守程序（xuncha serve）在运行；不要重复启动，要换一个请先停止它。")
        self.folder = folder
