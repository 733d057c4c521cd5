"""What articles link to, night by night (链接历史): every night on which something was learnt of a page's links, with
what was known of them then. Only pages with a link that was ever missing, or that leads outside, are concerned."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from county.address import canonical, page_id
from county.linked import MISSING_NIGHTS, LinkState
from county.page import LinkKind
from county.settings import County
from evidence.link_answers import ANSWERS, GOOD, MISSING
from evidence.store import Store

_MISSING = ", ".join(f"'{word}'" for word in MISSING)
_CONCERNED = f"""
CREATE TEMP TABLE concerned AS SELECT DISTINCT capture.page FROM link JOIN capture ON capture.id = link.capture
WHERE outside = 1 OR target IN (SELECT target FROM ({ANSWERS}) WHERE effective IN ({_MISSING}))
"""  # noqa: S608 our own words
_LOOKS = """
SELECT page, night, fetched_at, id, effective, url FROM capture WHERE page IN concerned
UNION ALL SELECT page, night, seen_at, '', 'same', '' FROM sighting WHERE page IN concerned ORDER BY 1, 2, 3
"""
_LINKS = """
SELECT link.* FROM link JOIN capture ON capture.id = link.capture WHERE page IN concerned
ORDER BY link.capture, link.url
"""
_ANSWERS = f"""
SELECT answer.* FROM ({ANSWERS}) AS answer
WHERE target IN (SELECT target FROM link JOIN capture ON capture.id = link.capture WHERE page IN concerned)
"""  # noqa: S608 our own words
_FRONT = "SELECT run FROM link_answer WHERE target = ? AND effective = 'ok'"


@dataclass(frozen=True, slots=True)
class LinkLook:
    """What was known of a page's links at the end of one night. `capture` shows them; a page that is gone has none."""

    page: str
    url: str
    night: dt.date
    capture: str
    links: tuple[LinkState, ...]


class _Link(NamedTuple):
    capture: str
    target: str
    url: str
    text: str
    kind: str
    outside: int


@dataclass(frozen=True, slots=True)
class _Standing:
    """A target at the end of a night on which something was learnt of it."""

    night: str
    missing_on: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page at the end of a night on which it was looked at; no capture where it is gone."""

    night: str
    capture: str
    url: str


def link_looks(store: Store, county: County) -> Iterator[LinkLook]:
    """Every look at a page's links, by page and night."""
    connection = store.connection
    connection.execute("DROP TABLE IF EXISTS temp.concerned")
    connection.execute(_CONCERNED)
    links: dict[str, list[_Link]] = defaultdict(list)
    for row in connection.execute(_LINKS):
        links[row[0]].append(_Link(*row))
    standings = _standings(store, county)
    for page, rows in groupby(connection.execute(_LOOKS), key=itemgetter(0)):
        yield from _looks_at(page, list(_seen(rows)), links, standings)
    connection.execute("DROP TABLE temp.concerned")


def _seen(rows: Iterator[tuple[str, ...]]) -> Iterator[_Seen]:
    """The page on each night that could read it, or that found it gone for good."""
    capture, url = "", ""
    missing: set[str] = set()
    for _, night, _, id_, effective, address in rows:
        if effective in GOOD:
            missing = set()
            capture, url = (id_, address) if effective == "ok" else (capture, url)
            yield _Seen(night, capture, url)
        elif effective == "missing":
            missing.add(night)
            if len(missing) >= MISSING_NIGHTS:
                capture = ""
                yield _Seen(night, "", url)


def _looks_at(
    page: str, seen: Sequence[_Seen], links: dict[str, list[_Link]], standings: dict[str, list[_Standing]]
) -> Iterator[LinkLook]:
    targets = {link.target for one in seen for link in links.get(one.capture, ())}
    learnt = {standing.night for target in targets for standing in standings.get(target, ())}
    begin = seen[0].night if seen else ""
    nights = sorted({one.night for one in seen} | {night for night in learnt if night >= begin}) if seen else []
    looked_on = [one.night for one in seen]
    for night in nights:
        one = seen[bisect_right(looked_on, night) - 1]
        states = tuple(_state(link, standings, night) for link in links.get(one.capture, ()))
        yield LinkLook(page, one.url, dt.date.fromisoformat(night), one.capture, states)


def _state(link: _Link, standings: dict[str, list[_Standing]], night: str) -> LinkState:
    known = standings.get(link.target, [])
    at = bisect_right([standing.night for standing in known], night)
    standing = known[at - 1] if at else _Standing("", (), "")
    return LinkState(
        url=link.url,
        text=link.text,
        kind=LinkKind(link.kind),
        outside=bool(link.outside),
        missing_on=tuple(map(dt.date.fromisoformat, standing.missing_on)),
        reason=standing.reason,
    )


def _standings(store: Store, county: County) -> dict[str, list[_Standing]]:
    """Every target that was ever missing, from night to night. What a portal's own page answered counts as missing only
    in a run that found the front page well."""
    up = {
        run
        for portal in county.portals
        for (run,) in store.connection.execute(_FRONT, (page_id(portal.id, canonical(portal.home, portal.home)),))
    }
    outside = {target for (target,) in store.connection.execute("SELECT DISTINCT target FROM link WHERE outside = 1")}
    answers: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for target, run, night, effective, reason in store.connection.execute(_ANSWERS):
        if effective in GOOD or (effective in MISSING and (target in outside or run in up)):
            answers[target][night].append((effective, reason))
    return {target: list(_folded(by_night)) for target, by_night in answers.items()}


def _folded(by_night: dict[str, list[tuple[str, str]]]) -> Iterator[_Standing]:
    missing: tuple[str, ...] = ()
    for night, told in sorted(by_night.items()):
        good = any(effective in GOOD for effective, _ in told)
        missing = () if good else (*missing, night)
        yield _Standing(night, missing, "" if good else max(reason for _, reason in told))
