"""What captures show that visitors do not see (隐蔽痕迹), and the hosts of scripts that are new to page and portal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from county.trace import Trace, TraceKind
from evidence.store import Store

MOST_PAGES = 5
"""Pages of a portal on which one new host is shown at a time: on more it stands in the template, and these show it."""

_TRACES = "SELECT * FROM trace ORDER BY capture, number"
_SCRIPTS = """
SELECT portal, capture.night, page, id, hosts FROM page_scripts JOIN capture ON id = page_scripts.capture
JOIN pack ON pack.run = capture.run WHERE effective = 'ok' ORDER BY portal, capture.night, fetched_at, page
"""


@dataclass(frozen=True, slots=True)
class TracedCapture:
    """A capture with its traces and the hosts of its scripts and frames that are new, as county.trace.TracedPage."""

    capture: str
    traces: tuple[Trace, ...]
    new_hosts: tuple[str, ...]


def traced_captures(store: Store) -> Iterator[TracedCapture]:
    """Every capture with a trace or a new host."""
    traces: dict[str, list[Trace]] = defaultdict(list)
    for capture, _, kind, host, how, quote, count in store.connection.execute(_TRACES):
        traces[capture].append(Trace(TraceKind(kind), host, how, quote, count))
    fresh = new_hosts(store)
    for capture in sorted(traces.keys() | fresh.keys()):
        yield TracedCapture(capture, tuple(traces.get(capture, ())), fresh.get(capture, ()))


def new_hosts(store: Store) -> dict[str, tuple[str, ...]]:
    """By capture, the hosts whose scripts it loads though an earlier capture of the page did not, and no page of the
    portal did on an earlier night. A page seen for the first time proves nothing, nor does a first night."""
    found: dict[str, tuple[str, ...]] = {}
    rows = store.connection.execute(_SCRIPTS)
    for _, seen in groupby(rows, key=itemgetter(0)):
        memory = _Memory()
        for _, tonight in groupby(seen, key=itemgetter(1)):
            looks = [_Look(page, capture, _hosts(hosts)) for _, _, page, capture, hosts in tonight]
            found |= memory.learn(looks)
    return found


@lru_cache(maxsize=1024)
def _hosts(told: str) -> frozenset[str]:
    """Most pages of a portal load the same."""
    return frozenset(json.loads(told))


@dataclass(frozen=True, slots=True)
class _Look:
    page: str
    capture: str
    hosts: frozenset[str]


@dataclass(slots=True)
class _Memory:
    """What a portal's pages loaded so far. A host that was once new stays so: pages that were published with it since
    do not make it known."""

    known: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    last: dict[str, frozenset[str]] = field(default_factory=dict)
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def learn(self, looks: Iterable[_Look]) -> dict[str, tuple[str, ...]]:
        """One night; gives the new hosts by capture."""
        met: set[str] = set()
        found: dict[str, tuple[str, ...]] = {}
        for look in looks:
            met |= look.hosts
            self._compare(look)
            self.last[look.page] = look.hosts
            if hosts := sorted(host for host in look.hosts if look.page in self.shown.get(host, ())):
                found[look.capture] = tuple(hosts)
        self.new |= {host for host in met - self.known if self.shown.get(host)}
        self.known |= met - self.new
        return found

    def _compare(self, look: _Look) -> None:
        before = self.last.get(look.page)
        if before is None:
            return
        for host in look.hosts - before - self.known:
            if len(self.shown[host]) < MOST_PAGES:
                self.shown[host].add(look.page)
        for host in before - look.hosts:
            self.shown[host].discard(look.page)
