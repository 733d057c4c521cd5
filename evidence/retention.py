"""Retention (保留期限): archives of pages go when their time is up, but never the original that a later visit refers
to, nor what shows a finding that is still told. What went stands in the audit chain with its digest."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from evidence import audit
from evidence.journal import Journal, Record
from evidence.outbox import Outbox, PostState
from evidence.pack.manifest import read_manifest, retire
from evidence.store import Store


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute("INSERT INTO retired_archive VALUES (:run, :file, :sha256, :day)", record)
    audit.append(connection, "xuncha", "retire", **{name: record[name] for name in ("run", "file", "sha256")})


RETIRED = Journal("retired.jsonl", "retired_archive", _keep)

_NEEDED = """
SELECT run, warc FROM capture WHERE night >= :cut_off
UNION SELECT run, warc FROM (
    SELECT run, warc, max(night || fetched_at) FROM capture
    WHERE night < :cut_off AND effective = 'ok' GROUP BY page
)
UNION SELECT capture.run, warc FROM finding_capture JOIN capture ON capture.id = finding_capture.capture
JOIN finding ON finding.id = finding_capture.finding WHERE gone_on = '' OR gone_on >= :cut_off
UNION SELECT run, warc FROM link_answer WHERE night >= :cut_off
"""
"""Of each page the newest reading before the cut-off: every "unchanged" since then means that one."""
_OLD = "SELECT run FROM pack WHERE night < ? ORDER BY night, run"


@dataclass(frozen=True, slots=True)
class Retired:
    """What went: archives by run, and their bytes on the disk."""

    archives: dict[str, list[str]]
    bytes: int


def retire_archives(store: Store, packs: Path, cut_off: dt.date) -> Retired:
    """Takes the archives of nights before `cut_off` out of their packs, where nothing needs them. Raises PackError."""
    values = {"cut_off": cut_off.isoformat()}
    needed = {(run, warc) for run, warc in store.connection.execute(_NEEDED, values)}
    gone: dict[str, list[str]] = defaultdict(list)
    freed = 0
    for (run,) in store.connection.execute(_OLD, (cut_off.isoformat(),)).fetchall():
        folder = packs / run
        held = {name for name in read_manifest(folder).files if (folder / name).is_file() and name.endswith(".warc.gz")}
        if names := sorted(name for name in held if (run, name) not in needed):
            freed += sum((folder / name).stat().st_size for name in names)
            _retire(store, folder, names, cut_off)
            gone[run] = names
    return Retired(dict(gone), freed)


def _retire(store: Store, folder: Path, names: list[str], day: dt.date) -> None:
    """Written down before it is done: what a crash leaves undone is done the next time."""
    files = read_manifest(folder).files
    known = {
        file for (file,) in store.connection.execute("SELECT file FROM retired_archive WHERE run = ?", (folder.name,))
    }
    with RETIRED.writing(store) as write:
        for name in names:
            if name not in known:
                write({"run": folder.name, "file": name, "sha256": files[name], "day": day.isoformat()})
    retire(folder, names)


def retired_archives(store: Store) -> dict[tuple[str, str], str]:
    """Digest of each archive that was taken out, by run and file."""
    rows = store.connection.execute("SELECT run, file, sha256 FROM retired_archive")
    return {(run, file): digest for run, file, digest in rows}


def drop_messages(store: Store, before: dt.datetime) -> int:
    """Removes the texts of messages sent before then; their rows stay. Gives how many."""
    sent = [post for post in Outbox(store).posts(PostState.SENT) if post.changed_at < before and post.file.exists()]
    for post in sent:
        post.file.unlink()
    return len(sent)


def tidy(store: Store) -> None:
    """Lets the store look after itself: statistics for its queries, and a short write-ahead log."""
    store.connection.execute("PRAGMA optimize")
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
