"""When a portal that keeps failing is left in peace, and when the failures were not its own."""

from __future__ import annotations

import pytest

from county.visit import Verdict
from crawler.endings import Failure
from crawler.portal.patience import BLOCKED, DOWN, GIVE_UP_AFTER, MOST_PROBES, Patience
from crawler.reading import Effective

REFUSED = Failure(Verdict.BLOCKED, "拒绝访问", Effective.BLOCKED, general=True)
GONE = Failure(Verdict.UNREACHABLE, "页面不存在", Effective.MISSING)


def _tired(failure: Failure, times: int = GIVE_UP_AFTER) -> Patience:
    patience = Patience()
    for _ in range(times):
        patience.failed(failure)
    return patience


def test_front_page_is_asked_for_once_after_failures_in_a_row() -> None:
    patience = _tired(REFUSED)
    assert [patience.has_to_probe(), patience.has_to_probe()] == [True, False]


def test_a_good_answer_and_a_missing_page_begin_the_count_anew() -> None:
    patience = _tired(REFUSED, GIVE_UP_AFTER - 1)
    patience.answered()
    patience.failed(REFUSED)
    assert not patience.has_to_probe()
    assert not _tired(GONE).has_to_probe()


@pytest.mark.parametrize(
    ("front_page", "why"),
    [(Effective.OK, ""), (Effective.BLOCKED, BLOCKED), (Effective.ERROR, DOWN), (Effective.MAINTENANCE, DOWN)],
)
def test_the_front_page_decides(front_page: Effective, why: str) -> None:
    patience = _tired(REFUSED)
    assert patience.has_to_probe()
    assert patience.given_up_after(front_page) == why


def test_a_portal_without_a_front_page_is_blocked_or_down_as_it_failed() -> None:
    assert (_tired(REFUSED).given_up_without(), _tired(GONE).given_up_without()) == (BLOCKED, DOWN)


def test_a_portal_that_refuses_again_and_again_is_not_pressed() -> None:
    patience = Patience()
    answers = [patience.given_up_after(Effective.OK) for _ in range(MOST_PROBES + 1)]
    assert answers == [*[""] * MOST_PROBES, BLOCKED]
