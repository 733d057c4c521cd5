"""(三) "1.…引发行政复议、行政诉讼且被依法纠错的,得0分; 2.对依申请公开信件不回复的,得0分。" (2分)"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from made_evidence import make_evidence, make_unit, score_clause
from made_registers import day, event, request

from county.register import Event, Registers, Request
from scoring import ClauseScore, EntryState, Scheme, load_scheme
from scoring.settings import LateReply, Settings


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("xiuwen")


def assessed(scheme: Scheme, *requests: Request, events: tuple[Event, ...] = (), as_of: str = "12-31") -> ClauseScore:
    registers = Registers(requests=requests, events=events)
    return score_clause(scheme, make_evidence(make_unit(), as_of=day(as_of), registers=registers), "(三)")


def with_settings(scheme: Scheme, **changed: object) -> Scheme:
    settings: Settings = dataclasses.replace(scheme.settings, **changed)  # type: ignore[arg-type]
    return dataclasses.replace(scheme, settings=settings)


def test_answered_in_time_keeps_the_points(scheme: Scheme) -> None:
    result = assessed(scheme, request("03-04", "04-01"))
    assert (result.points, result.earned, result.entries) == (2, 2, ())


def test_a_corrected_handling_leaves_nothing(scheme: Scheme) -> None:
    result = assessed(scheme, request("03-04", "03-20", corrected=True))
    assert (result.earned, result.entries[0].evidence) == (0, ("request:YS-1",))
    assert result.entries[0].why == "依申请公开 2024-1：办理被依法纠错，扣 2 分，得 0 分。"


def test_two_wrongs_take_two_points_and_not_four(scheme: Scheme) -> None:
    wrong = [request("03-04", corrected=True, number=number) for number in (1, 2)]
    result = assessed(scheme, *wrong)
    assert (result.earned, [entry.points for entry in result.entries]) == (0, [-2, 0])


def test_an_answer_that_the_register_lacks_is_suspected_only(scheme: Scheme) -> None:
    """20 working days after Monday, 4 March 2024, with 清明 on 4 and 5 April: 1 April."""
    assert assessed(scheme, request("03-04"), as_of="04-01").entries == ()
    result = assessed(scheme, request("03-04"), as_of="04-02")
    (entry,) = result.entries
    assert (result.earned, entry.state, entry.at_stake, entry.day) == (2, EntryState.PENDING, 2, day("04-01"))
    complete = with_settings(scheme, register_complete_from=day("01-01"))
    assert assessed(complete, request("03-04"), as_of="04-02").earned == 0


def test_a_signed_event_leaves_nothing_and_an_unsigned_one_all(scheme: Scheme) -> None:
    assert assessed(scheme, events=(event("(三)"),)).earned == 0
    unsigned = assessed(scheme, events=(event("(三)", signed_by=""),))
    assert (unsigned.earned, unsigned.at_stake) == (2, 2)


def test_a_late_answer_costs_where_the_county_says_so(scheme: Scheme) -> None:
    late = request("03-04", "04-10")
    assert assessed(scheme, late).earned == 2
    assert assessed(with_settings(scheme, late_reply=LateReply.ZERO), late).earned == 0


def test_a_request_counts_in_the_year_of_its_last_day(scheme: Scheme) -> None:
    december = dataclasses.replace(request("03-04", corrected=True), received=dt.date(2023, 12, 25))
    assert assessed(scheme, december, as_of="02-01").earned == 0
    assert assessed(scheme, dataclasses.replace(december, received=dt.date(2023, 11, 1))).earned == 2
