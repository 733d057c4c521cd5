"""Ingest (入库): a sealed pack into the store, in one transaction, keyed by content: a second time changes nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from evidence import audit, run_chain
from evidence.errors import PackError, is_broken_file
from evidence.ledger import RunState
from evidence.pack.manifest import Manifest, read_manifest
from evidence.seals import unseal
from evidence.store import Store

PLAIN = {
    "text": "SELECT * FROM pack.text",
    "article": "SELECT * FROM pack.article",
    "head": "SELECT * FROM pack.head",
    "document": "SELECT * FROM pack.document",
    "capture": "SELECT id, :run, :night, page, url, final_url, kind, status, effective, quality, reason, fetched_at,"
    " body_sha256, body_bytes, wire_sha256, encoding, text, etag, last_modified, warc, offset, length"
    " FROM pack.capture",
    "sighting": "SELECT :run, :night, page, seen_at, how, full FROM pack.sighting",
    "link": "SELECT * FROM pack.link",
    "trace": "SELECT * FROM pack.trace",
    "page_scripts": "SELECT * FROM pack.page_scripts",
    "link_answer": "SELECT :run, :night, target, url, at, status, effective, reason, warc, offset, length"
    " FROM pack.link_answer",
    "visit": 'SELECT :run, :night, "column", verdict, reason, entries, newest, window_covered_from, empty_because,'
    " dated, pages, full, ended_at FROM pack.visit",
    "visit_page": 'SELECT :run, "column", number, page, capture FROM pack.visit_page',
}
"""Rows that never change: one that is there already is the same."""

_ENTRY = """
INSERT INTO entry SELECT "column", page, :night, :order, title, listed, :night, :order, url, title, listed
FROM pack.entry WHERE true
ON CONFLICT ("column", page) DO UPDATE SET
    first_title = iif(excluded.first_run < first_run, excluded.first_title, first_title),
    first_listed = iif(excluded.first_run < first_run, excluded.first_listed, first_listed),
    first_night = min(first_night, excluded.first_night),
    first_run = min(first_run, excluded.first_run),
    url = iif(excluded.last_run > last_run, excluded.url, url),
    title = iif(excluded.last_run > last_run, excluded.title, title),
    listed = iif(excluded.last_run > last_run, excluded.listed, listed),
    last_night = max(last_night, excluded.last_night),
    last_run = max(last_run, excluded.last_run)
WHERE excluded.first_run < first_run OR excluded.last_run > last_run
"""
"""`first_run` and `last_run` sort by night and attempt, so that the order of ingest never matters."""
_LISTED_DATE = """
INSERT INTO listed_date SELECT "column", page, listed, :night, :night FROM pack.entry WHERE listed <> ''
ON CONFLICT ("column", page, listed) DO UPDATE SET
    first_night = min(first_night, excluded.first_night), last_night = max(last_night, excluded.last_night)
WHERE excluded.first_night < first_night OR excluded.last_night > last_night
"""
_ATTACHMENT = """
INSERT INTO attachment SELECT page, target, url, name, :night, :night FROM pack.attachment WHERE true
ON CONFLICT (page, target) DO UPDATE SET
    first_night = min(first_night, excluded.first_night), last_night = max(last_night, excluded.last_night)
WHERE excluded.first_night < first_night OR excluded.last_night > last_night
"""
_RUN = """
INSERT INTO portal_run VALUES (:run, :portal, :night, :attempt, :state, :reason, :started, :ended)
ON CONFLICT (run) DO UPDATE SET state = excluded.state, reason = excluded.reason, ended_at = excluded.ended_at
WHERE state <> excluded.state
"""


def ingest(folder: Path, store: Store) -> bool:
    """Takes in a sealed pack; false where it had been taken in before. Raises PackError, StoreError."""
    manifest = read_manifest(folder)
    connection = store.connection
    connection.execute("ATTACH ? AS pack", (f"{folder / 'pack.db'}",))
    try:
        with store.write():
            fresh = _merge(connection, folder, manifest)
            run_chain.extend(connection, store.path.with_name(run_chain.FILE), manifest.run, manifest.digest)
            return fresh
    except sqlite3.DatabaseError as error:
        if not is_broken_file(error):
            raise
        raise PackError(folder, "pack.db 不是完好的数据库；请从备份恢复该目录。") from error
    finally:
        connection.execute("DETACH pack")


def ingested(store: Store) -> set[str]:
    """The runs whose packs were taken in."""
    return {run for (run,) in store.connection.execute("SELECT run FROM pack")}


def _merge(connection: sqlite3.Connection, folder: Path, manifest: Manifest) -> bool:
    known = connection.execute("SELECT manifest_sha256 FROM pack WHERE run = ?", (manifest.run,)).fetchone()
    if known and known[0] != manifest.digest:
        raise PackError(folder, "证据库里已有同名而内容不同的采集包；请核对哪一份被改动过，不要覆盖。")
    values = {
        "run": manifest.run,
        "portal": manifest.portal,
        "night": manifest.night,
        "attempt": manifest.attempt,
        "order": f"{manifest.night}/{manifest.attempt:06d}",
    }
    held = {name for (name,) in connection.execute("SELECT name FROM pack.sqlite_master WHERE type = 'table'")}
    for table, rows in PLAIN.items():
        # a pack of an older format lacks the tables that came later
        if table in held:
            # by their keys, which stand first: so whole tables of the store are filled in order
            connection.execute(f"INSERT INTO {table} {rows} WHERE true ORDER BY 1 ON CONFLICT DO NOTHING", values)
    unseal(connection)
    connection.execute(_ENTRY, values)
    connection.execute(_LISTED_DATE, values)
    connection.execute(_ATTACHMENT, values)
    times = {"started": manifest.started_at, "ended": manifest.ended_at, "reason": manifest.reason}
    connection.execute(_RUN, {**values, **times, "state": RunState.INGESTED})
    if known:
        return False
    connection.execute(
        "INSERT INTO pack VALUES (:run, :portal, :night, :attempt, :digest, :ended)",
        {**values, **times, "digest": manifest.digest},
    )
    audit.append(connection, "xuncha", "ingest", run=manifest.run, manifest=manifest.digest)
    return True
