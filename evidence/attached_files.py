"""Attachments of pages that are gone (网页撤下后的附件): a file that still opens at its address was not taken down with
its page."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from county.recheck import Files
from evidence.link_answers import GOOD
from evidence.store import Store

GONE = ("missing", "stub")
"""What a page answers that is no longer there."""
_LINKED = """
SELECT page, target FROM attachment WHERE EXISTS (
    SELECT 1 FROM capture WHERE capture.page = attachment.page AND effective IN ('missing', 'stub')
) AND last_night = (SELECT max(last_night) FROM attachment AS other WHERE other.page = attachment.page)
AND EXISTS (SELECT 1 FROM capture WHERE capture.page = target AND effective = 'ok')
"""
"""The files that a page linked when it was last read, as far as they were ever there."""
_LOOKS = """
WITH wanted AS (SELECT value AS page FROM json_each(:pages))
SELECT page, night, fetched_at, effective FROM capture WHERE page IN wanted
UNION ALL SELECT page, night, seen_at, 'same' FROM sighting WHERE page IN wanted ORDER BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Left:
    """What became of the files of a page that is gone; `asked` says that each unseen one was asked for in vain."""

    files: Files
    asked: bool = False


_Looks = Sequence[tuple[str, str]]
"""Nights, each with what was answered, oldest first."""


@dataclass(frozen=True, slots=True)
class AttachedFiles:
    """Pages that were ever gone, their files, and the looks at both."""

    _files: Mapping[str, Sequence[str]]
    _pages: Mapping[str, Sequence[str]]
    _looks: Mapping[str, _Looks]

    @classmethod
    def of(cls, store: Store) -> AttachedFiles:
        """All that the store knows."""
        files: defaultdict[str, list[str]] = defaultdict(list)
        pages: defaultdict[str, list[str]] = defaultdict(list)
        for page, target in store.connection.execute(_LINKED):
            files[page].append(target)
            pages[target].append(page)
        looks: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for page, night, _, effective in store.connection.execute(_LOOKS, {"pages": _marks(files, pages)}):
            looks[page].append((night, effective))
        return cls(files, pages, looks)

    def left_by(self, page: str, night: str) -> Left:
        """What stood of its files at the end of that night, on which the page was gone."""
        begun = self._gone_since(page, night)
        looks = [self._since(file, begun, night) for file in self._files.get(page, ())]
        last = [next((one for one in reversed(seen) if one in GOOD or one in GONE), "") for seen in looks]
        if any(one in GOOD for one in last):
            return Left(Files.OPEN)
        if all(one in GONE for one in last):
            return Left(Files.GONE)
        return Left(Files.UNSEEN, asked=all(seen for seen in looks))

    def is_orphan(self, file: str, night: str) -> bool:
        """Whether every page that links the file was gone at the end of that night."""
        pages = self._pages.get(file, ())
        return bool(pages) and all(self._gone_since(page, night) for page in pages)

    def _gone_since(self, page: str, night: str) -> str:
        """The first night of the stretch on which it is gone, "" where it is not."""
        known = self._looks.get(page, ())
        until = known[: bisect_right(known, (night, "\uffff"))]
        told = [one for one in until if one[1] in GOOD or one[1] in GONE]
        gone = list(takewhile(lambda one: one[1] in GONE, reversed(told)))
        return gone[-1][0] if gone else ""

    def _since(self, file: str, begun: str, night: str) -> list[str]:
        return [effective for when, effective in self._looks.get(file, ()) if begun <= when <= night]


def _marks(*known: Mapping[str, object]) -> str:
    return json.dumps(sorted({page for pages in known for page in pages}))
