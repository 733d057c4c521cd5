"""Open stores that are lent (连接池): opening one reads the whole schema, and closing the last one of a file writes its
log back, which is too much for every page of the desk."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evidence.store import Store

MOST_KEPT = 8
"""More than ever work at once on a machine of a few cores; each holds some megabytes of the file."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Stores of one file that was brought to the newest schema before. Any thread may borrow one."""

    path: Path
    _kept: deque[Store] = field(default_factory=deque)

    @contextmanager
    def lent(self) -> Iterator[Store]:
        """A store for the time of a block; one that was open before where there is one. Raises StoreError."""
        store = self._take() or Store(self.path, current=True)
        try:
            yield store
        except BaseException:
            # nobody knows what was left undone in it
            store.close()
            raise
        self._put_back(store)

    def _take(self) -> Store | None:
        while self._kept:
            try:
                store = self._kept.pop()
            except IndexError:
                return None
            if store.is_there:
                return store
            store.close()
        return None

    def _put_back(self, store: Store) -> None:
        if len(self._kept) >= MOST_KEPT:
            store.close()
            return
        store.connection.execute("PRAGMA query_only = OFF")
        self._kept.append(store)

    def close(self) -> None:
        """Closes those that nobody has borrowed."""
        while self._kept:
            self._kept.pop().close()
