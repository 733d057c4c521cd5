"""The run chain (采集链): one line a pack taken in, each with the hash of all before it, in a file beside the store: it
outlives a store that is made again. Its head, printed each week, proves that no pack was taken out or changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from county.times import utc_now
from evidence.journal import append_lines

FILE = "runs.jsonl"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One line: `manifest` is the SHA-256 of the pack's manifest, `hash` covers it and the hash of the line before."""

    seq: int
    run: str
    manifest: str
    at: str
    hash: str


_BEFORE_ALL = Link(0, "", "", "", GENESIS)


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first line that does not follow from those before it."""

    line: int
    run: str


def extend(connection: sqlite3.Connection, path: Path, run: str, manifest: str) -> None:
    """Adds a pack that the store has just taken in; nothing where the chain has it already, as after the store was made
    again. Packs that were taken in before there was a chain come first, in their order."""
    known = {link.run: link for link in links(path)}
    packs = [(run, manifest)] if known else connection.execute("SELECT run, manifest_sha256 FROM pack ORDER BY rowid")
    last = max(known.values(), key=lambda link: link.seq, default=_BEFORE_ALL)
    lines = []
    for name, digest in packs:
        if name not in known:
            last = Link(last.seq + 1, name, digest, utc_now(), _hash(last.hash, last.seq + 1, name, digest))
            lines.append(json.dumps(asdict(last)))
    append_lines(path, lines)


def links(path: Path) -> Iterator[Link]:
    """The whole lines of the chain; one that a power cut tore is left out."""
    if not path.exists():
        return
    with path.open(encoding="ascii", errors="replace") as file:
        for line in file:
            if link := _link(line):
                yield link


def _link(line: str) -> Link | None:
    try:
        return Link(**json.loads(line))
    except (ValueError, TypeError):
        return None


def head(path: Path) -> Link | None:
    """The newest link, which vouches for all before it; None before the first pack."""
    newest = deque(links(path), maxlen=1)
    return newest[0] if newest else None


def first_broken(path: Path) -> BrokenLink | None:
    """None where the chain is whole."""
    before = GENESIS
    for number, link in enumerate(links(path), start=1):
        if link.seq != number or link.hash != _hash(before, number, link.run, link.manifest):
            return BrokenLink(number, link.run)
        before = link.hash
    return None


def _hash(before: str, seq: int, run: str, manifest: str) -> str:
    return hashlib.sha256(f"{before}\n{seq}\n{run}\n{manifest}".encode()).hexdigest()
