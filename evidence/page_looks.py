"""Looks at pages and attachments (逐夜所见): what each capture and each sighting said of what the checks find there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from county.recheck import Files
from evidence.attached_files import GONE, AttachedFiles
from evidence.attached_texts import Paired, PairedFindings
from evidence.link_answers import GOOD
from evidence.sightings import WHOLE_QUALITY, Look
from evidence.store import Store
from evidence.texts import decode_finding, encode_finding

_ON_TEXTS = "SELECT text, finding FROM text_finding ORDER BY text, position"
_LOOKS = """
WITH concerned AS (SELECT DISTINCT page FROM capture WHERE text IN (SELECT text FROM text_finding))
SELECT page, night, fetched_at, id, text, effective, url, quality, reason, run FROM capture WHERE page IN concerned
UNION ALL SELECT page, night, seen_at, '', '', 'same', '', 1, '', run FROM sighting WHERE page IN concerned
ORDER BY 1, 2, 3
"""
_ANSWERED = """
SELECT run FROM visit WHERE verdict IN ('complete', 'partial') UNION SELECT run FROM link_answer WHERE effective = 'ok'
"""
"""Runs in which the portal answered: the others prove of no page that it is gone."""
_NO_ANSWERS = "这一次门户的栏目都没有读到，网页答复不存在也不能当作已撤下。"
_NO_TEXT = "没有读出正文。"
_NOT_WHOLE = "网页只读出一部分。"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A page or an attachment with all looks at it, oldest first; `url` is the newest address that gave a text."""

    page: str
    url: str
    looks: Sequence[Look]


class _Row(NamedTuple):
    page: str
    night: str
    at: str
    capture: str
    text: str
    effective: str
    url: str
    quality: float
    reason: str
    run: str


_Due = Mapping[str, tuple[str, str]]
"""Content of a finding by its identity, with the night from which it is due, "" for any."""


@dataclass(slots=True)
class _Shown:
    """What the last good capture of a page shows."""

    text: str = ""
    whole: bool = False
    reason: str = ""
    witness: str = ""
    url: str = ""
    seen: _Due = field(default_factory=dict)
    pair: PairedFindings | None = None


def page_looks(store: Store, paired: Paired) -> Iterator[LookedAt]:
    """Every page and attachment with a text in which something was ever found."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for text, finding in store.connection.execute(_ON_TEXTS):
        texts[text].append(finding)
    reading = _Reading(texts, paired, AttachedFiles.of(store), {run for (run,) in store.connection.execute(_ANSWERED)})
    rows = map(_Row._make, store.connection.execute(_LOOKS))
    for page, looked in groupby(rows, key=itemgetter(0)):
        yield reading.looked_at(page, list(looked))


@dataclass(frozen=True, slots=True)
class _Reading:
    texts: Mapping[str, Sequence[str]]
    paired: Paired
    files: AttachedFiles
    answered: set[str]

    def looked_at(self, page: str, rows: Iterable[_Row]) -> LookedAt:
        shown = _Shown()
        looks = [self._look(row, shown) for row in rows]
        return LookedAt(page, shown.url, looks)

    def _look(self, row: _Row, shown: _Shown) -> Look:
        """One look; `shown` is brought up to date with it."""
        if row.effective == "ok":
            self._read(row, shown)
        if shown.pair and shown.pair.night <= row.night:
            shown.seen = _identified(map(encode_finding, shown.pair.findings), row.page)
        if row.effective in GONE:
            return self._gone(row)
        if row.effective not in GOOD or not shown.text:
            reason = row.reason or shown.reason or _NO_TEXT
            return Look(row.night, {}, whole=False, witness=row.capture or shown.witness, reason=reason)
        return Look(
            row.night,
            {id_: content for id_, (content, since) in shown.seen.items() if since <= row.night},
            shown.whole,
            row.capture,
            witness=row.capture or shown.witness,
            reason="" if shown.whole else shown.reason or _NOT_WHOLE,
            text=shown.text,
            orphan=self.files.is_orphan(row.page, row.night),
        )

    def _read(self, row: _Row, shown: _Shown) -> None:
        shown.url, shown.witness, shown.reason = row.url, row.capture, row.reason
        shown.text, shown.whole = row.text, row.quality >= WHOLE_QUALITY
        if row.text:
            shown.seen = _identified(self.texts.get(row.text, ()), row.page)
            shown.pair = self.paired.get((row.page, row.text))

    def _gone(self, row: _Row) -> Look:
        if row.run not in self.answered:
            return Look(row.night, {}, whole=False, witness=row.capture, reason=_NO_ANSWERS)
        left = self.files.left_by(row.page, row.night)
        kept = left.files is Files.OPEN or left.asked
        return Look(
            row.night,
            {},
            whole=False,
            missing=not kept,
            witness=row.capture,
            reason=row.reason,
            gone=True,
            files=left.files,
        )


def _identified(contents: Iterable[str], subject: str) -> _Due:
    decoded = ((decode_finding(content), content) for content in contents)
    return {finding.id(subject): (content, finding.due) for finding, content in decoded}
