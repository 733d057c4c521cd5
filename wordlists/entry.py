"""Entries of the word lists (词条): what is wrong, how grave, what is right, on what basis, when and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from county.finding import Level


class Where(StrEnum):
    """Where an entry applies; the value is what the office writes."""

    TITLE = "标题"
    BODY = "正文"
    ANY = "不限"


@dataclass(frozen=True, slots=True)
class Entry:
    """A wrong word (错敏词), normalised. `right` is "" where nothing takes its place. `since` and `until` are the first
    and last day of the texts it judges: an old file must not be judged by later wording. `source` is file and line."""

    word: str
    level: Level
    right: str
    basis: str
    since: dt.date | None = None
    until: dt.date | None = None
    where: Where = Where.ANY
    note: str = ""
    source: str = ""

    @property
    def always(self) -> bool:
        """Whether it judges every text at every place."""
        return self.where is Where.ANY and self.since is None and self.until is None

    def applies(self, where: Where, day: dt.date | None) -> bool:
        """Whether it judges a text of that day at that place. A dated entry never judges an undated text."""
        if Where.ANY not in (self.where, where) and self.where is not where:
            return False
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An allowed phrase (放行短语): a wrong word inside it is none. In `head…tail` up to thirty characters of the same
    sentence may stand between ("既使…又"); `tail` is "" otherwise. `source` is file and line."""

    head: str
    tail: str = ""
    note: str = ""
    source: str = ""
