"""Captures (快照) as proof: where the record lies, and whether the archive still says the same."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.pack.warc import read_body
from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture: UTC time, SHA-256 of the decoded body, and where its record lies below the packs' folder."""

    id: str
    url: str
    time: str
    sha256: str
    warc: str
    offset: int


_SHOWN = """
SELECT span.finding, capture.id, capture.url, fetched_at, body_sha256, run || '/' || warc, offset
FROM finding_span AS span JOIN capture ON capture.id = span.capture
WHERE span.first_seen <= ? ORDER BY span.first_seen
"""


def captures_of_findings(store: Store, as_of: dt.date) -> dict[str, Capture]:
    """The capture that shows each finding as it was known at the end of that night, by the finding's id."""
    return {row[0]: Capture(*row[1:]) for row in store.connection.execute(_SHOWN, (as_of.isoformat(),))}


def verified_body(packs: Path, warc: str, offset: int, sha256: str) -> bytes:
    """The body of the record at `offset` of `warc`, a path below `packs`, after its hash was compared. Raises
    EvidenceError."""
    body = read_body(packs / warc, offset)
    if hashlib.sha256(body).hexdigest() != sha256:
        raise EvidenceError(f"存档 {warc} 的 {offset} 处与登记的散列值不符，可能被改动过；请从备份恢复。")
    return body
