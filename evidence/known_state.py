"""What the next crawl is told (已知状态): validators of pages, rows of columns, and the pages to see every night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from county.settings import County
from evidence.known_links import known_links
from evidence.ledger import NIGHTLY
from evidence.pack.known import KnownColumn, KnownEntry, KnownPage, write_known
from evidence.sightings import WHOLE_QUALITY
from evidence.store import Store

RETRY_NIGHTS = 5
"""A page that could not be read on so many nights is left to the weekly look."""
MENDED = "-30 days"
"""A page is looked at every night for so long after what stood on it was seen to be gone, closed by somebody or not:
most of what comes back does so soon. Then it is looked at weekly, as all pages."""

_PAGES = """
WITH mine AS (SELECT run FROM pack WHERE portal = :portal), good AS (
    SELECT page, url, kind, etag, last_modified, body_sha256, wire_sha256, fetched_at, quality,
        max(night || fetched_at) FROM capture WHERE effective = 'ok' AND status = 200 AND run IN mine GROUP BY page
), full AS (
    SELECT page, max(night) AS night FROM (
        SELECT page, night FROM capture WHERE effective = 'ok' AND run IN mine
        UNION ALL SELECT page, night FROM sighting WHERE full = 1 AND run IN mine
    ) GROUP BY page
), decided AS (
    SELECT finding, state, status FROM decision WHERE id IN (SELECT max(id) FROM decision GROUP BY finding)
), open AS (
    SELECT subject FROM finding LEFT JOIN decided ON decided.finding = finding.id
    WHERE (gone_on = '' OR gone_on >= (SELECT date(max(night), :mended) FROM pack))
    AND coalesce(state, '') <> 'dismissed'
    AND (level <> '提示' OR coalesce(status, '') IN ('notified', 'answered', 'failed'))
), orphan AS (
    SELECT target FROM attachment WHERE page IN (
        SELECT page FROM (
            SELECT page, effective, max(night || fetched_at) FROM capture WHERE page IN open GROUP BY page
        ) WHERE effective IN ('missing', 'stub')
    )
)
SELECT good.page, url, kind, iif(quality < :whole, '', etag), iif(quality < :whole, '', last_modified),
    iif(quality < :whole, '', body_sha256), wire_sha256, fetched_at, full.night, quality < :whole OR good.page IN open
    OR good.page IN orphan FROM good JOIN full ON full.page = good.page
"""
"""Watched are pages with findings that stand, or stood a while ago; and the attachments of those that are gone: does
the file still open? Hints (提示) count where a unit was told of them."""
_UNREAD = """
SELECT page, url, kind FROM (
    SELECT page, url, kind, night FROM capture WHERE kind <> 'list'
    UNION ALL SELECT page, url, 'article', '' FROM entry WHERE listed = '' OR listed >= :window_from
    UNION ALL SELECT target, url, 'document', '' FROM attachment
) AS wanted WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.page = wanted.page AND effective = 'ok')
GROUP BY page HAVING count(DISTINCT nullif(night, '')) <= :nights
"""
_COLUMNS = """
SELECT "column", max(iif(verdict = 'complete' AND full = 1, night, '')),
    max(night || ended_at) FROM visit GROUP BY "column"
"""
_COMPLETE = """
SELECT window_covered_from, entries, newest, dated FROM visit
WHERE "column" = ? AND verdict = 'complete' ORDER BY night DESC, ended_at DESC LIMIT 1
"""
_NEWEST = """
SELECT iif(empty_because <> '', night, ''), verdict = 'complete', coalesce((
    SELECT page FROM visit_page WHERE visit_page.run = visit.run AND visit_page."column" = visit."column" AND number = 1
), ''), night, entries, newest FROM visit WHERE "column" = ? AND night || ended_at = ? ORDER BY run DESC LIMIT 1
"""


def write_known_state(store: Store, county: County, portal: str, window_from: dt.date, folder: Path) -> None:
    """Writes known.db for a run of that portal that is to start in `folder`."""
    keys = {column.key for column in county.portal_columns(portal)}
    write_known(
        folder,
        _pages(store, portal, window_from),
        _columns(store, keys),
        _entries(store, keys),
        known_links(store, portal),
    )


def _pages(store: Store, portal: str, window_from: dt.date) -> Iterator[KnownPage]:
    for row in store.connection.execute(_PAGES, {"portal": portal, "whole": WHOLE_QUALITY, "mended": MENDED}):
        page = KnownPage(*row)
        yield page._replace(watched=0) if _is_masked(page.url) else page
    unread = {"window_from": window_from.isoformat(), "nights": RETRY_NIGHTS}
    for page_id, url, kind in store.connection.execute(_UNREAD, unread):
        yield KnownPage(page_id, url, kind, "", "", "", "", "", "", int(not _is_masked(url)))


def _is_masked(url: str) -> bool:
    """A masked address leads nowhere; its page is found by the lists."""
    return "*" in url


def _columns(store: Store, keys: set[str]) -> Iterator[KnownColumn]:
    for key, walked_on, newest_visit in store.connection.execute(_COLUMNS):
        if key not in keys:
            continue
        complete = store.connection.execute(_COMPLETE, (key,)).fetchone() or ("", 0, "", 0)
        covered, entries, newest, dated = complete
        latest = store.connection.execute(_NEWEST, (key, newest_visit)).fetchone()
        yield KnownColumn(key, walked_on, covered, entries, newest, dated, *latest)


def _entries(store: Store, keys: Iterable[str]) -> Iterator[KnownEntry]:
    for row in store.connection.execute('SELECT "column", page, listed, title FROM entry'):
        if row[0] in keys:
            yield KnownEntry(*row)


def last_night(store: Store) -> dt.date | None:
    """The newest night of which a pack was taken in."""
    newest = store.connection.execute(f"SELECT max(night) FROM pack WHERE {NIGHTLY}").fetchone()[0]  # noqa: S608
    return dt.date.fromisoformat(newest) if newest else None
