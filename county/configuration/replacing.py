"""Replacing a file so that no reader ever meets half of it (原子替换)."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from county.configuration.decoding import shown_name
from county.configuration.errors import ConfigurationError
from county.system_words import system_words

BACKUP_SUFFIX = ".bak"
_PUBLIC = 0o644


def replace_file(path: Path, write: Callable[[Path], None], *, keep: bool = False) -> None:
    """Has `write` fill a new file beside `path`, then puts it in the place of `path`; `keep` keeps the earlier one as
    `path` + ".bak". Raises ConfigurationError where the folder or the file does not allow it; then nothing changed."""
    target = path.resolve()
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as folder:
            fresh = Path(folder) / target.name
            write(fresh)
            _settle(fresh, target)
            if keep and target.exists():
                earlier = Path(folder) / "earlier"
                shutil.copy2(target, earlier)
                earlier.replace(target.with_name(target.name + BACKUP_SUFFIX))
            fresh.replace(target)
    except OSError as error:
        if not target.parent.is_dir():
            raise ConfigurationError(shown_name(path), "文件夹不存在", "请先建好文件夹，或改写路径") from error
        problem = f"文件写不进去（{system_words(error)}）"
        cure = "请关闭正打开它的程序，核对文件夹权限和磁盘空间后再试"
        raise ConfigurationError(shown_name(path), problem, cure) from error


def _settle(fresh: Path, target: Path) -> None:
    """The rights of the earlier file, and its bytes on the disk before its name is taken away."""
    fresh.chmod(target.stat().st_mode & 0o777 if target.exists() else _PUBLIC)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
