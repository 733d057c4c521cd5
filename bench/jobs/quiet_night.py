"""A quiet night (平静之夜): the portal of the first night again, as it was and with 1 % of its articles changed,
against reading all of it anew and against Scrapy's cache under the rules of RFC 2616."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from bench.contest.peers import WORKSHOP
from bench.contest.rows import Limit, Row, at_least, at_most
from bench.night import walks
from bench.night.folder import site_pages
from bench.night.layout import NIGHT
from bench.night.server import Traffic, served
from bench.night.walks import Site, Walk

JOB = "quiet_night"
PAGES = 20_000
CHANGED = 0.01
SPARE = 0.02
"""Share of the pages that a quiet night may ask for besides the lists."""
FULL, CACHE = "first night", "Scrapy's RFC 2616 cache"
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A walk with the requests and bytes that the server saw."""

    walk: Walk
    requests: int
    megabytes: float
    fetched: frozenset[str]
    """Paths of the pages that were sent whole."""

    @property
    def seconds(self) -> float:
        """By the clock on the wall."""
        return self.walk.spending.seconds


def measure(rounds: int) -> list[Row]:
    """All rows of the job; each night can be lived once only, so `rounds` does not matter."""
    made = site_pages(PAGES, "quiet")
    with served(made.folder, (WORKSHOP / "nginx" / made.folder.name).resolve()) as (url, traffic):
        site = Site(url, made)
        home, store = walks.new_home("quiet", [site]), walks.workshop("cache")

        def night(day: dt.date) -> Asked:
            return _asked(traffic, lambda: walks.night(home, [site], day))

        def cached() -> Asked:
            return _asked(traffic, lambda: walks.scrapy("bare", site, str(store)))

        first = night(NIGHT)
        cached()
        still, still_cache = night(NIGHT + _DAY), cached()
        with made.edited(CHANGED) as changed:
            stirred, stirred_cache = night(NIGHT + 2 * _DAY), cached()
    lists = made.layout.lists
    rows = [*_rows("nothing changed", still, first, still_cache, lists)]
    rows += _rows("1 % changed", stirred, first, stirred_cache, lists)
    seen = [len(changed & one.fetched) for one in (stirred, stirred_cache)]
    whole = at_least(seen[0], len(changed), "all of them")
    rows.append(
        Row(JOB, f"changed articles seen of {len(changed)}", "articles", seen[0], {CACHE: seen[1]}, True, whole, 1)
    )
    return rows


def _asked(traffic: Traffic, walk: Callable[[], Walk]) -> Asked:
    mark = traffic.mark()
    done = walk()
    sent = traffic.since(mark)
    whole = frozenset(one.path for one in sent if one.status == HTTPStatus.OK)
    return Asked(done, len(sent), sum(one.size for one in sent) / 2**20, whole)


def _rows(title: str, night: Asked, first: Asked, cache: Asked, lists: int) -> Iterator[Row]:
    most = lists + round(PAGES * SPARE)

    def row(name: str, unit: str, figure: Callable[[Asked], float], limit: Limit) -> Row:
        peers = {FULL: round(figure(first), 3), CACHE: round(figure(cache), 3)}
        return Row(JOB, f"{title}, {name}", unit, round(figure(night), 3), peers, False, limit, 1)

    yield row(
        "requests", "requests", lambda one: one.requests, at_most(night.requests, most, f"≤ lists + 2 % = {most:,}")
    )
    share = night.megabytes / first.megabytes
    yield row("sent by the server", "MB", lambda one: one.megabytes, at_most(share, 0.03, "< 3 % of the first night"))
    time = night.seconds / first.seconds
    yield row("time", "s", lambda one: one.seconds, at_most(time, 0.1, "< 1/10 of the first night"))
