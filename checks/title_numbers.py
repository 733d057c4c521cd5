"""Whole personal numbers in a title (标题中的号码), judged by the checks of a text as a text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.inputs import CheckedText
from checks.registry import Check, PageRule
from county.finding import Finding
from county.personal import Redacted
from county.text import Text

_BODY, _TITLE = "正文中", "标题中"


def found_in_title(text: CheckedText, checks: Iterable[Check[PageRule]], known: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on the numbers of the title that are not `known` from the body."""
    if not text.title_numbers:
        return
    told = {(finding.rule, finding.words) for finding in known}
    alone = replace(text, title="", body=Redacted(Text(text.title), text.title_numbers), title_numbers=())
    starts = {number.start for number in text.title_numbers}
    for check in checks:
        for finding in check.run(alone):
            if finding.start in starts and (finding.rule, finding.words) not in told:
                yield replace(finding, why=finding.why.replace(_BODY, _TITLE, 1), start=-1, end=-1)
