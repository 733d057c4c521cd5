"""One finding with all that a person needs to judge it (证据): content, place, page, dates, captures."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from county.finding import Finding, Level
from evidence.texts import decode_finding


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """A finding as it stood last. Nights are ISO days; `capture` is the id of the capture that shows it, "" where none
    does; `fetched_at`, `sha256`, `warc` and `offset` are of that capture, `title`, `displayed`, `meta` and `source` of
    the page in it, `listed` is the date in the column's list; each "" where it is not known."""

    id: str
    finding: Finding
    unit: str
    column: str
    subject: str
    url: str
    first_seen: str
    last_seen: str
    gone_on: str
    capture: str
    fetched_at: str
    sha256: str
    kind: str
    warc: str
    offset: int
    title: str
    displayed: str
    meta: str
    source: str
    listed: str


_DETAIL = """
SELECT finding.id, span.content, finding.unit, finding."column", finding.subject, span.url, finding.first_seen,
    finding.last_seen, finding.gone_on, span.capture, coalesce(fetched_at, ''), coalesce(body_sha256, ''),
    coalesce(kind, ''), coalesce(run || '/' || warc, ''), coalesce(offset, 0), coalesce(text.title, ''),
    coalesce(displayed, ''), coalesce(meta, ''), coalesce(source, ''), coalesce((
        SELECT listed FROM entry WHERE page = finding.subject AND "column" = finding.unit || '/' || finding."column"
    ), '')
FROM finding JOIN finding_span AS span ON span.finding = finding.id
LEFT JOIN capture ON capture.id = span.capture LEFT JOIN text ON text.id = capture.text
LEFT JOIN article ON article.capture = capture.id
WHERE finding.id = ? ORDER BY span.first_seen DESC LIMIT 1
"""


_CLOSED = """
SELECT rule, level, words, unit, "column", subject, url, first_seen, last_seen, gone_on, title FROM queue
WHERE finding = ? AND status = 'rule-closed'
"""


def finding_detail(connection: sqlite3.Connection, finding: str) -> FindingDetail | None:
    """The finding of that id as it stood last, None where there is none. Of one that was closed because a rule changed
    no more is left than the queue and the decisions hold."""
    row = connection.execute(_DETAIL, (finding,)).fetchone()
    return FindingDetail(row[0], decode_finding(row[1]), *row[2:]) if row else _closed(connection, finding)


def _closed(connection: sqlite3.Connection, finding: str) -> FindingDetail | None:
    row = connection.execute(_CLOSED, (finding,)).fetchone()
    if row is None:
        return None
    rule, level, words, unit, column, subject, url, *nights, title = row
    gone = Finding(
        rule, Level(level), words, "规则或词表已经改变，检查不再报告这一处；此前的认定见“经过”。", quote=words
    )
    nowhere = ("", "", "", "", "", 0)
    values = (finding, gone, unit, column, subject, url, *nights, *nowhere, title, "", "", "", "")
    return FindingDetail(*values)
