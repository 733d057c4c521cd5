"""Requests that wait: one stands for all of a list page, and each is asked for in its turn."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request

from crawler.portal.turns import Turns, in_turn


def _requests(*names: str, made: list[str] | None = None) -> Iterator[Request]:
    for name in names:
        if made is not None:
            made.append(name)
        yield Request(f"http://portal/{name}", meta={"page": name})


def _asked(queue: Turns) -> list[str]:
    return [request.meta["page"] for request in iter(queue.pop, None)]


def test_each_is_made_when_the_one_before_it_is_asked_for() -> None:
    queue, made = Turns(), list[str]()
    for request in in_turn(_requests("a", "b", "c", made=made)):
        queue.push(request)
    assert (len(queue), made) == (1, ["a"])
    assert queue.pop().meta == {"page": "a"}
    assert (len(queue), made) == (1, ["a", "b"])
    assert _asked(queue) == ["b", "c"]
    assert len(queue) == 0


def test_none_stands_for_none() -> None:
    assert list(in_turn(_requests())) == []


def test_lists_and_single_requests_wait_side_by_side() -> None:
    queue = Turns()
    for request in (*in_turn(_requests("a", "b")), *_requests("single"), *in_turn(_requests("c", "d"))):
        queue.push(request)
    assert _asked(queue) == ["c", "d", "single", "a", "b"]


def test_a_request_that_comes_back_stands_for_itself() -> None:
    queue = Turns()
    for request in in_turn(_requests("a", "b")):
        queue.push(request)
    again = queue.pop().copy()
    queue.push(again)
    assert _asked(queue) == ["a", "b"]
