"""Findings on columns and news, night by night: memoised by what the night knew."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from county.finding import Finding
from evidence.ledger import is_page_run
from evidence.store import Store
from evidence.texts import encode_finding


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the place it stands on: `subject` is the key of a column or the id of a page."""

    finding: Finding
    unit: str
    column: str
    subject: str
    url: str


def stale_nights(store: Store, rules: str) -> list[tuple[dt.date, str]]:
    """The nights whose column checks are out of date, each with its new basis: the rules, and all packs up to it. A day
    on which nothing but single pages was read is no night."""
    checked = dict(store.connection.execute("SELECT night, basis FROM night_check"))
    packs = store.connection.execute("SELECT night, manifest_sha256, run FROM pack ORDER BY night, run").fetchall()
    digest = hashlib.sha256(rules.encode())
    bases: dict[str, str] = {}
    for night, manifest, run in packs:
        digest.update(manifest.encode())
        if night in bases or not is_page_run(run):
            bases[night] = digest.hexdigest()
    return [(dt.date.fromisoformat(night), basis) for night, basis in bases.items() if checked.get(night) != basis]


def keep_night(store: Store, night: dt.date, basis: str, placed: Iterable[Placed]) -> None:
    """Keeps what the column checks found on one night: what stood on the night before as well lasts a night longer. Of
    later nights nothing is known any more: whatever made this one stale made them stale too."""
    key = night.isoformat()
    found = {
        one.finding.id(one.subject): (one.unit, one.column, one.subject, one.url, encode_finding(one.finding))
        for one in placed
    }
    with store.write() as connection:
        before = _forget_from(connection, key)
        standing = {id_: (first, tuple(row)) for id_, first, *row in connection.execute(_STANDING, (before,))}
        lasting = {id_ for id_, row in found.items() if id_ in standing and standing[id_][1] == row}
        connection.executemany(_LASTS, [(key, id_, standing[id_][0]) for id_ in lasting])
        begun = [(id_, key, key, *row) for id_, row in found.items() if id_ not in lasting]
        connection.executemany("INSERT INTO night_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", begun)
        connection.execute("INSERT INTO night_check VALUES (?, ?)", (key, basis))


_STANDING = 'SELECT id, first_night, unit, "column", subject, url, finding FROM night_finding WHERE last_night = ?'
_LASTS = "UPDATE night_finding SET last_night = ? WHERE id = ? AND first_night = ?"


def _forget_from(connection: sqlite3.Connection, night: str) -> str:
    """Takes back what was found from that night on; gives the checked night before it, "" where there is none."""
    [before] = connection.execute(
        "SELECT coalesce(max(night), '') FROM night_check WHERE night < ?", (night,)
    ).fetchone()
    connection.execute("DELETE FROM night_finding WHERE first_night >= ?", (night,))
    connection.execute("UPDATE night_finding SET last_night = ? WHERE last_night >= ?", (before, night))
    connection.execute("DELETE FROM night_check WHERE night >= ?", (night,))
    return str(before)
