"""A fortnight of the rehearsal (`make soak` lives through a year): outages befall the service, its books stay right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest

from bench.soak.mailbox import Mailbox
from bench.soak.portal import GrowingPortal
from bench.soak.rehearsal import Outage, Rehearsal
from evidence.job_ledger import JobState

FIRST = dt.date(2027, 1, 4)
NIGHTS = 14
OUTAGES = {2: Outage.POWER_CUT, 4: Outage.PORTAL_DOWN, 6: Outage.SET_BACK, 8: Outage.MAIL_DOWN, 10: Outage.DAY_OFF}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """Two weeks, with mails sent on Tuesdays: the second Tuesday finds the mail server down."""
    mailbox = Mailbox()
    with GrowingPortal(FIRST, FIRST) as portal:
        rehearsal = Rehearsal(tmp_path_factory.mktemp("fortnight") / "home", portal, mailbox, FIRST, "周二")
        try:
            rehearsal.live(NIGHTS, OUTAGES)
            yield rehearsal
        finally:
            mailbox.up(False)


def test_every_night_ends_in_one_row_and_nothing_is_lost_or_doubled(lived: Rehearsal) -> None:
    assert list(lived.complaints(NIGHTS)) == []
    states = Counter(run.state for run in lived.nights())
    assert states[JobState.DONE] >= NIGHTS - 1


def test_the_power_cut_cost_a_second_begin_and_no_night(lived: Rehearsal) -> None:
    [night] = [run for run in lived.nights() if run.day == FIRST + dt.timedelta(days=2)]
    assert (night.state, night.attempts) == (JobState.DONE, 2)


def test_the_weekly_mails_of_the_first_tuesday_came_once(lived: Rehearsal) -> None:
    assert len(lived.mailbox.subjects) == lived.weeks_told() == 3
