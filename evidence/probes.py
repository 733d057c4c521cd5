"""Probes (探测记录): visits of home pages and looks at certificates, in a journal that only grows, beside the store:
the journal is the evidence, the store's tables can be made again from it."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from county.certificate import CertificateFault, CertificateLook
from county.personal import mask_line
from county.personal.addressed import mask_address
from county.probe import Outcome, ProbeVisit
from county.text import clean_text
from evidence.journal import append_lines
from evidence.store import Store

FOLDER = "probes"
_VISIT, _CERTIFICATE = "visit", "certificate"
_KEEP: dict[str, str] = {
    _VISIT: "INSERT INTO probe_visit VALUES (:round, :portal, :home, :unit, :at, :day, :outcome, :reason, :seconds)"
    " ON CONFLICT DO NOTHING",
    _CERTIFICATE: "INSERT INTO certificate_look VALUES (:portal, :host, :at, :day, :measured, :reason, :faults,"
    " :subject, :issuer, :expires, :protocol) ON CONFLICT DO NOTHING",
}


def record_visits(folder: Path, visits: Iterable[ProbeVisit]) -> None:
    """Appends visits to the journal in `folder`, the probes folder of a home; personal numbers are masked first."""
    masked = [replace(one, home=mask_address(one.home), reason=_plain(one.reason)) for one in visits]
    _append(folder, [(one.day, {"kind": _VISIT, **asdict(one)}) for one in masked])


def record_certificates(folder: Path, looks: Iterable[CertificateLook]) -> None:
    """Appends looks at certificates to the journal in `folder`."""
    masked = [
        replace(one, reason=_plain(one.reason), subject=_plain(one.subject), issuer=_plain(one.issuer)) for one in looks
    ]
    _append(folder, [(one.day, {"kind": _CERTIFICATE, **asdict(one)}) for one in masked])


def _plain(text: str) -> str:
    return mask_line(clean_text(text))


def _append(folder: Path, records: list[tuple[dt.date, dict[str, Any]]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for day in sorted({day for day, _ in records}):
        lines = [json.dumps(values, ensure_ascii=False, default=str) for at, values in records if at == day]
        append_lines(folder / f"{day}.jsonl", lines)


def restore_probes(store: Store) -> None:
    """Brings into the store what the journal has and the store has not: its newest lines, or all of them after the
    store was deleted."""
    taken = dict(store.connection.execute("SELECT file, bytes FROM probe_journal"))
    grown = [path for path in sorted(_folder(store).glob("*.jsonl")) if path.stat().st_size != taken.get(path.name, 0)]
    for path in grown:
        with store.write() as connection:
            _take_in(connection, path, taken.get(path.name, 0))


def _folder(store: Store) -> Path:
    return store.path.with_name(FOLDER)


def _take_in(connection: sqlite3.Connection, path: Path, known: int) -> None:
    content = path.read_bytes()
    start = known if known <= len(content) else 0
    whole = content[start : content.rfind(b"\n") + 1]
    for line in whole.split(b"\n"):
        if values := _values(line):
            connection.execute(_KEEP[values.pop("kind")], values)
    connection.execute("INSERT OR REPLACE INTO probe_journal VALUES (?, ?)", (path.name, start + len(whole)))


def _values(line: bytes) -> dict[str, Any]:
    """The record of a line, nothing for one that a power cut tore: what was not written was not seen."""
    try:
        values = json.loads(line)
    except ValueError:
        return {}
    if not isinstance(values, dict) or values.get("kind") not in _KEEP:
        return {}
    return {name: _column(value) for name, value in values.items()}


def _column(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else value


_VISITS = "SELECT * FROM probe_visit WHERE day BETWEEN ? AND ? ORDER BY at, home"
_LOOKS = "SELECT * FROM certificate_look WHERE day BETWEEN ? AND ? ORDER BY at, host"


def probe_visits(store: Store, first: dt.date, last: dt.date) -> list[ProbeVisit]:
    """All visits of those days, oldest first."""
    rows = store.connection.execute(_VISITS, (first.isoformat(), last.isoformat()))
    return [
        ProbeVisit(started, portal, home, unit, at, dt.date.fromisoformat(day), Outcome(outcome), reason, seconds)
        for started, portal, home, unit, at, day, outcome, reason, seconds in rows
    ]


def certificate_looks(store: Store, first: dt.date, last: dt.date) -> list[CertificateLook]:
    """All looks at certificates of those days, oldest first."""
    rows = store.connection.execute(_LOOKS, (first.isoformat(), last.isoformat()))
    return [_look(*row) for row in rows]


def _look(
    portal: str, host: str, at: str, day: str, measured: int, reason: str, faults: str, *rest: str
) -> CertificateLook:
    subject, issuer, expires, protocol = rest
    return CertificateLook(
        portal=portal,
        host=host,
        at=at,
        day=dt.date.fromisoformat(day),
        measured=bool(measured),
        reason=reason,
        faults=tuple(map(CertificateFault, faults.split("\n"))) if faults else (),
        subject=subject,
        issuer=issuer,
        expires=dt.date.fromisoformat(expires) if expires else None,
        protocol=protocol,
    )
