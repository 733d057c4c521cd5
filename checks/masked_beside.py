"""A number that the page masks and its attachment shows whole (网页遮掩、附件未遮掩): told with the finding of the
attachment, by what both leave open of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from county.finding import Finding
from county.personal import PersonalNumber, Redacted

_STAR = "[*＊×●■█✱•Xx]"
_MASK = re.compile(
    rf"(?<![0-9A-Za-z*＊])(?P<head>\d{{2,10}}){_STAR}{{2,16}}(?P<tail>\d{{3,6}}|\d{{2,5}}[Xx])(?![0-9A-Za-z*＊])"
)
_KEPT = re.compile(r"([0-9A-Za-z]*)\*+([0-9A-Za-z]*)\Z")
_FEWEST_TAIL = 3
_FEWEST_OPEN = 6
"""Signs that both must leave open, and be equal in, to be taken for one number: three of the tail among them."""
_REGION = 6
"""Signs before the stars that tell an id even where the stars are not as many as the signs they stand for."""


@dataclass(frozen=True, slots=True)
class _Mask:
    head: str
    tail: str
    shown: str


@dataclass(frozen=True, slots=True)
class PageMasks:
    """The numbers that a page masks itself; those masked at capture are whole numbers. `page` is what people call it:
    网页《…》."""

    page: str
    masks: dict[str, list[_Mask]]

    @classmethod
    def of(cls, page: str, body: Redacted) -> Self:
        """The masks in `body`."""
        whole = {number.start for number in body.numbers}
        masks: defaultdict[str, list[_Mask]] = defaultdict(list)
        for match in _MASK.finditer(body.text.content):
            if match.start() not in whole:
                mask = _Mask(match["head"], match["tail"].upper(), match[0])
                masks[mask.tail[-_FEWEST_TAIL:]].append(mask)
        return cls(page, dict(masks))

    def shown(self, number: PersonalNumber) -> str:
        """How the page shows that number, "" where it does not mask it."""
        kept = _KEPT.match(number.masked)
        if kept is None:
            return ""
        head, tail = kept.groups()
        for mask in self.masks.get(tail[-_FEWEST_TAIL:], ()):
            begin, end = min(len(head), len(mask.head)), min(len(tail), len(mask.tail))
            alike = head[:begin] == mask.head[:begin] and tail[-end:] == mask.tail[-end:]
            as_long = len(mask.shown) == len(number.masked) or len(mask.head) >= _REGION
            if alike and as_long and begin + end >= _FEWEST_OPEN:
                return mask.shown
        return ""


def paired(findings: Iterable[Finding], body: Redacted, page: PageMasks) -> Iterator[Finding]:
    """The findings in an attachment's `body`; those on whole numbers that `page` masks say so."""
    at = {number.start: number for number in body.numbers}
    for finding in findings:
        first = at.get(finding.start) if page.masks else None
        shown = [mask for number in _numbers_of(finding, first, body) if (mask := page.shown(number))] if first else []
        yield replace(finding, why=finding.why + _told(page.page, shown, finding.count)) if shown else finding


def _told(page: str, shown: list[str], count: int) -> str:
    which = "这个号码" if count == 1 else f"其中 {len(shown)} 个号码"
    return f"；{page}把{which}遮掩了（{shown[0]}），附件里却是全号"


def _numbers_of(finding: Finding, first: PersonalNumber, body: Redacted) -> list[PersonalNumber]:
    """The numbers that a finding tells of: one, or those of its kind from the first of them on, to the end of the table
    where it is in one."""
    if finding.count == 1:
        return [first]
    ends = (table.end for table in body.text.tables if table.start <= first.start < table.end)
    end = next(ends, len(body.text.content))
    return [number for number in body.numbers if first.start <= number.start < end and number.kind is first.kind]
