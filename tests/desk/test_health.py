"""Whether the monitor is well, as the morning's page tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from made_home import BEGAN, OWN, DeskHome
from serving_desk import Asker, serving, signed_in

from desk.service import Service
from evidence.job_ledger import ClockEvent, ClockEventKind, JobLedger, JobRun, JobState
from evidence.outbox import Outbox, PostKey

NOW = dt.datetime.fromtimestamp(BEGAN, dt.UTC)


@pytest.fixture(scope="module")
def reviewer(made: DeskHome) -> Iterator[Asker]:
    store = made.store()
    jobs, due = JobLedger(store), NOW - dt.timedelta(hours=3)
    run = JobRun("night", due, due.date(), NOW, JobState.PLANNED)
    jobs.plan(run)
    jobs.end(run, JobState.FAILED, "门户打不开", NOW)
    jobs.note(ClockEvent(NOW, ClockEventKind.HINDERED, due, "磁盘已满，没有写完。"))
    outbox = Outbox(store)
    outbox.queue(PostKey("u1", "2026-W13", "weekly"), ("li@example.gov.cn",), "一周巡查情况", b"", NOW)
    outbox.refused(outbox.post(1), "550 no such user", NOW, for_good=True)
    store.close()
    beating = Service(NOW - dt.timedelta(minutes=1), ("post",), {"night": "夜间巡查", "post": "发信"})
    with serving(made.settings(service=lambda: beating)) as port:
        yield signed_in(made, port, "wang")


def test_the_page_tells_what_went_wrong(reviewer: Asker) -> None:
    text = reviewer.get("/health").text
    for told in ("在运行", "发信", "夜间巡查", "门户打不开", "一周巡查情况", "550 no such user", "未发出", OWN.night):
        assert told in text
    assert "恢复写入（磁盘已满，没有写完）" in text
    assert "没有心跳" not in text


def test_a_silent_service_is_told(made: DeskHome) -> None:
    with serving(made.settings(service=lambda: Service(NOW - dt.timedelta(hours=1)))) as port:
        assert "没有心跳" in signed_in(made, port, "auditor").get("/health").text
