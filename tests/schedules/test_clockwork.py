"""The clockwork under a clock moved by hand: every job that was due ends in one row, whatever became of the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from watched_clock import WatchedHome, at, lives

from evidence.errors import DATABASE_FAULTS, EvidenceError
from evidence.job_ledger import ClockEventKind, JobLedger, JobState
from tests.full_disk import full_disk

NIGHT = ["night", "--today", "2026-03-02", "--wait", "20"]


def states(watched: WatchedHome, job: str = "night") -> list[tuple[str, JobState]]:
    return [(run.day.isoformat(), run.state) for run in watched.books(job)]


def test_a_night_is_begun_in_its_window_once(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.go_to("2026-03-02 21:59")
    assert watched.calls() == []
    watched.go_to("2026-03-02 22:15")
    watched.go_to("2026-03-03 05:00")
    assert watched.calls() == [NIGHT]
    assert states(watched) == [("2026-03-02", JobState.DONE)]


def test_after_an_outage_the_night_is_caught_up_while_its_window_is_open(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.go_to("2026-03-02 21:00")
    watched.restart()
    watched.go_to("2026-03-03 02:00", awake=False)
    assert watched.calls() == [NIGHT]
    assert states(watched) == [("2026-03-02", JobState.DONE)]


def test_nights_that_an_outage_swallowed_are_rows_with_its_times(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-01 12:00", "night")
    watched.go_to("2026-03-01 23:00")
    watched.restart()
    watched.go_to("2026-03-05 09:00", awake=False)
    expected = [("2026-03-01", JobState.DONE), *((f"2026-03-0{n}", JobState.MISSED) for n in (2, 3, 4))]
    assert states(watched) == expected
    assert all("停机（2026-03-01 23:00 至 2026-03-05 09:00）" in run.reason for run in watched.books("night")[1:3])
    assert len(watched.calls()) == 1


def test_of_weekly_jobs_that_pile_up_the_last_is_done_within_its_grace(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-07 12:00", "verify")
    watched.restart()
    watched.go_to("2026-03-15 20:00", awake=False)
    assert [run.state for run in watched.books("verify")] == [JobState.MISSED, JobState.DONE]


def test_of_rounds_through_the_day_only_the_last_is_made_up_for(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 06:00", "probe")
    watched.go_to("2026-03-02 12:02", awake=False)
    assert [run.due for run in watched.books("probe")] == [at("2026-03-02 12:00")]


def test_a_clock_set_back_a_day_repeats_nothing_done_and_loses_nothing_missed(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.go_to("2026-03-02 12:04")
    watched.go_to("2026-03-04 08:00", awake=False)  # the clock leaps ahead: two nights are given up
    assert states(watched) == [("2026-03-02", JobState.MISSED), ("2026-03-03", JobState.MISSED)]
    watched.go_to("2026-03-02 12:10", awake=False)
    watched.go_to("2026-03-02 23:00")
    watched.go_to("2026-03-02 22:30", awake=False)  # set back within the night
    watched.go_to("2026-03-02 23:30")
    assert watched.calls() == [NIGHT]
    assert states(watched) == [("2026-03-02", JobState.DONE)]
    with watched.home.store() as store:
        kinds = [event.kind for event in JobLedger(store).events(at("2026-03-01 00:00"))]
    assert kinds.count(ClockEventKind.SET_BACK) == 2


def test_a_failed_job_is_tried_again_and_then_says_why(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.order(night=(1, "错误：磁盘已满，13812345678。"))
    watched.go_to("2026-03-02 22:30")
    watched.go_to("2026-03-02 23:30")
    watched.go_to("2026-03-03 05:00")
    [run] = watched.books("night")
    assert (run.state, run.attempts, len(watched.calls())) == (JobState.FAILED, 2, 2)
    assert run.reason.startswith("错误：磁盘已满")
    assert "13812345678" not in run.reason


def test_work_done_in_part_is_done_and_says_what_was_left_out(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.order(night=(4, "门户 xiuwen 提前结束"))
    watched.go_to("2026-03-02 22:30")
    assert [(run.state, run.reason) for run in watched.books("night")] == [
        (JobState.DONE, "部分完成：门户 xiuwen 提前结束")
    ]


def test_a_job_beyond_its_limit_is_killed_with_all_it_started(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.order(night=("hang", ""))
    [plan] = [plan for plan in watched.plans if plan.name == "night"]
    watched.restart(night=replace(plan, limit=dt.timedelta(seconds=1), tries=1))
    watched.go_to("2026-03-02 22:30")
    [run] = watched.books("night")
    assert run.state is JobState.FAILED
    assert "超过时限" in run.reason
    assert not lives(int((tmp_path / "grandchild").read_text()))


def test_a_stopped_service_leaves_its_job_to_the_next_one(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.order(night=("hang", ""))
    watched.clock.time = at("2026-03-02 22:30")
    watched.clockwork.tick()
    watched.clockwork.stop()
    watched.order()
    watched.restart()
    watched.go_to("2026-03-02 22:40")
    assert states(watched) == [("2026-03-02", JobState.DONE)]


def test_a_service_that_was_killed_leaves_its_job_to_the_next_one(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.order(night=("hang", ""))
    watched.clock.time = at("2026-03-02 22:30")
    killed = watched.clockwork
    killed.tick()
    watched.order()
    watched.restart()
    watched.go_to("2026-03-02 22:40")
    assert states(watched) == [("2026-03-02", JobState.DONE)]
    assert len(watched.calls()) == 2
    killed.stop()


def test_what_was_cut_off_is_begun_at_once_as_long_as_it_may_begin(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 09:00", "post")
    watched.order(mail=("hang", ""))
    watched.clock.time = at("2026-03-02 09:09")
    watched.clockwork.tick()
    killed = watched.clockwork
    for child in killed.at_work:
        child.stop()
    watched.clock.time = at("2026-03-02 09:12")
    watched.order()
    watched.restart()
    watched.go_to("2026-03-02 09:13")
    [run] = [run for run in watched.books("post") if run.due == at("2026-03-02 09:05")]
    assert (run.state, run.attempts) == (JobState.DONE, 2)


def test_a_job_that_ends_on_a_full_disk_is_booked_once_there_is_room(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.clock.time = at("2026-03-02 22:30")
    watched.clockwork.tick()
    [child] = watched.clockwork.at_work
    child.wait()
    # the desk has the store open: what SQLite needs beside it is there
    with watched.home.store(), full_disk(), pytest.raises((*DATABASE_FAULTS, EvidenceError)):
        watched.clockwork.tick()
    watched.go_to("2026-03-02 22:40")
    assert states(watched) == [("2026-03-02", JobState.DONE)]
    assert watched.calls() == [NIGHT]


def test_what_was_due_while_the_disk_was_full_says_so(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.go_to("2026-03-02 21:50")
    with watched.home.store(), full_disk():
        for minutes in range(4, 9 * 60, 4):
            watched.clock.time = at("2026-03-02 21:50") + dt.timedelta(minutes=minutes)
            watched.clockwork.look_at_clock()
            if minutes % 60 == 20:
                with pytest.raises((*DATABASE_FAULTS, EvidenceError)):
                    watched.clockwork.tick()
    watched.go_to("2026-03-03 07:00")
    [run] = watched.books("night")
    assert run.state is JobState.MISSED
    assert "写不了台账（2026-03-02 22:10 至 2026-03-03 07:00" in run.reason
    assert "磁盘" in run.reason


def test_a_row_that_says_it_runs_and_has_no_process_is_begun_again(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.clock.time = at("2026-03-02 22:30")
    watched.clockwork.tick()
    watched.clockwork.settle()
    [run] = watched.books("night")
    with watched.home.store() as store:
        JobLedger(store).begin(run, watched.clock.now())
    watched.go_to("2026-03-02 22:40")
    assert states(watched) == [("2026-03-02", JobState.DONE)]
    assert len(watched.calls()) == 2


def test_jobs_of_one_lane_wait_for_each_other(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night", "second-pass", "third-pass", "recheck")
    watched.go_to("2026-03-03 04:30", awake=False)
    assert watched.calls() == [NIGHT, [*NIGHT, "--retry"], [*NIGHT, "--retry"]]
    watched.go_to("2026-03-03 07:00")
    assert watched.calls()[-1] == ["check"]


def test_papers_of_a_month_that_ended_in_an_outage_are_caught_up_once(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-30 12:00", "monthly-papers", "quarterly-papers")
    watched.go_to("2026-03-31 18:00")
    watched.restart()
    watched.go_to("2026-04-03 09:00", awake=False)  # the office was dark from Tuesday to Friday
    watched.go_to("2026-04-03 12:00")
    watched.restart()
    watched.go_to("2026-04-07 12:00")
    assert sorted(watched.calls()) == [["papers", "period", "2026-03"], ["papers", "period", "2026-Q1"]]
