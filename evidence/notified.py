"""Since when a unit has to answer for a finding (通知之日): the notice that was last issued or renewed, never its own
answer to it."""

from __future__ import annotations

import datetime as dt
import sqlite3

_NOTIFIED = """
SELECT finding, iif(since = '', made_on, since) FROM decision WHERE id IN (
    SELECT max(id) FROM decision WHERE status IN ('notified', 'failed') AND batch NOT IN (
        SELECT id FROM batch WHERE undone_by <> ''
    ) GROUP BY finding
)
"""


def notified_on(connection: sqlite3.Connection) -> dict[str, dt.date]:
    """The day from which the time limit of each finding runs that a unit was ever told of: that of its last notice, or
    of the check that found it unmended (复核不通过). What was taken back does not count."""
    return {finding: dt.date.fromisoformat(day) for finding, day in connection.execute(_NOTIFIED)}
