"""A finding (问题): what breaks a rule, where, in which words, and why."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is. 疑似 awaits better evidence, 提示 is for the eye only."""

    SERIOUS = "严重"
    GENERAL = "一般"
    SUSPECTED = "疑似"
    NOTICE = "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding explains itself. `words` are the matched words, normalised and masked, or what names the fault of a
    column ("2026-W07"); `sentence` is the sentence round them, normalised. Both make the identity with the rule and the
    subject; positions never do. `quote` is for people: the words in their context. `count` is how many rows or places
    the finding stands for. `start` and `end` are where its first place stands in the text's body, -1 where that is the
    title or no text. `basis` is what the judgement rests on (依据) where that is more than the rule's own."""

    rule: str
    level: Level
    words: str
    why: str
    sentence: str = ""
    quote: str = ""
    suggestion: str = ""
    count: int = 1
    basis: str = ""
    start: int = -1
    end: int = -1
    due: str = ""
    """Day (ISO) from which it holds, "" for at once: seen on an earlier night it is no finding yet (公示期满)."""

    def id(self, subject: str) -> str:
        """Identity of this finding on `subject`, the id of a page or the key of a column."""
        identity = "\n".join((self.rule, subject, self.words, self.sentence))
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


class FindingState(StrEnum):
    """Where a finding stands. `gone` was no longer there when its place was last read completely."""

    OPEN = "open"
    GONE = "gone"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding as the evidence knows it at the end of a night. `subject` is the id of the page or the key of the
    column it stands on, or "portal:address" where it stands on the portal itself: then `unit` is "" and no unit's score
    knows of it; `url` its address (masked), `first_seen` and `last_seen` are nights; `gone` says that it
    was no longer there, also where a decision has the last word on its state."""

    id: str
    finding: Finding
    unit: str
    column: str
    subject: str
    url: str
    first_seen: dt.date
    last_seen: dt.date
    state: FindingState
    gone: bool = False
