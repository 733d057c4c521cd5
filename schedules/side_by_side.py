"""Portals crawled side by side (并行采集): each in a process of its own, as many at a time as the machine has cores,
and never two on one host, for a host gets one connection."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from county.address import host_of
from county.settings import Portal
from crawler.launch import Outcome, run_portal
from crawler.standby import Standby
from evidence.pack import RunSpec
from schedules.ahead import Ahead
from schedules.watch import Watch

AT_ONCE = min(os.cpu_count() or 1, 4)
"""A crawl holds a hundred megabytes, six hundred at most."""
PAUSE = 1.0
"""Seconds between two looks at what the crawls have read."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A crawl whose folder and order are ready."""

    folder: Path
    spec: RunSpec


_Running = dict["Future[Outcome]", Begun]


def side_by_side(
    portals: Sequence[Portal],
    begin: Callable[[Portal], Begun | None],
    watch: Watch,
    ahead: Ahead | None,
    standby: Standby | None = None,
) -> Iterator[tuple[Begun, Outcome]]:
    """Each crawl with its end, as they end. `begin` makes one ready, and gives None where there is nothing to do; it is
    called, like `ahead`, in the caller's thread alone. The first crawl may take the process on `standby`. Where the
    caller is interrupted, the crawls are ended."""
    waiting, running = list(portals), _Running()
    stopped = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            while waiting or running:
                while len(running) < AT_ONCE and (portal := _next(waiting, running)):
                    waiting.remove(portal)
                    if begun := begin(portal):
                        told = partial(watch.crawling, portal.name)
                        running[pool.submit(run_portal, begun.folder, begun.spec, told, stopped, standby)] = begun
                busy = ahead is not None and ahead.look(begun.folder for begun in running.values())
                done, _ = wait(running, 0 if busy else PAUSE, FIRST_COMPLETED)
                for future in done:
                    yield running.pop(future), future.result()
        finally:
            stopped.set()


def _next(waiting: Sequence[Portal], running: _Running) -> Portal | None:
    """The first portal that shares no host with a running one."""
    taken = {host for begun in running.values() for host in _hosts(begun.spec.portal)}
    return next((portal for portal in waiting if not taken & _hosts(portal)), None)


def _hosts(portal: Portal) -> set[str]:
    return {host_of(portal.home), *map(str.lower, portal.hosts)}
