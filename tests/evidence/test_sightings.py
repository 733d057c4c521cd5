"""First seen, last seen, gone, and back again."""

from __future__ import annotations

from evidence.sightings import Look, spans

A = frozenset({"a"})
NONE: frozenset[str] = frozenset()


def _look(night: str, ids: frozenset[str] = NONE, *, whole: bool = True, missing: bool = False) -> Look:
    return Look(night, ids, whole, f"capture-{night}", missing)


def test_a_finding_is_gone_on_the_night_that_looked_and_did_not_see_it() -> None:
    span = spans([_look("1", A), _look("2", A), _look("3")])["a"]
    assert (span.first_seen, span.last_seen, span.gone_on) == ("1", "2", "3")
    assert span.captures == ["capture-1", "capture-2"]


def test_an_unreadable_night_proves_nothing() -> None:
    assert spans([_look("1", A), _look("2", whole=False)])["a"].gone_on == ""


def test_a_page_is_gone_after_two_missing_nights() -> None:
    once = spans([_look("1", A), _look("2", whole=False, missing=True)])["a"]
    twice = spans([_look("1", A), _look("2", whole=False, missing=True), _look("3", whole=False, missing=True)])["a"]
    assert (once.gone_on, twice.gone_on) == ("", "3")


def test_what_comes_back_is_not_gone() -> None:
    span = spans([_look("1", A), _look("2"), _look("3", A)])["a"]
    assert (span.first_seen, span.last_seen, span.gone_on) == ("1", "3", "")
