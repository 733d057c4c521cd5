"""What can go wrong with the evidence, each in one Chinese sentence that says what to do."""

from __future__ import annotations

from pathlib import Path


class EvidenceError(Exception):
    """Base of this room's errors."""


class PackError(EvidenceError):
    """A run pack cannot be used. `folder` is the pack."""

    def __init__(self, folder: Path, problem: str) -> None:
        self.folder = folder
        super().__init__(f"采集包 {folder.name} 不能使用：{problem}")


class StoreError(EvidenceError):
    """The store cannot be used. `path` is the file."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"证据库 {path} 不能使用：{problem}")
