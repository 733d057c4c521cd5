"""Findings on the portal itself (门户问题): judged day by day from the probes, memoised by what the day knew."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from county.finding import Finding
from evidence.sightings import Look
from evidence.store import Store
from evidence.texts import encode_finding

_DAYS = """
SELECT day, count(*) FROM (SELECT day FROM probe_visit UNION ALL SELECT day FROM certificate_look)
GROUP BY day ORDER BY day
"""
_TOO_FEW = "这一天的探测不够，不能判断。"
_FINDINGS = "SELECT subject, day, whole, id, unit, url, finding FROM site_finding ORDER BY subject, day, id"


@dataclass(frozen=True, slots=True)
class Judged:
    """What one day says of one site: `subject` is "portal:address"; `whole` says that the evidence was enough, so that
    what is not among the findings was not there."""

    subject: str
    unit: str
    url: str
    whole: bool
    findings: tuple[Finding, ...]


def stale_days(store: Store, rules: str, window_days: int) -> list[tuple[dt.date, str]]:
    """The days with probes whose judgement is out of date, each with its new basis: the rules, and how many records lie
    in the window of days that it is judged by; records are only ever added."""
    checked = dict(store.connection.execute("SELECT day, basis FROM site_check"))
    counts = {dt.date.fromisoformat(day): count for day, count in store.connection.execute(_DAYS)}
    bases = {day: _basis(day, counts, rules, window_days) for day in counts}
    return [(day, basis) for day, basis in bases.items() if checked.get(day.isoformat()) != basis]


def _basis(day: dt.date, counts: dict[dt.date, int], rules: str, window_days: int) -> str:
    window = [counts.get(day - dt.timedelta(days=back), 0) for back in range(window_days)]
    return hashlib.sha256(f"{rules}\n{window}".encode()).hexdigest()


def keep_day(store: Store, day: dt.date, basis: str, judged: Iterable[Judged]) -> None:
    """Keeps what the checks found on one day."""
    key = day.isoformat()
    with store.write() as connection:
        connection.execute("DELETE FROM site_finding WHERE day = ?", (key,))
        for one in judged:
            rows = [(finding.id(one.subject), encode_finding(finding)) for finding in one.findings] or [("", "")]
            connection.executemany(
                "INSERT INTO site_finding VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(one.subject, key, int(one.whole), id_, one.unit, one.url, content) for id_, content in rows],
            )
        connection.execute("INSERT OR REPLACE INTO site_check VALUES (?, ?)", (key, basis))


@dataclass(frozen=True, slots=True)
class SiteLooks:
    """All looks at one subject; `places` are unit, subject and address of each finding, by its id."""

    places: dict[str, tuple[str, str, str]]
    looks: list[Look]


def site_looks(store: Store) -> Iterator[SiteLooks]:
    """Every subject with a look a day; the days that saw enough and did not see a finding end it."""
    for subject, group in groupby(store.connection.execute(_FINDINGS), key=itemgetter(0)):
        rows = list(group)
        places = {id_: (unit, subject, url) for _, _, _, id_, unit, url, _ in rows if id_}
        yield SiteLooks(places, [_look(day, list(seen)) for day, seen in groupby(rows, key=itemgetter(1))])


def _look(day: str, rows: list[tuple[str, ...]]) -> Look:
    whole = bool(rows[0][2])
    seen = {row[3]: row[6] for row in rows if row[3]}
    return Look(day, seen, whole, reason="" if whole else _TOO_FEW)
