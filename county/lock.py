"""A lock file (锁): one process at a time; the system lets go of it when its holder dies, however it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def held(path: Path, taken: Exception) -> Iterator[None]:
    """Holds the lock at `path` for the time of a block. Raises `taken` where somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise taken from error
    try:
        yield
    finally:
        lock.release()
