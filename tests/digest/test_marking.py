"""The faulty words of a quote set apart (标红)."""

from __future__ import annotations

import pytest

from digest.marking import Part, marked


@pytest.mark.parametrize(
    ("quote", "words", "faults"),
    [
        ("会议布署了工作，再次布署。", "布署", ["布署", "布署"]),
        ("扫黑 险 恶专项", "扫黑险恶", ["扫黑 险 恶"]),
        ("电话１３８****１２３４。", "138****1234", ["１３８****１２３４"]),
        ("会议部署了工作。", "布署", []),
        ("会议部署了工作。", "", []),
        ("", "布署", []),
    ],
)
def test_the_words_are_found_as_the_matcher_reads_them(quote: str, words: str, faults: list[str]) -> None:
    parts = marked(quote, words)
    assert "".join(part.text for part in parts) == quote
    assert [part.text for part in parts if part.fault] == faults


def test_a_quote_of_nothing_but_the_words_is_one_part() -> None:
    assert marked("布署", "布署") == (Part("布署", fault=True),)
