"""What the next crawl is told (已知状态): validators of pages, rows of columns, and the pages to see every night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from county.settings import County
from evidence.pack.known import KnownColumn, KnownEntry, KnownPage, write_known
from evidence.store import Store

RETRY_NIGHTS = 5
"""A page that could not be read on so many nights is left to the weekly look."""

_PAGES = """
WITH good AS (
    SELECT page, url, kind, etag, last_modified, body_sha256, wire_sha256, fetched_at, max(night || fetched_at)
    FROM capture WHERE effective = 'ok' AND status = 200 GROUP BY page
), full AS (
    SELECT page, max(night) AS night FROM (
        SELECT page, night FROM capture WHERE effective = 'ok'
        UNION ALL SELECT page, night FROM sighting WHERE full = 1
    ) GROUP BY page
)
SELECT good.page, url, kind, etag, last_modified, body_sha256, wire_sha256, fetched_at, full.night,
    EXISTS (SELECT 1 FROM finding WHERE subject = good.page AND gone_on = '')
FROM good JOIN full ON full.page = good.page
"""
_UNREAD = """
SELECT page, url, kind FROM capture AS failed WHERE kind <> 'list' AND NOT EXISTS (
    SELECT 1 FROM capture WHERE capture.page = failed.page AND effective = 'ok'
) GROUP BY page HAVING count(DISTINCT night) <= ?
"""
_COLUMNS = """
SELECT "column", max(iif(verdict = 'complete', night, '')), max(iif(verdict = 'complete' AND full = 1, night, '')),
    max(night || ended_at) FROM visit GROUP BY "column"
"""
_COMPLETE = """
SELECT window_covered_from, entries, newest, dated FROM visit
WHERE "column" = ? AND verdict = 'complete' ORDER BY night DESC, ended_at DESC LIMIT 1
"""
_EMPTY = """
SELECT night FROM visit WHERE "column" = ? AND empty_because <> '' AND night || ended_at = ? LIMIT 1
"""


def write_known_state(store: Store, county: County, portal: str, folder: Path) -> None:
    """Writes known.db for a run of that portal that is to start in `folder`."""
    keys = {column.key for column in county.portal_columns(portal)}
    write_known(folder, _pages(store), _columns(store, keys), _entries(store, keys))


def _pages(store: Store) -> Iterator[KnownPage]:
    for row in store.connection.execute(_PAGES):
        page = KnownPage(*row)
        masked = "*" in page.url
        yield page._replace(watched=0) if masked else page
    for page_id, url, kind in store.connection.execute(_UNREAD, (RETRY_NIGHTS,)):
        yield KnownPage(page_id, url, kind, "", "", "", "", "", "", int("*" not in url))


def _columns(store: Store, keys: set[str]) -> Iterator[KnownColumn]:
    for key, complete_on, walked_on, newest_visit in store.connection.execute(_COLUMNS):
        if key not in keys:
            continue
        complete = store.connection.execute(_COMPLETE, (key,)).fetchone() or ("", 0, "", 0)
        covered, entries, newest, dated = complete
        empty = store.connection.execute(_EMPTY, (key, newest_visit)).fetchone()
        empty_on = empty[0] if empty else ""
        yield KnownColumn(key, complete_on, walked_on, covered, entries, newest, dated, empty_on)


def _entries(store: Store, keys: Iterable[str]) -> Iterator[KnownEntry]:
    for row in store.connection.execute('SELECT "column", page, listed, title FROM entry'):
        if row[0] in keys:
            yield KnownEntry(*row)


def last_night(store: Store) -> dt.date | None:
    """The newest night of which a pack was taken in."""
    newest = store.connection.execute("SELECT max(night) FROM pack").fetchone()[0]
    return dt.date.fromisoformat(newest) if newest else None
