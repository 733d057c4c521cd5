"""Numbers in titles: judged like those of the body, told once."""

from __future__ import annotations

from dataclasses import replace

from made_history import checked

from checks import CheckedText, check_page
from county.finding import Level
from county.personal import Redactor
from county.text import Text

NUMBER = "11010519491231002X"
"""The example of GB 11643."""


def titled(title: str, body: str = "现将有关情况公示如下。") -> CheckedText:
    redacted = Redactor(b"key").redact(Text(title))
    return replace(checked(body, title=redacted.text.content), title_numbers=redacted.numbers)


def test_a_number_in_the_title_is_told_as_the_title_s() -> None:
    [finding] = check_page(titled(f"关于王某（身份证号{NUMBER}）的公示"))
    assert (finding.rule, finding.level, finding.words) == ("personal-id", Level.SERIOUS, "110105********002X")
    assert (finding.start, finding.end) == (-1, -1)
    assert finding.why.startswith("标题中有完整的")


def test_what_the_body_repeats_is_told_once() -> None:
    found = check_page(titled(f"王某（身份证号{NUMBER}）", f"王某的身份证号为{NUMBER}。"))
    assert [finding.start >= 0 for finding in found if finding.rule == "personal-id"] == [True]


def test_a_mask_in_the_title_is_none() -> None:
    assert check_page(titled("关于王某（身份证号110105********002X）的公示")) == []
