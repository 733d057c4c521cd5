"""Mute rules (静默规则): what the office has decided not to hear of again, for whom, why, and until when."""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from county.times import day
from evidence.desk.entries import DESK, entry_kind, make_entry
from evidence.errors import EvidenceError
from evidence.journal import Record
from evidence.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule covers: findings of one check, narrowed by what is not "": the words, the unit and its column, the
    head of the address, or the group of equal hits (the very sentence: once the text changes, it is heard of again)."""

    rule: str
    words: str = ""
    unit: str = ""
    column: str = ""
    url_prefix: str = ""
    group: str = ""

    @property
    def wide(self) -> bool:
        """Whether it reaches beyond one sentence, one unit and one part of the site: that needs a second person."""
        return not (self.group or self.unit or self.url_prefix)

    def covers(self, words: str, unit: str, column: str, url: str, group: str) -> bool:
        """Whether a finding of the same check falls under it."""
        return (
            self.words in ("", words)
            and self.unit in ("", unit)
            and self.column in ("", column)
            and url.startswith(self.url_prefix)
            and self.group in ("", group)
        )


@dataclass(frozen=True, slots=True)
class Mute:
    """A mute rule. It works once it is approved (at once where it needs no second person) until `expires`, that day
    counted, unless it was ended before. `hits` is how many findings fall under it."""

    id: str
    scope: Scope
    reason: str
    author: str
    made_on: dt.date
    approver: str
    approved_on: dt.date | None
    expires: dt.date
    ended_on: dt.date | None
    hits: int = 0

    def works(self, today: dt.date) -> bool:
        """Whether what falls under it is silent."""
        return self.approved_on is not None and self.ended_on is None and today <= self.expires


_FIELDS = """
id, rule, words, unit, "column", url_prefix, grp, reason, author, made_on, approver, approved_on, expires, ended_on
"""
_ALL = f"""
SELECT {_FIELDS}, (SELECT count(*) FROM mute_hit WHERE mute = mute.id)
FROM mute ORDER BY ended_on <> '', made_on DESC, id
"""  # noqa: S608 our own names
_UNCOUNTED = f"SELECT {_FIELDS}, 0 FROM mute ORDER BY ended_on <> '', made_on DESC, id"  # noqa: S608 our own names


def mutes(connection: sqlite3.Connection) -> list[Mute]:
    """All mute rules, those that were ended last."""
    return [_mute(row) for row in connection.execute(_ALL)]


def mute_rules(connection: sqlite3.Connection) -> list[Mute]:
    """The same without the numbers of their hits, which cost a look at each."""
    return [_mute(row) for row in connection.execute(_UNCOUNTED)]


def by_check(known: Iterable[Mute]) -> Mapping[str, Sequence[Mute]]:
    """Mute rules by the check whose findings they cover."""
    found: dict[str, list[Mute]] = defaultdict(list)
    for mute in known:
        found[mute.scope.rule].append(mute)
    return found


def add_mute(store: Store, scope: Scope, reason: str, author: str, today: dt.date, days: int, request: str) -> str:
    """Makes a rule and gives its id; a wide one works once somebody else has approved it. Raises EvidenceError."""
    if not reason.strip():
        raise EvidenceError("静默规则没有写理由；请写明为什么不再提示。")
    expires = today + dt.timedelta(days=days)
    made = secrets.token_hex(6)
    days_told = {"day": today, "expires": expires}
    entry = make_entry(
        author, "mute-added", mute=made, reason=reason, wide=scope.wide, request=request, **asdict(scope), **days_told
    )
    with DESK.writing(store) as write:
        write(entry)
    return made


def approve_mute(store: Store, mute: str, author: str, today: dt.date, request: str) -> None:
    """A second person lets a wide rule work. Raises EvidenceError."""
    with DESK.writing(store) as write:
        known = _named(store.connection, mute)
        if known.approved_on:
            raise EvidenceError("这条静默规则已经批准过；请刷新页面。")
        if known.author == author:
            raise EvidenceError("范围大的静默规则要由另一位审核员批准；请换人操作。")
        write(make_entry(author, "mute-approved", mute=mute, day=today, request=request))


def end_mute(store: Store, mute: str, author: str, today: dt.date, request: str) -> None:
    """Ends a rule before its time. Raises EvidenceError."""
    with DESK.writing(store) as write:
        if _named(store.connection, mute).ended_on:
            raise EvidenceError("这条静默规则已经停止；请刷新页面。")
        write(make_entry(author, "mute-ended", mute=mute, day=today, request=request))


@entry_kind("mute-added")
def _add(connection: sqlite3.Connection, entry: Record) -> None:
    approved = "" if entry["wide"] else entry["day"]
    scope = [entry[name] for name in ("rule", "words", "unit", "column", "url_prefix", "group")]
    values = (entry["mute"], *scope, entry["reason"], entry["author"], entry["day"], "", approved, entry["expires"], "")
    connection.execute(f"INSERT INTO mute VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 only marks
    candidates = connection.execute(
        'SELECT finding, words, unit, "column", url, grp FROM queue WHERE rule = ?', (entry["rule"],)
    ).fetchall()
    covered = [(entry["mute"], row[0]) for row in candidates if Scope(*scope).covers(*row[1:])]
    connection.executemany("INSERT OR IGNORE INTO mute_hit VALUES (?, ?)", covered)
    _mark(connection, entry["mute"])


@entry_kind("mute-approved")
def _approve(connection: sqlite3.Connection, entry: Record) -> None:
    values = (entry["author"], entry["day"], entry["mute"])
    connection.execute("UPDATE mute SET approver = ?, approved_on = ? WHERE id = ?", values)
    _mark(connection, entry["mute"])


@entry_kind("mute-ended")
def _end(connection: sqlite3.Connection, entry: Record) -> None:
    connection.execute("UPDATE mute SET ended_on = ? WHERE id = ?", (entry["day"], entry["mute"]))
    _mark(connection, entry["mute"])


def _mark(connection: sqlite3.Connection, mute: str) -> None:
    """What falls under the rule is to be laid out anew."""
    connection.execute(
        "UPDATE queue SET stale = 1 WHERE finding IN (SELECT finding FROM mute_hit WHERE mute = ?)", (mute,)
    )


def _named(connection: sqlite3.Connection, mute: str) -> Mute:
    row = connection.execute(f"SELECT {_FIELDS}, 0 FROM mute WHERE id = ?", (mute,)).fetchone()  # noqa: S608
    if row is None:
        raise EvidenceError("没有这条静默规则；请从列表重新选择。")
    return _mute(row)


def _mute(row: tuple[str, ...]) -> Mute:
    id_, *scope, reason, author, made_on, approver, approved_on, expires, ended_on, hits = row
    days = (dt.date.fromisoformat(made_on), day(approved_on), dt.date.fromisoformat(expires), day(ended_on))
    return Mute(id_, Scope(*scope), reason, author, days[0], approver, days[1], days[2], days[3], int(hits))


_SILENT = """
SELECT DISTINCT finding FROM mute_hit JOIN mute ON mute.id = mute_hit.mute
WHERE approved_on <> '' AND approved_on <= :by AND expires >= :day AND (ended_on = '' OR ended_on > :by)
"""


def muted_findings(connection: sqlite3.Connection, as_of: dt.date, decided_by: dt.date | None) -> set[str]:
    """Findings that a rule silences on that day: approved, and not ended, under what was decided by `decided_by`."""
    by = (decided_by or dt.date.max).isoformat()
    return {row[0] for row in connection.execute(_SILENT, {"by": by, "day": as_of.isoformat()})}
