"""What an address names, looked up for the one question of whose it is."""

from __future__ import annotations

import sqlite3


def unit_of_finding(connection: sqlite3.Connection, finding: str) -> str | None:
    """The unit of a finding, "" where it stands on the portal itself, None where there is no such finding. What no
    check reports any more and somebody decided on is still one."""
    query = "SELECT unit FROM finding WHERE id = ?1 UNION ALL SELECT unit FROM queue WHERE finding = ?1 LIMIT 1"
    row = connection.execute(query, (finding,)).fetchone()
    return str(row[0]) if row else None


_COLUMNS_OF_CAPTURE = """
WITH shown AS (
    SELECT page FROM capture WHERE id = ?1
    UNION SELECT attachment.page FROM attachment JOIN capture ON capture.page = target WHERE capture.id = ?1
)
SELECT "column" FROM entry WHERE page IN (SELECT page FROM shown)
UNION SELECT "column" FROM visit_page WHERE page IN (SELECT page FROM shown)
"""


def units_of_capture(connection: sqlite3.Connection, capture: str) -> frozenset[str]:
    """The units in whose columns the page of a capture stands, an attachment's where an article links it."""
    return frozenset(column.partition("/")[0] for (column,) in connection.execute(_COLUMNS_OF_CAPTURE, (capture,)))
