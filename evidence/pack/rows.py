"""The rows of a pack, in the order of their columns in pack.db.

Dates are ISO strings ("2026-03-02"), times are UTC ("2026-03-02T14:05:06Z"), "" where a value is not known. Addresses,
titles, names and texts are masked."""

from __future__ import annotations

from typing import NamedTuple


class CaptureRow(NamedTuple):
    """One response kept as evidence of a page whose content is new or changed. `kind` is list, article or document.
    `effective` and `reason` are the reader's judgement, `text` is "" where nothing readable was got.
    `body_sha256` is of the decoded body, `wire_sha256` of the body as transferred, `warc` names a file of the pack."""

    id: str
    page: str
    url: str
    final_url: str
    kind: str
    status: int
    effective: str
    quality: float
    reason: str
    fetched_at: str
    body_sha256: str
    body_bytes: int
    wire_sha256: str
    encoding: str
    text: str
    etag: str
    last_modified: str
    warc: str
    offset: int
    length: int

    @classmethod
    def unanswered(cls, page: str, url: str, kind: str, fetched_at: str, effective: str, reason: str) -> CaptureRow:
        """A row for a request that got no answer: nothing is archived."""
        blank = cls("", "", "", "", "", 0, "", 0.0, "", "", "", 0, "", "", "", "", "", "", 0, 0)
        return blank._replace(page=page, url=url, kind=kind, fetched_at=fetched_at, effective=effective, reason=reason)


class SightingRow(NamedTuple):
    """A page asked for and found unchanged: `how` is 304 or same-body. `full` is 1 where the whole body was fetched."""

    page: str
    seen_at: str
    how: str
    full: int


class TextRow(NamedTuple):
    """A masked text with the spans of its tables and what is known of its personal numbers, both as JSON."""

    id: str
    title: str
    content: str
    tables: str
    numbers: str
    fingerprint: str


class ArticleRow(NamedTuple):
    """What an article claims of itself; dates by origin."""

    capture: str
    title: str
    displayed: str
    meta: str
    in_url: str
    source: str
    source_origin: str


class HeadRow(NamedTuple):
    """What a list page's or an article's head and index table tell: `tags` are the bits of county.tags.Tag that it has,
    `written` the day the document was made (成文日期)."""

    capture: str
    tags: int
    written: str


class DocumentRow(NamedTuple):
    """What was read of an attachment."""

    capture: str
    name: str
    format: str
    readable: int
    reason: str


class AttachmentRow(NamedTuple):
    """A link from an article to an attachment."""

    page: str
    target: str
    url: str
    name: str


class LinkRow(NamedTuple):
    """A link in an article's body as that capture shows it, attachments among them. `target` is the id of the page it
    leads to, `kind` page, image or file; `outside` is 1 where that is not on the portal."""

    capture: str
    target: str
    url: str
    text: str
    kind: str
    outside: int


class TraceRow(NamedTuple):
    """A trace that a capture shows and its visitors do not see, as county.trace.Trace; `number` keeps their order."""

    capture: str
    number: int
    kind: str
    host: str
    how: str
    quote: str
    times: int


class PageScriptsRow(NamedTuple):
    """The other hosts whose scripts and frames a capture loads, as a JSON list. The row says that it was looked at,
    also where there is none."""

    capture: str
    hosts: str


class LinkAnswerRow(NamedTuple):
    """What the target of a link answered when the link checker asked for it. `effective` is ok, missing, unresolved
    (no such name), no-file (a page where a file should be), or why nothing can be said. The portal's front page, asked
    before all others, stands among them: without its ok nothing of this portal was witnessed as missing."""

    target: str
    url: str
    at: str
    status: int
    effective: str
    reason: str
    warc: str
    offset: int
    length: int


class VisitRow(NamedTuple):
    """A column visit, as county.visit.Visit."""

    column: str
    verdict: str
    reason: str
    entries: int
    newest: str
    window_covered_from: str
    empty_because: str
    dated: int
    pages: int
    full: int
    ended_at: str


class VisitPageRow(NamedTuple):
    """A list page read in a visit; `capture` is "" where the page was unchanged."""

    column: str
    number: int
    page: str
    capture: str


class EntryRow(NamedTuple):
    """A row of a list, as read in this run."""

    column: str
    page: str
    url: str
    title: str
    listed: str
    list_page: int
    position: int
