"""The keeper: turns what was read into rows of the pack, everything masked before it is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from scrapy.http import Response

from county.document import Document
from county.page import Article, Attachment, Origin
from county.personal import Redactor, mask_line
from county.tags import Tag
from county.text import Text, clean_text
from county.times import utc_now
from county.trace import Trace
from crawler.endings import Failure
from crawler.linking.answers import Answer
from crawler.portal.walk import Row
from crawler.reading.traces import PageTraces
from crawler.wire.archive import Wire
from evidence.pack import (
    ArticleRow,
    AttachmentRow,
    CaptureRow,
    DocumentRow,
    EntryRow,
    HeadRow,
    LinkAnswerRow,
    LinkRow,
    PackWriter,
    PageScriptsRow,
    RecordRef,
    SightingRow,
    TextRow,
    TraceRow,
    VisitPageRow,
)
from evidence.pack.codec import encode_text

_PAGE_TRACES_FROM = 1000
"""Number of the first trace of the whole page: those of its body stand before it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer with what the capture of it needs. `sha256` is of the decoded body; `tags` are the required meta tags
    it has, None where it is no web page."""

    page: str
    kind: str
    url: str
    response: Response
    wire: Wire
    sha256: str
    encoding: str = ""
    quality: float = 1.0
    tags: Tag | None = None
    traces: PageTraces | None = None
    """What the page as sent does by itself, None for a file and for what a browser made of a page: it loads more than
    was sent."""


class Keeper:
    """Writes the pack of one run."""

    def __init__(self, run: str, pack: PackWriter, redactor: Redactor) -> None:
        self._run = run
        self._pack = pack
        self._redactor = redactor

    def sighting(self, page: str, at: str, how: str, *, full: bool) -> None:
        """The page is what it was."""
        self._pack.add(SightingRow(page, at, how, int(full)))

    def listing(self, fetched: Fetched) -> str:
        """A readable page that is no text by itself: a list page, whose rows are kept as entries, or a further page of
        an article. Gives the id of the capture."""
        capture = self._capture(fetched, "")
        self._head(capture, fetched)
        return capture

    def article(self, fetched: Fetched, article: Article, reason: str = "") -> str:
        """A readable article; `reason` says what of it could not be read. Gives the id of the capture."""
        text = self._text(clean_text(article.title), article.text)
        capture = self._capture(fetched, text.id, reason=reason)
        self._pack.add(text)
        self._traces(capture, 0, article.traces)
        dates = {origin: date.isoformat() for origin, date in article.dates.items()}
        self._pack.add(
            ArticleRow(
                capture,
                text.title,
                displayed=dates.get(Origin.DISPLAYED, ""),
                meta=dates.get(Origin.META, ""),
                in_url=dates.get(Origin.URL, ""),
                source=self.mask(article.source),
                source_origin=article.source_origin or "",
            )
        )
        self._head(capture, fetched, article)
        return capture

    def _head(self, capture: str, fetched: Fetched, article: Article | None = None) -> None:
        written = article.written if article else None
        if fetched.tags is not None:
            self._pack.add(HeadRow(capture, fetched.tags.value, written.isoformat() if written else ""))

    def document(self, fetched: Fetched, name: str, document: Document) -> None:
        """An attachment, readable or not."""
        text = self._text(clean_text(name), document.text) if document.readable else None
        capture = self._capture(fetched, text.id if text else "", reason=document.reason)
        if text:
            self._pack.add(text)
        self._pack.add(
            DocumentRow(capture, self.mask(name), document.format, int(document.readable), mask_line(document.reason))
        )

    def attachments(self, page: str, links: Iterable[tuple[str, Attachment]]) -> None:
        """The links from an article to its attachments, each with the id of its target."""
        for target, attachment in links:
            url = self._redactor.mask_url(attachment.url)
            self._pack.add(AttachmentRow(page, target, url, self.mask(attachment.name)))

    def link(self, capture: str, target: str, url: str, text: str, kind: str, outside: int) -> None:
        """A link of an article's body as that capture shows it."""
        self._pack.add(LinkRow(capture, target, self._redactor.mask_url(url), self.mask(text), kind, outside))

    def link_answer(self, target: str, url: str, status: int, answer: Answer, wire: Wire | None = None) -> None:
        """What the target of a link answered; no `wire` where nothing came."""
        at, ref = (wire.at, wire.ref) if wire else (utc_now(), RecordRef("", 0, 0, ""))
        masked, reason = self._redactor.mask_url(url), mask_line(answer.reason)
        self._pack.add(
            LinkAnswerRow(target, masked, at, status, answer.effective, reason, ref.warc, ref.offset, ref.length)
        )

    def bad(self, fetched: Fetched, failure: Failure) -> str:
        """An answer that is no text for any check. Gives the id of the capture."""
        return self._capture(fetched, "", failure.effective, failure.reason)

    def unanswered(self, page: str, kind: str, url: str, at: str, failure: Failure) -> None:
        """No answer at all."""
        masked = self._redactor.mask_url(url)
        row = CaptureRow.unanswered(page, masked, kind, at, failure.effective, mask_line(failure.reason))
        self._pack.add(row._replace(id=self._capture_id(page, row.status, row.body_sha256)))

    def entries(self, column: str, list_page: int, rows: Iterable[Row], offset: int) -> None:
        """The rows of one list page."""
        for position, row in enumerate(rows, start=offset):
            entry = row.entry
            listed = entry.date.isoformat() if entry.date else ""
            url = self._redactor.mask_url(entry.url)
            self._pack.add(EntryRow(column, row.page, url, entry.title, listed, list_page, position))

    def list_page(self, column: str, number: int, page: str, capture: str) -> None:
        """A list page read in the visit of a column; `capture` is "" where it was unchanged."""
        self._pack.add(VisitPageRow(column, number, page, capture))

    def mask(self, text: str) -> str:
        """A title or a name as it may be kept."""
        return self._redactor.mask(clean_text(text))

    def _text(self, title: str, text: Text) -> TextRow:
        """`title` as it was found, cleaned alone: its numbers are known like those of the text."""
        return encode_text(self._redactor.redact(Text(title)), self._redactor.redact(text))

    def _capture(self, fetched: Fetched, text: str, effective: str = "ok", reason: str = "") -> str:
        response, wire = fetched.response, fetched.wire
        row = CaptureRow(
            id=self._capture_id(fetched.page, response.status, fetched.sha256),
            page=fetched.page,
            url=self._redactor.mask_url(fetched.url),
            final_url=self._redactor.mask_url(response.url),
            kind=fetched.kind,
            status=response.status,
            effective=effective,
            quality=fetched.quality,
            reason=mask_line(reason),
            fetched_at=wire.at,
            body_sha256=fetched.sha256,
            body_bytes=len(response.body),
            wire_sha256=wire.sha256,
            encoding=fetched.encoding,
            text=text,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            warc=wire.ref.warc,
            offset=wire.ref.offset,
            length=wire.ref.length,
        )
        self._pack.add(row)
        if fetched.traces is not None:
            self._page_traces(row.id, fetched.traces)
        return row.id

    def _page_traces(self, capture: str, traces: PageTraces) -> None:
        self._traces(capture, _PAGE_TRACES_FROM, traces.redirects)
        self._pack.add(PageScriptsRow(capture, json.dumps([self._redactor.mask_url(host) for host in traces.hosts])))

    def _traces(self, capture: str, start: int, traces: Iterable[Trace]) -> None:
        for number, trace in enumerate(traces, start):
            host = self._redactor.mask_url(trace.host)
            self._pack.add(TraceRow(capture, number, trace.kind, host, trace.how, trace.quote, trace.count))

    def _capture_id(self, page: str, status: int, body_sha256: str) -> str:
        identity = f"{self._run}\n{page}\n{status}\n{body_sha256}"
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""
