"""Counting what is written in a home (数写入): a thread that looks at its files again and again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

_NOT_WORK = ("logs", "said.log", "estate.log", "heartbeat.json", "heartbeat.json.draft", "clock.lock", "clock.new")
_PAUSE_SECONDS = 0.002


class Writes:
    """Tells `seen` of each change that it sees below `folder`, with their number."""

    def __init__(self, folder: Path, seen: Callable[[int], None]) -> None:
        self._folder = folder
        self._seen = seen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        known, count = _state(self._folder), 0
        while not self._stop.wait(_PAUSE_SECONDS):
            if (now := _state(self._folder)) != known:
                known, count = now, count + 1
                self._seen(count)


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    found: set[tuple[str, int, int]] = set()
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _NOT_WORK:
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    found |= _state(Path(entry.path))
                status = entry.stat(follow_symlinks=False)
                found.add((entry.path, status.st_mtime_ns, status.st_size))
    return frozenset(found)
