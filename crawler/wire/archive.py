"""The archive middleware: every exchange is written to the WARC as it went over the wire."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from county.times import utc_now
from crawler.browser.settings import VISITOR
from evidence.pack import Known, RecordRef, WarcWriter
from evidence.pack.records import Drawn, Exchange, Headers

RECORD = "xuncha_record"
"""Key of request.meta under which the place of the record is handed to the spider."""

WHOLE = "xuncha_whole"
"""Key of request.meta that asks for a whole record even where the body is what it was: the capture may be a new one
because a later page of the article changed."""

_GZIP = b"\x1f\x8b"

_HOP_BY_HOP = frozenset({b"Transfer-Encoding", b"Connection", b"Keep-Alive"})
"""Not of the message: Twisted has put the chunks together already. Written as Scrapy writes all names of headers."""


class Wire:
    """What the spider learns of an exchange: where it is archived, when it was fetched, the hash of the body as
    transferred, and how long a compressed body says it is."""

    __slots__ = ("_body", "at", "ref", "sha256", "unpacked")

    def __init__(self, ref: RecordRef, at: str, body: bytes, sha256: str, unpacked: int | None) -> None:
        self.ref = ref
        self.at = at
        self.sha256 = sha256
        self.unpacked = unpacked
        self._body = body

    def sha256_of(self, body: bytes) -> str:
        """The hash of the decoded body; most servers send nothing that is to be decoded, and it is known then."""
        return self.sha256 if body is self._body else hashlib.sha256(body).hexdigest()


class Archive:
    """Writes exchanges to a run's WARC; an answer that is known to be unchanged becomes a revisit record."""

    def __init__(self, warc: WarcWriter, known: Known) -> None:
        self._warc = warc
        self._known = known

    def keep(self, request: Request, response: Response, page: str) -> Wire:
        """Archives one exchange; `page` is the id of the page asked for, "" for robots.txt."""
        at = utc_now()
        sha256 = hashlib.sha256(response.body).hexdigest()
        ref = self._warc.write(
            _exchange(request, response, at),
            None if request.meta.get(WHOLE) else self._refers_to(response, page, sha256),
        )
        return Wire(ref, at, response.body, sha256, _unpacked_size(response))

    def keep_drawn(self, url: str, body: bytes, browser: str, drawn_from: Wire) -> Wire:
        """Archives a page as `browser` drew it out of the answer `drawn_from`."""
        at = utc_now()
        ref = self._warc.write_drawn(Drawn(url, at, body, browser, drawn_from.ref.record))
        return Wire(ref, at, body, hashlib.sha256(body).hexdigest(), None)

    def _refers_to(self, response: Response, page: str, sha256: str) -> tuple[str, str] | None:
        known = self._known.page(page) if page else None
        if known is None or not known.body_sha256:
            return None
        same = response.status == HTTPStatus.OK and known.wire_sha256 == sha256
        if same or response.status == HTTPStatus.NOT_MODIFIED:
            return response.url, known.fetched_at
        return None


class ArchiveMiddleware:
    """Hands every answer to the spider's archive, before anything is decompressed or redirected."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchiveMiddleware:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archives and passes on."""
        archive: Archive | None = getattr(self._crawler.spider, "archive", None)
        # what a browser drew is archived snapshot by snapshot, by the visitor that read it
        if archive is not None and VISITOR not in request.meta:
            request.meta[RECORD] = archive.keep(request, response, request.meta.get("page", ""))
        return response


def _unpacked_size(response: Response) -> int | None:
    """How long a gzip body says it is when unpacked: Scrapy hands on what it could unpack of a broken one and says
    nothing. None where the body is not gzip."""
    encoding = (response.headers.get("Content-Encoding") or b"").lower()
    if b"gzip" not in encoding or not response.body.startswith(_GZIP):
        return None
    return int.from_bytes(response.body[-4:], "little")


def _exchange(request: Request, response: Response, at: str) -> Exchange:
    protocol = response.protocol or "HTTP/1.1"
    path = "/" + request.url.split("/", 3)[3] if request.url.count("/") > 2 else "/"
    return Exchange(
        url=response.url,
        at=at,
        request_line=f"{request.method} {path} {protocol}",
        request_headers=_headers(request),
        status_line=f"{protocol} {response.status} {_phrase(response.status)}",
        headers=_headers(response),
        body=response.body,
        ip=str(response.ip_address or ""),
        request_body=request.body,
    )


def _headers(message: Request | Response) -> Headers:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        if name not in _HOP_BY_HOP
        for value in values
    ]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
