"""A fortnight of the rehearsal (`make soak` lives through a year): outages befall the service, its books stay right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from bench.soak.books import Books
from bench.soak.disk import Disk
from bench.soak.machine import SAID
from bench.soak.mailbox import Mailbox
from bench.soak.offices import OFFICES, Programme
from bench.soak.portal import GrowingPortal
from bench.soak.rehearsal import Rehearsal
from bench.soak.report import write_report
from bench.soak.year import DAY, Outage
from evidence.job_ledger import JobState

FIRST = dt.date(dt.date.today().year + 1, 1, 4)
FIRST += (7 - FIRST.weekday()) % 7 * DAY
"""A Monday to come."""
NIGHTS = 14
OUTAGES = {
    1: Outage.WRONG_ZONE,
    2: Outage.CUT_IN_CRAWL,
    4: Outage.PORTAL_DOWN,
    5: Outage.DISK_FULL,
    6: Outage.SET_BACK,
    8: Outage.CUT_IN_POST,
    11: Outage.DAY_OFF,
}
JOBS = {"night": "spread_minutes = 0", "post": 'at = "09:05"\nlast = "09:05"\ndays = "周二"', "weekly": ""}
"""Mails go out on Tuesdays: on the second one the power fails while they do."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    """Two weeks of three units."""
    mailbox, programme = Mailbox(), Programme(FIRST, (OFFICES[0], OFFICES[2], OFFICES[5]))
    with Disk(tmp_path_factory.mktemp("fortnight") / "home") as disk, GrowingPortal(programme) as portal:
        rehearsal = Rehearsal(disk, portal, mailbox, JOBS)
        try:
            rehearsal.live(NIGHTS, OUTAGES)
            yield Books(rehearsal, NIGHTS)
        finally:
            rehearsal.machine.kill()
            rehearsal.machine.off()
            mailbox.up(False)


def test_every_night_ends_in_one_row_and_nothing_is_lost_or_doubled(lived: Books) -> None:
    assert list(lived.complaints()) == []
    states = Counter(run.state for run in lived.night_runs)
    assert states[JobState.DONE] >= NIGHTS - 2


def test_the_power_cut_cost_a_second_begin_and_no_night(lived: Books) -> None:
    [night] = [run for run in lived.night_runs if run.day == FIRST + 2 * DAY]
    assert (night.state, night.attempts) == (JobState.DONE, 2)


def test_the_full_disk_was_told_and_its_night_done_once_there_was_room(lived: Books) -> None:
    [night] = [run for run in lived.night_runs if run.day == FIRST + 5 * DAY]
    said = (lived.rehearsal.home.folder.parent / SAID).read_text(encoding="utf-8")
    assert night.state is JobState.DONE
    assert any(word in said for word in ("磁盘", "disk"))


def test_the_mail_that_was_cut_off_is_in_doubt_and_was_not_sent_again(lived: Books) -> None:
    assert lived.doubtful <= 1
    assert set(lived.rehearsal.mailbox.counts().values()) == {1}


def test_the_report_is_written_and_its_picture_shows_every_night(lived: Books, tmp_path: Path) -> None:
    said = write_report(tmp_path, lived, [], 1.0)
    assert "nothing to complain of" in said
    squares = etree.parse(tmp_path / "nights.svg").findall(".//{*}title")
    assert len(squares) == NIGHTS
