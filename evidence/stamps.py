"""Time-stamps (可信时间戳): what an authority outside this house says of the run chain's head and its time. The tokens
lie beside the store as they came; a journal says which link each of them covers."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from evidence import audit
from evidence.journal import Journal, Record
from evidence.run_chain import Link
from evidence.store import Store

FOLDER = "stamps"


def _keep(connection: sqlite3.Connection, record: Record) -> None:
    connection.execute("INSERT INTO stamp VALUES (:file, :sha256, :seq, :head, :at, :authority)", record)
    audit.append(connection, "xuncha", "stamp", **{name: record[name] for name in ("file", "sha256", "head")})


STAMPS = Journal("stamps.jsonl", "stamp", _keep)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One token: `file` in the folder of stamps with its SHA-256, the link of the run chain that it covers (`seq` and
    its hash `head`), the time it tells (UTC), and the host that gave it."""

    file: str
    sha256: str
    seq: int
    head: str
    at: str
    authority: str


def stamps(store: Store) -> list[Stamp]:
    """All that are kept, oldest first."""
    return [Stamp(*row) for row in store.connection.execute("SELECT * FROM stamp ORDER BY rowid")]


def keep_stamp(store: Store, link: Link, answer: bytes, at: str, day: str, authority: str) -> Stamp:
    """Keeps an answer that was found to cover `link`, under the `day` of its arrival. Raises EvidenceError, OSError."""
    folder = store.path.with_name(FOLDER)
    folder.mkdir(exist_ok=True)
    file = _write(folder, day, answer)
    stamp = Stamp(file, hashlib.sha256(answer).hexdigest(), link.seq, link.hash, at, authority)
    with STAMPS.writing(store) as write:
        write(asdict(stamp))
    return stamp


def _write(folder: Path, day: str, content: bytes) -> str:
    """Under a name that nothing has: what a crash left before it came into the journal is not written over either."""
    for number in count(1):
        path = folder / (f"{day}.tsr" if number == 1 else f"{day}-{number}.tsr")
        if path.exists():
            continue
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        break
    return path.name
