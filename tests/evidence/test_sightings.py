"""First seen, last seen, gone, and back again."""

from __future__ import annotations

from evidence.sightings import Look, Span, spans

A = {"a": "content"}


def _look(night: str, seen: dict[str, str] | None = None, *, whole: bool = True, missing: bool = False) -> Look:
    return Look(night, seen or {}, whole, f"capture-{night}", missing)


def _of(*looks: Look) -> list[Span]:
    return spans(looks)["a"]


def test_a_finding_is_gone_on_the_night_that_looked_and_did_not_see_it() -> None:
    [span] = _of(_look("1", A), _look("2", A), _look("3"))
    assert (span.first_seen, span.last_seen, span.gone_on) == ("1", "2", "3")
    assert span.captures == ["capture-1", "capture-2"]


def test_an_unreadable_night_proves_nothing() -> None:
    assert _of(_look("1", A), _look("2", whole=False))[-1].gone_on == ""


def test_a_page_is_gone_after_two_missing_nights() -> None:
    once = _of(_look("1", A), _look("2", whole=False, missing=True))
    twice = _of(_look("1", A), _look("2", whole=False, missing=True), _look("3", whole=False, missing=True))
    assert (once[-1].gone_on, twice[-1].gone_on) == ("", "3")


def test_what_comes_back_begins_a_new_span_and_leaves_the_old_one_as_it_was() -> None:
    before = _of(_look("1", A), _look("2"))
    after = _of(_look("1", A), _look("2"), _look("3", A))
    assert after[0] == before[0]
    assert (after[1].first_seen, after[1].gone_on) == ("3", "")


def test_what_says_something_else_begins_a_new_span() -> None:
    first, second = _of(_look("1", A), _look("2", {"a": "other"}))
    assert (first.content, first.last_seen, first.gone_on) == ("content", "1", "")
    assert (second.content, second.first_seen) == ("other", "2")
