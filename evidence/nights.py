"""Findings on columns and news, night by night: memoised by what the night knew."""

from __future__ import annotations

import datetime as dt
import hashlib
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
    """Keeps what the column checks found on one night."""
    key = night.isoformat()
    rows = {
        one.finding.id(one.subject): (one.unit, one.column, one.subject, one.url, encode_finding(one.finding))
        for one in placed
    }
    with store.write() as connection:
        connection.execute("DELETE FROM night_finding WHERE night = ?", (key,))
        connection.executemany(
            "INSERT INTO night_finding VALUES (?, ?, ?, ?, ?, ?, ?)", [(key, id_, *row) for id_, row in rows.items()]
        )
        connection.execute("INSERT OR REPLACE INTO night_check VALUES (?, ?)", (key, basis))
