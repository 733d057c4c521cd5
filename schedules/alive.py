"""Signs of life (存活检查): told from the books alone, by whoever is not the service itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from county.settings import County
from crawler.endings import CUT_SHORT, FINISHED, of_finish
from evidence.histories import saw_a_column
from evidence.home import Home
from evidence.job_ledger import JobLedger
from evidence.ledger import PortalRun, RunState, last_ended, last_whole, newest_ends
from evidence.store import Store
from schedules.heartbeat import read_heartbeat

NIGHT = "night"
PATIENCE = dt.timedelta(days=2)
"""A night that was cut short is told at once; where none was read to its end for so much longer, the watch stands
still, whatever the service does."""


@dataclass(frozen=True, slots=True)
class SignsOfLife:
    """`last_night` is when a night was last brought to its end, by the service or by hand, `last_whole` when one was
    that read all it had to; `ok` whether both are recent. `sentence` says so in Chinese, with what to do."""

    ok: bool
    last_night: dt.datetime | None
    last_whole: dt.datetime | None
    heartbeat: dt.datetime | None
    sentence: str


def signs_of_life(home: Home, now: dt.datetime, most: dt.timedelta) -> SignsOfLife:
    """What the books say at `now`. Raises ConfigurationError, StoreError."""
    county = home.county()
    zone = ZoneInfo(county.calendar.timezone)
    with home.store() as store:
        run = JobLedger(store).last_done(NIGHT)
        ended = [time for time in (run.ended_at if run else None, last_ended(store)) if time is not None]
        whole, cut = last_whole(store, FINISHED), cut_nights(store, county)
    last, beat = max(ended, default=None), read_heartbeat(home.folder)
    seen = beat.at if beat else None
    ok = last is not None and last > now - most and whole is not None and whole > now - most - PATIENCE
    told = "还没有做完过一夜" if last is None else f"最近做完的一夜在 {last.astimezone(zone):%Y-%m-%d %H:%M}"
    pulse = f"最后一次心跳 {seen.astimezone(zone):%Y-%m-%d %H:%M}" if seen else "没有心跳"
    cure = "" if ok else "请运行 xuncha jobs 看原因，并确认值守程序（xuncha serve）在运行"
    return SignsOfLife(ok, last, whole, seen, "；".join(filter(None, (told, *cut, pulse, cure))) + "。")


def cut_nights(store: Store, county: County) -> list[str]:
    """A sentence without its end for each portal whose newest night was not read to its end (没有读完), with the
    reason."""
    names = {portal.id: portal.name for portal in county.portals}
    return [
        f"{names.get(run.portal, run.portal)} {run.night} 这一夜没有读完：{why}"
        for run in newest_ends(store, FINISHED).values()
        if (why := _why(store, county, run))
    ]


def _why(store: Store, county: County, run: PortalRun) -> str:
    """ "" where the night was read to its end; one that ended well and saw no column whole was not."""
    if run.state is not RunState.INGESTED and run.reason not in CUT_SHORT:
        return run.reason.rstrip("。")
    if run.reason != FINISHED:
        return of_finish(run.reason).reason.rstrip("。")
    blind = county.portal_columns(run.portal) and not saw_a_column(store, run.portal, run.night)
    return "没有一个栏目读完整，原因见 xuncha visits" if blind else ""
