"""What an address names, looked up for the one question of whose it is."""

from __future__ import annotations

import sqlite3


def unit_of_finding(connection: sqlite3.Connection, finding: str) -> str | None:
    """The unit of a finding, "" where it stands on the portal itself, None where there is no such finding."""
    row = connection.execute("SELECT unit FROM finding WHERE id = ?", (finding,)).fetchone()
    return str(row[0]) if row else None
