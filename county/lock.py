"""A lock file (锁): one process at a time; the system lets go of it when its holder dies, however it dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

_ASK_SECONDS = 0.2
"""Between two looks at a lock that somebody else holds."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for whoever holds a lock; `tell` is called once, where there is something to wait for."""

    seconds: float
    tell: Callable[[], None]


@contextmanager
def held(path: Path, taken: Exception, patience: Patience | None = None) -> Iterator[None]:
    """Holds the lock at `path` for the time of a block. Raises `taken` where somebody else holds it, and does not let
    go of it within the patience there is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    if not _acquired(lock, 0):
        if patience is None:
            raise taken
        patience.tell()
        if not _acquired(lock, patience.seconds):
            raise taken
    try:
        yield
    finally:
        lock.release()


def _acquired(lock: FileLock, seconds: float) -> bool:
    try:
        lock.acquire(timeout=seconds, poll_interval=_ASK_SECONDS)
    except Timeout:
        return False
    return True
