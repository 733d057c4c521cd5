"""Is the monitor well (运行状况): the service, last night by portal, the queue, jobs, messages, room on the disk."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from dataclasses import dataclass

from starlette.responses import Response

from county.settings import Portal
from desk.call import Call
from evidence.backup import backup_root, last_made
from evidence.coverage import night_verdicts
from evidence.desk.reading import tray_ages
from evidence.job_ledger import JobLedger, JobRun, JobState
from evidence.known_state import last_night
from evidence.ledger import Ledger, PortalRun, RunState
from evidence.outbox import POST_STATE_NAMES, Outbox

DAYS = dt.timedelta(days=7)
POSTS = 15
QUIET_MINUTES = 10
"""The service writes its heartbeat each minute; after so many without one it is not running."""
LOW_DISK = 5 << 30
RUN_STATE_NAMES = {
    RunState.PLANNED: "等待采集",
    RunState.RUNNING: "正在采集",
    RunState.SEALED: "已封存，等待入库",
    RunState.INGESTED: "已入库",
    RunState.FAILED: "失败",
}
JOB_STATE_NAMES = {
    JobState.PLANNED: "等待",
    JobState.RUNNING: "进行中",
    JobState.DONE: "完成",
    JobState.FAILED: "失败",
    JobState.MISSED: "错过",
}


@dataclass(frozen=True, slots=True)
class PortalNight:
    """A portal's last night: its runs, and how many of its columns got which verdict."""

    portal: Portal
    runs: list[PortalRun]
    verdicts: Counter[str]
    columns: int


def health_page(call: Call) -> Response:
    """Everything that an operator asks in the morning."""
    now = dt.datetime.fromtimestamp(call.desk.clock(), dt.UTC)
    service, home, night = call.desk.service(), call.desk.home, last_night(call.store)
    disk = shutil.disk_usage(home.folder)
    jobs = JobLedger(call.store)
    posts = Outbox(call.store).posts()
    return call.page(
        "health.html",
        service=service,
        alive=service.beat is not None and now - service.beat < dt.timedelta(minutes=QUIET_MINUTES),
        night=night,
        portals=_portals(call, night) if night else [],
        trays=tray_ages(call.store.connection, call.today.isoformat()),
        jobs=_newest(jobs.since(now - DAYS)),
        events=jobs.events(now - DAYS),
        posts=posts[: -POSTS - 1 : -1],
        post_counts=Counter(POST_STATE_NAMES[post.state] for post in posts),
        disk=disk,
        low=disk.free < LOW_DISK,
        store_bytes=home.store_path.stat().st_size,
        backup=last_made(backup_root(home, call.desk.county)),
        run_names=RUN_STATE_NAMES,
        job_names=JOB_STATE_NAMES,
        post_names=POST_STATE_NAMES,
    )


def _portals(call: Call, night: dt.date) -> list[PortalNight]:
    ledger, seen = Ledger(call.store), night_verdicts(call.store.connection, night)
    found = []
    for portal in call.desk.county.portals:
        columns = {column.key for column in call.desk.county.portal_columns(portal.id)}
        verdicts = Counter(one.verdict for one in seen if one.column in columns)
        found.append(PortalNight(portal, ledger.runs(portal.id, night), verdicts, len(columns)))
    return found


def _newest(runs: list[JobRun]) -> list[tuple[JobRun, int]]:
    """The newest run of each job that is not still to come, and how many of the last days went wrong."""
    wrong = Counter(run.job for run in runs if run.state in (JobState.FAILED, JobState.MISSED))
    newest = {run.job: run for run in reversed(runs) if run.state is not JobState.PLANNED}
    return [(run, wrong[job]) for job, run in sorted(newest.items())]
