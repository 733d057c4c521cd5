"""Sentences shown once, on the next page of a session (提示): kept in memory, never in an address."""

from __future__ import annotations

import threading
from collections import OrderedDict

MOST_SESSIONS = 1000


class Flashes:
    """One sentence a session, the newest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said: OrderedDict[str, str] = OrderedDict()

    def put(self, session: str, sentence: str) -> None:
        """Keeps a sentence for the session's next page."""
        with self._lock:
            self._said[session] = sentence
            if len(self._said) > MOST_SESSIONS:
                self._said.popitem(last=False)

    def take(self, session: str) -> str:
        """The sentence to show now, "" where there is none."""
        with self._lock:
            return self._said.pop(session, "")
