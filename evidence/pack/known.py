"""What the store knew before the crawl (已知状态): validators of pages, rows of columns. Written by the store, read by
the crawl, so that a crawl needs nothing but its folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from evidence.pack.tables import TableSpec, create, upsert


class KnownPage(NamedTuple):
    """The last good capture of a page. `full_on` is the last night it was fetched in full, "" where no good capture is
    known. `watched` is 1 where it must be asked for every night: a finding stands on it, stood on it a while ago, or
    stands on the page that linked it and is gone; or it was never read."""

    id: str
    url: str
    kind: str
    etag: str
    last_modified: str
    body_sha256: str
    wire_sha256: str
    fetched_at: str
    full_on: str
    watched: int


class KnownColumn(NamedTuple):
    """The last complete visit of a column, the last night on which the whole list was walked, and, where the column's
    list was empty on the newest visit, the night that saw it so. `trusted` is 1 where the newest visit was complete:
    after any other the list has to be read again. `first_page` is the page that visit began on, `last_on` its night;
    `last_entries` and `last_newest` are what it read, however it ended."""

    key: str
    walked_on: str
    window_covered_from: str
    entries: int
    newest: str
    dated: int
    empty_on: str
    trusted: int
    first_page: str
    last_on: str
    last_entries: int
    last_newest: str


class KnownEntry(NamedTuple):
    """A row of a column as last read."""

    column: str
    page: str
    listed: str
    title: str


class KnownLink(NamedTuple):
    """The target of a link: the night it was first seen as one, the night it was last asked for, "" where it never was,
    and whether what it last answered was that it is missing. `outside` is 1 where it is not on the portal."""

    target: str
    url: str
    kind: str
    outside: int
    first_on: str
    asked_on: str
    missing: int


_PAGE = TableSpec("page", KnownPage, ("id",))
_COLUMN = TableSpec("column", KnownColumn, ("key",))
_ENTRY = TableSpec("entry", KnownEntry, ("column", "page"))
_LINK = TableSpec("link", KnownLink, ("target",))
NAME = "known.db"


def write_known(
    folder: Path,
    pages: Iterable[KnownPage],
    columns: Iterable[KnownColumn],
    entries: Iterable[KnownEntry],
    links: Iterable[KnownLink] = (),
) -> None:
    """Writes known.db into the folder of a run that is to start."""
    db = sqlite3.connect(folder / NAME, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for table, rows in ((_PAGE, pages), (_COLUMN, columns), (_ENTRY, entries), (_LINK, links)):
        create(db, table)
        upsert(db, table, rows)
    db.execute("COMMIT")
    db.close()


class Known:
    """Looks up what was known. A folder without known.db is a portal's first night: nothing is known."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True) if path.exists() else None

    def page(self, page: str) -> KnownPage | None:
        """The last good capture of that page."""
        return next(map(KnownPage._make, self._rows("SELECT * FROM page WHERE id = ?", page)), None)

    def column(self, key: str) -> KnownColumn | None:
        """What is known of that column."""
        return next(map(KnownColumn._make, self._rows('SELECT * FROM "column" WHERE key = ?', key)), None)

    def entries(self, key: str) -> dict[str, KnownEntry]:
        """The rows of that column by page id."""
        rows = self._rows('SELECT * FROM entry WHERE "column" = ?', key)
        return {entry.page: entry for entry in map(KnownEntry._make, rows)}

    def watched(self) -> list[KnownPage]:
        """The pages to ask for every night."""
        return [KnownPage._make(row) for row in self._rows("SELECT * FROM page WHERE watched = ?", 1)]

    def knows_link(self, target: str) -> bool:
        """Whether that target was linked before tonight."""
        return bool(self._rows("SELECT 1 FROM link WHERE target = ?", target))

    def dead_links(self, night: str, most: int) -> list[KnownLink]:
        """At most so many links whose target was last found missing, on an earlier night than this, oldest first."""
        query = "SELECT * FROM link WHERE missing = 1 AND asked_on < ? ORDER BY asked_on, url LIMIT ?"
        return [KnownLink._make(row) for row in self._rows(query, night, most)]

    def due_links(self, asked_before: str, most: int) -> list[KnownLink]:
        """At most so many links whose target was last asked for before that day or never, oldest first."""
        query = "SELECT * FROM link WHERE missing = 0 AND asked_on < ? ORDER BY max(first_on, asked_on), target LIMIT ?"
        return [KnownLink._make(row) for row in self._rows(query, asked_before, most)]

    def _rows(self, query: str, *keys: str | int) -> list[tuple[Any, ...]]:
        return self._db.execute(query, keys).fetchall() if self._db else []

    def close(self) -> None:
        """Lets go of the file."""
        if self._db:
            self._db.close()
