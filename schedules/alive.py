"""Signs of life (存活检查): told from the books alone, by whoever is not the service itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from evidence.home import Home
from evidence.job_ledger import JobLedger
from evidence.ledger import last_ended
from schedules.heartbeat import read_heartbeat

NIGHT = "night"


@dataclass(frozen=True, slots=True)
class SignsOfLife:
    """`last_night` is when a night was last brought to its end, by the service or by hand; `ok` whether that is recent.
    `sentence` says so in Chinese, with what to do."""

    ok: bool
    last_night: dt.datetime | None
    heartbeat: dt.datetime | None
    sentence: str


def signs_of_life(home: Home, now: dt.datetime, most: dt.timedelta) -> SignsOfLife:
    """What the books say at `now`. Raises ConfigurationError, StoreError."""
    zone = ZoneInfo(home.county().calendar.timezone)
    with home.store() as store:
        run = JobLedger(store).last_done(NIGHT)
        ended = [time for time in (run.ended_at if run else None, last_ended(store)) if time is not None]
    last, beat = max(ended, default=None), read_heartbeat(home.folder)
    seen = beat.at if beat else None
    ok = last is not None and last > now - most
    told = "还没有做完过一夜" if last is None else f"最近做完的一夜在 {last.astimezone(zone):%Y-%m-%d %H:%M}"
    pulse = f"最后一次心跳 {seen.astimezone(zone):%Y-%m-%d %H:%M}" if seen else "没有心跳"
    cure = "" if ok else "请运行 xuncha jobs 看原因，并确认值守程序（xuncha serve）在运行"
    return SignsOfLife(ok, last, seen, "；".join(filter(None, (told, pulse, cure))) + "。")
