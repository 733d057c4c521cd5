"""Re-checks (复核) of every finding, night by night: made anew from the looks at its place, kept as stretches of nights
with one outcome, each with the capture that witnesses it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from county.finding import Finding
from county.recheck import OUTCOME_NAMES, Answer, Outcome, Recheck, Reread, judge
from evidence.pack.tables import TableSpec
from evidence.sightings import Look
from evidence.store import Store
from evidence.texts import decode_finding


class RecheckRow(NamedTuple):
    """From `night` to `last_night` each re-check had this outcome. `capture` shows it on the first of these nights, ""
    where that left none. A stretch that begins with the first sight of the finding is `still-there`."""

    finding: str
    night: str
    last_night: str
    outcome: str
    reason: str
    capture: str

    @property
    def kind(self) -> Outcome:
        """The outcome as what it is."""
        return Outcome(self.outcome)

    @property
    def sentence(self) -> str:
        """ "已改正", "没能看清：超过 30 秒没有读完"."""
        return "：".join(filter(None, (OUTCOME_NAMES[self.kind], self.reason.rstrip("。"))))


RECHECK = TableSpec("recheck", RecheckRow, ("finding", "night"))
Content = Callable[[str], str]
"""Title and body of a text by its id."""
_CONTENT = "SELECT title || char(10) || content FROM text WHERE id = ?"
_ENDED = (Outcome.FIXED, Outcome.PAGE_GONE, Outcome.REWORDED)
"""Once seen, a night that saw nothing takes nothing back."""


def contents(store: Store) -> Content:
    """Title and body of the store's texts, the last ones kept at hand."""

    @lru_cache(maxsize=8)
    def content(text: str) -> str:
        row = store.connection.execute(_CONTENT, (text,)).fetchone()
        return str(row[0]) if row else ""

    return content


def no_content(text: str) -> str:
    """For places that have no text of their own."""
    return ""


def rechecks(looks: Iterable[Look], content: Content) -> Iterator[RecheckRow]:
    """The stretches of every finding on one subject, from all looks at it, oldest first."""
    runs = list(_runs(looks))
    for id_ in dict.fromkeys(id_ for look, _ in runs for id_ in look.seen):
        yield from _stretches(id_, runs, content)


def _runs(looks: Iterable[Look]) -> Iterator[tuple[Look, str]]:
    """Looks that saw the same in a row as one, with the last night that did."""
    for _, alike in groupby(looks, key=lambda look: (look.seen, look.whole, look.text, look.gone, look.reason,
                                                     look.files, look.orphan)):  # fmt: skip
        first, *rest = alike
        yield first, rest[-1].night if rest else first.night


def _stretches(id_: str, runs: Sequence[tuple[Look, str]], content: Content) -> list[RecheckRow]:
    rows: list[RecheckRow] = []
    shown: Look | None = None
    for look, last_night in runs:
        shown = look if id_ in look.seen else shown
        if shown is None:
            continue
        seen = _judged(id_, decode_finding(shown.seen[id_]), look, shown, content)
        if not rows or id_ in look.seen or _is_news(seen, look, rows[-1]):
            _append(rows, RecheckRow(id_, look.night, last_night, seen.outcome, seen.reason, look.witness))
    return rows


def _judged(id_: str, finding: Finding, look: Look, shown: Look, content: Content) -> Recheck:
    found = id_ in look.seen
    read = bool(look.text) or look.whole
    reread = Reread(
        answer=Answer.GONE if look.gone else Answer.READ if read or found else Answer.NONE,
        found=found,
        again=not found and _stands_again(finding, look, shown),
        whole=look.whole,
        text=content(look.text) if look.text and look.whole and not found else "",
        files=look.files,
        orphan=look.orphan,
        reason=look.reason,
    )
    return judge(finding, reread)


def _stands_again(finding: Finding, look: Look, shown: Look) -> bool:
    """Whether the same words are reported where they were not when the finding was last shown."""
    fresh = (decode_finding(look.seen[id_]) for id_ in look.seen.keys() - shown.seen.keys())
    return bool(finding.words) and any((one.rule, one.words) == (finding.rule, finding.words) for one in fresh)


def _is_news(seen: Recheck, look: Look, known: RecheckRow) -> bool:
    """What was mended stays so until it is seen again; a night that could not tell takes back nothing that was known,
    nor what the same night saw before."""
    if known.kind is Outcome.FIXED:
        return seen.outcome is Outcome.FIXED
    if seen.outcome is Outcome.CANNOT_TELL:
        return known.kind not in _ENDED and known.last_night != look.night
    return True


def _append(rows: list[RecheckRow], row: RecheckRow) -> None:
    last = rows[-1] if rows else None
    if last and (last.outcome, last.reason) == (row.outcome, row.reason):
        rows[-1] = last._replace(last_night=row.last_night)
    elif last and last.night == row.night:
        rows[-1] = row
    else:
        rows.append(row)


_NEWEST = """
SELECT * FROM recheck WHERE (finding, night) IN (SELECT finding, max(night) FROM recheck {which} GROUP BY finding)
"""


def rechecks_of(connection: sqlite3.Connection, finding: str) -> list[RecheckRow]:
    """What the nights saw of one finding, oldest first."""
    rows = connection.execute("SELECT * FROM recheck WHERE finding = ? ORDER BY night", (finding,))
    return [RecheckRow(*row) for row in rows]


def newest_rechecks(store: Store, findings: Iterable[str] | None = None, night: str = "9999") -> dict[str, RecheckRow]:
    """The newest outcome of these findings, of all where `findings` is None, as known at the end of `night`."""
    which, values = "WHERE night <= :night", {"night": night}
    if findings is not None:
        which += " AND finding IN (SELECT value FROM json_each(:findings))"
        values["findings"] = json.dumps(list(findings))
    rows = store.connection.execute(_NEWEST.format(which=which), values)
    known = (RecheckRow(*row) for row in rows)
    return {row.finding: row._replace(last_night=min(row.last_night, night)) for row in known}
