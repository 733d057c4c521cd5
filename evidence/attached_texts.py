"""Texts of attachments with personal numbers, beside those of the pages that link them (附件与所属网页)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from county.finding import Finding
from county.personal import Redacted
from evidence.pack.codec import decode_text
from evidence.pack.rows import TextRow
from evidence.store import Store
from evidence.texts import decode_finding

_PAIRS = """
WITH told AS (SELECT DISTINCT text FROM text_finding WHERE finding ->> 'rule' LIKE 'personal-%'), pair AS (
    SELECT attached.page, attached.text AS ours, shown.text AS theirs, min(shown.night) AS night FROM told
    JOIN capture AS attached ON attached.text = told.text AND attached.kind = 'document' AND attached.effective = 'ok'
    JOIN attachment ON attachment.target = attached.page
    JOIN capture AS shown ON shown.page = attachment.page AND shown.effective = 'ok' AND shown.text <> ''
    GROUP BY attached.page, attached.text, shown.text
)
SELECT pair.page, night, ours.*, theirs.* FROM pair
JOIN text AS ours ON ours.id = pair.ours JOIN text AS theirs ON theirs.id = pair.theirs
ORDER BY pair.page, pair.ours, night, pair.theirs
"""
_FINDINGS = "SELECT finding FROM text_finding WHERE text = ? ORDER BY position"
_WIDTH = len(TextRow._fields)


@dataclass(frozen=True, slots=True)
class AttachedText:
    """One text of the attachment `page` with its findings, and one text of a page that links it, first seen on
    `night`."""

    page: str
    text: str
    body: Redacted
    findings: tuple[Finding, ...]
    night: str
    title: str
    beside: Redacted


@dataclass(frozen=True, slots=True)
class PairedFindings:
    """What is to be told of a text of an attachment from `night` on, when a page that masks its numbers was seen."""

    night: str
    findings: Sequence[Finding]


Paired = Mapping[tuple[str, str], PairedFindings]
"""By page and text of an attachment."""
NONE: Paired = MappingProxyType({})


def attached_texts(store: Store) -> Iterator[AttachedText]:
    """Every text of an attachment in which personal data were found, beside each text of a page that links it; by
    attachment and text, the earliest page first."""
    for page, night, *rest in store.connection.execute(_PAIRS):
        ours, theirs = TextRow(*rest[:_WIDTH]), TextRow(*rest[_WIDTH:])
        found = tuple(decode_finding(row) for (row,) in store.connection.execute(_FINDINGS, (ours.id,)))
        yield AttachedText(page, ours.id, decode_text(ours), found, night, theirs.title, decode_text(theirs))
