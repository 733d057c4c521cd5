"""The re-check (复核) of a finding: what one look at its place says of it. It closes nothing; people do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from county.finding import Finding
from county.normal import squeeze


class Outcome(StrEnum):
    """What a re-check saw; values are stored contracts."""

    FIXED = "fixed"
    PAGE_GONE = "page-gone"
    ATTACHMENT_OPEN = "attachment-open"
    REWORDED = "words-not-in-context"
    STILL_THERE = "still-there"
    CANNOT_TELL = "cannot-tell"

    @property
    def is_mended(self) -> bool:
        """Whether nothing of the fault was left, as far as a machine can see."""
        return self in (Outcome.FIXED, Outcome.PAGE_GONE)

    @property
    def is_unmended(self) -> bool:
        """Whether the fault, or a file that belongs to it, was seen again."""
        return self in (Outcome.STILL_THERE, Outcome.ATTACHMENT_OPEN)


OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.FIXED: "已改正",
    Outcome.PAGE_GONE: "网页已不存在",
    Outcome.ATTACHMENT_OPEN: "网页已不存在，附件仍可打开",
    Outcome.REWORDED: "原文已改，需人看",
    Outcome.STILL_THERE: "仍在",
    Outcome.CANNOT_TELL: "没能看清",
}


class Answer(StrEnum):
    """What the place answered: a text, that it does not exist, or neither of these."""

    READ = "read"
    GONE = "gone"
    NONE = "none"


class Files(StrEnum):
    """The attachments of a page that is gone: all gone too (or there never were any), one can still be opened, or one
    was not seen since."""

    GONE = "gone"
    OPEN = "open"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Reread:
    """One look at the place of a finding. `found`: the checks still report it; `again`: they report the same words in a
    sentence that was not there before; `whole`: the place was read to its end. `text` is title and body as kept, ""
    where the place has no text of its own (a column, a portal). `files` matter where the page is gone; `orphan` says
    that the place is a file whose page is gone. `reason` is what was answered where that was no text."""

    answer: Answer
    found: bool = False
    again: bool = False
    whole: bool = True
    text: str = ""
    files: Files = Files.GONE
    orphan: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recheck:
    """The outcome, and one Chinese sentence beside its name, "" where the name says all."""

    outcome: Outcome
    reason: str = ""


_AGAIN = "原句有改动，但同样的词还在页面上。"
_ORPHAN = "问题就在附件里，须撤下或改正附件。"
_FILE_OPEN = "附件须一并撤下。"
_FILE_UNSEEN = "网页已不存在，它的附件没有复核到。"
_NOT_WHOLE = "这次没有读完整。"
_REWRITTEN = "命中的词已不在，但前后文也找不到了，网页可能重写或换了内容。"


def judge(finding: Finding, look: Reread) -> Recheck:
    """What that look says of the finding. What was not read to its end proves no absence (没有看到不等于没有)."""
    if look.answer is Answer.GONE:
        return _gone(look)
    if look.found and look.orphan:
        return Recheck(Outcome.ATTACHMENT_OPEN, _ORPHAN)
    if look.found:
        return Recheck(Outcome.STILL_THERE)
    if look.answer is Answer.NONE or not look.whole:
        return Recheck(Outcome.CANNOT_TELL, look.reason or _NOT_WHOLE)
    if look.again:
        return Recheck(Outcome.STILL_THERE, _AGAIN)
    if look.text and not stands_in_context(finding, look.text):
        return Recheck(Outcome.REWORDED, _REWRITTEN)
    return Recheck(Outcome.FIXED)


def _gone(look: Reread) -> Recheck:
    match look.files:
        case Files.OPEN:
            return Recheck(Outcome.ATTACHMENT_OPEN, _FILE_OPEN)
        case Files.UNSEEN:
            return Recheck(Outcome.CANNOT_TELL, _FILE_UNSEEN)
        case _:
            return Recheck(Outcome.PAGE_GONE, look.reason)


CONTEXT = 10
"""Characters next to the words that are looked for again."""
LEAST_CONTEXT = 5
"""Fewer characters tell no place from another by themselves."""
_DIGITS = re.compile("[0-9]+")
_CUT = "…"


def stands_in_context(finding: Finding, text: str) -> bool:
    """Whether what stood right before or right after the words still stands in `text`, the words apart: the place was
    mended and not taken away. True where the finding knows no surroundings: there is nothing to look for."""
    searched = _plain(text)
    for passage in (finding.sentence, finding.quote):
        sides = _sides(_plain(passage.replace(_CUT, "")), _plain(finding.words))
        if long := [side for side in sides if len(side) >= LEAST_CONTEXT]:
            return any(side in searched for side in long)
    return True


def _sides(passage: str, words: str) -> tuple[str, ...]:
    """What stands next to the words in the passage, () where the words are not in it."""
    before, found, after = passage.partition(words) if words else (passage, "", "")
    return (before[-CONTEXT:], after[:CONTEXT]) if found else ()


def _plain(text: str) -> str:
    """Without blanks, figures told apart by nothing: a counter, a date or a mask makes no other place."""
    return _DIGITS.sub("#", squeeze(text).text)
