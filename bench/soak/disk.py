"""A disk that can be filled (磁盘): a small file system of its own where the system allows one, else a limit on the
size of files, which fails the same writes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from pathlib import Path
from typing import Self

SIZE_MB = 1024
_BALLAST = "ballast"
_LEFT_FREE = 16 * 1024
_FILE_LIMIT = 48 * 1024
"""Below what any pack needs."""


class Disk:
    """The disk under `folder`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.own = False

    def __enter__(self) -> Self:
        mount = shutil.which("mount")
        command = [str(mount), "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=0700", "tmpfs", str(self.folder)]
        self.own = bool(mount) and subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603
        return self

    def __exit__(self, *_: object) -> None:
        if self.own:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)  # noqa: S603, S607

    def fill(self, pid: int) -> None:
        """No room any more, for that process and whatever it starts."""
        if not self.own:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (_FILE_LIMIT, resource.RLIM_INFINITY))
            return
        free = os.statvfs(self.folder)
        size = free.f_bavail * free.f_frsize - _LEFT_FREE
        with (self.folder / _BALLAST).open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, max(1, size))

    def clear(self, pid: int) -> None:
        """Somebody made room."""
        if not self.own:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        (self.folder / _BALLAST).unlink(missing_ok=True)
