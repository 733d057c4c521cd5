"""What can go wrong with the evidence, each in one Chinese sentence that says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from county.errors import HouseError

DATABASE_FAULTS = (sqlite3.DatabaseError,)
"""What SQLite raises, for those who may not speak SQL."""

DISK_FULL = "磁盘已满，没有写完；请清理磁盘后重新运行，已封存的采集包不受影响。"
_REBUILD = "请从备份恢复，或删除 evidence.db 后用 xuncha ingest 和 xuncha check 重建。"
_SENTENCES = {
    "SQLITE_FULL": DISK_FULL,
    "SQLITE_READONLY": "数据库文件是只读的；请检查文件和目录的权限。",
    "SQLITE_BUSY": "另一个程序正在写入；请稍后重试。",
    "SQLITE_CORRUPT": f"数据库文件已损坏；{_REBUILD}",
    "SQLITE_NOTADB": f"数据库文件不是 SQLite 文件；{_REBUILD}",
    "SQLITE_CANTOPEN": "数据库文件打不开；请检查目录是否存在、权限是否可写。",
}


def is_broken_file(error: Exception) -> bool:
    """Whether SQLite found a file that is not, or no longer, what it should be."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"))


def database_sentence(error: Exception) -> str:
    """What a fault of SQLite means and what to do, "" where it is a fault of ours."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_IOERR"):
        return "读写数据库时磁盘出错；请检查磁盘空间和硬件。"
    return next((sentence for code, sentence in _SENTENCES.items() if name.startswith(code)), "")


class EvidenceError(HouseError):
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


class NightRunningError(EvidenceError):
    """Another night is at work in the same home."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已有一个巡查任务在运行；请等它结束，或先停止它再运行。")
        self.folder = folder
