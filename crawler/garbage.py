"""Python's search for garbage in circles, put off in processes that read pages."""

from __future__ import annotations

import gc

COLLECT_AFTER = 20_000
"""New objects after which Python looks for circles among them; it looks after 700 by itself, several times a page,
where nearly all that a page leaves is freed without."""


def collect_rarely() -> None:
    """What stands before the first page is never garbage: it is not looked at again."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
