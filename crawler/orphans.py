"""A crawl never outlives who started it."""

from __future__ import annotations

import os
import threading

ORPHANED = 70
"""Exit code of a crawl whose parent is gone."""


def end_with_parent() -> None:
    """Ends this process when its standard input closes."""

    def wait() -> None:
        # not sys.stdin: its lock would abort the interpreter's own end
        while os.read(0, 1):
            pass
        os._exit(ORPHANED)

    threading.Thread(target=wait, daemon=True).start()
