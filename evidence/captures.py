"""Captures (快照) as proof: where the record lies, and whether the archive still says the same."""

from __future__ import annotations

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


_CAPTURE = "SELECT id, url, fetched_at, body_sha256, run || '/' || warc, offset FROM capture"


def captures_of_findings(store: Store) -> dict[str, Capture]:
    """The newest capture that shows each finding, by the finding's id."""
    query = f"SELECT finding.id, shown.* FROM finding JOIN ({_CAPTURE}) AS shown ON shown.id = finding.capture"  # noqa: S608
    return {row[0]: Capture(*row[1:]) for row in store.connection.execute(query)}


def verify_capture(capture: Capture, packs: Path) -> None:
    """Reads the record again and compares its hash. Raises EvidenceError."""
    body = read_body(packs / capture.warc, capture.offset)
    if hashlib.sha256(body).hexdigest() != capture.sha256:
        raise EvidenceError(
            f"存档 {capture.warc} 的 {capture.offset} 处与登记的散列值不符，可能被改动过；请从备份恢复。"
        )
