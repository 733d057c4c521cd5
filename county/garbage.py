"""Python's search for circles of garbage, put off where little of it arises."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

COLLECT_AFTER = 20_000
"""New objects after which Python looks for circles among them; it looks after 700 by itself, several times a page or
text, where nearly all that these leave is freed without."""


@contextmanager
def collected_rarely() -> Iterator[None]:
    """For the time of a block: what stands before it is not garbage and not looked at, and what comes is, rarely."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
