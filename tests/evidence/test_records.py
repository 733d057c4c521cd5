"""Records of an archive are to the byte what warcio's own builder writes; only their ids differ."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from evidence.pack import records
from evidence.pack.records import Drawn, Exchange, Headers, Record

AT = "2026-03-31T14:00:00Z"
EARLIER = ("http://portal/a?b=c", "2026-03-30T14:00:00Z")
SAME_BODY, NOT_MODIFIED = "HTTP/1.1 200 OK", "HTTP/1.1 304 Not Modified"
_ID = re.compile(rb"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _exchange(
    *headers: tuple[str, str],
    body: bytes = "政务公开".encode("gb18030") * 100,
    status: str = "HTTP/1.1 200 OK",
    ip: str = "127.0.0.1",
    line: str = "GET /a HTTP/1.1",
    form: bytes = b"",
) -> Exchange:
    asked = [("User-Agent", "Xuncha"), ("Accept-Language", "zh-CN,zh;q=0.9")]
    return Exchange("http://portal/a", AT, line, asked, status, list(headers), body, ip, form)


EXCHANGES = {
    "plain": _exchange(("Content-Type", "text/html; charset=gbk"), ("Etag", '"1"')),
    "no headers": _exchange(),
    "no body": _exchange(("Content-Length", "0"), body=b""),
    "no address": _exchange(ip=""),
    "IPv6": _exchange(ip="2001:db8::7"),
    "a form": _exchange(line="POST /a HTTP/1.1", form=b"page=2&rows=20"),
    "empty and blank values": _exchange(("X-Empty", ""), ("X-Blank", " "), ("Server", "")),
    "a repeated header": _exchange(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("set-cookie", "c=3")),
    "latin-1": _exchange(("X-Title", "\xd5\xfe\xb8\xae"), ("Server", "nginx")),
    "latin-1 parameter": _exchange(("Content-Disposition", 'attachment; filename="\xb9\xab\xb8\xe6.doc"')),
    "latin-1 without a name": _exchange(("Content-Disposition", "attachment; \xb9\xab")),
    "colons and signs": _exchange(("Location", "http://portal/?a=b:c"), ("X-%41", "100%; =?utf-8?b?5pS/?=")),
    "an answer's look within the body": _exchange(body=b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n\r\n\r\nWARC/1.0\r\n"),
    "unknown status": _exchange(status="HTTP/2 521 Unknown"),
    "old protocol": _exchange(status="HTTP/1.0 404 Not Found", line="GET /a?b=%E4%BD%A0 HTTP/1.0"),
}


def _http(first_line: str, headers: Headers) -> StatusAndHeaders:
    protocol, _, rest = first_line.partition(" ")
    return StatusAndHeaders(rest, list(headers), protocol=protocol)


class _Reference:
    """The same records by warcio."""

    def __init__(self) -> None:
        self._written = BytesIO()
        self._builder = WARCWriter(self._written, gzip=False)

    def response(self, exchange: Exchange) -> ArcWarcRecord:
        return self._builder.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=_http(exchange.status_line, exchange.headers),
            warc_headers_dict=_of_answer(exchange) | {"WARC-Payload-Digest": records.digest(exchange.body)},
        )

    def revisit(self, exchange: Exchange) -> ArcWarcRecord:
        http = _http(exchange.status_line, exchange.headers)
        record = self._builder.create_revisit_record(
            exchange.url,
            records.digest(exchange.body),
            *EARLIER,
            http_headers=http,
            warc_headers_dict=_of_answer(exchange),
        )
        if exchange.status_line == NOT_MODIFIED:
            profile = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"
            record.rec_headers.replace_header("WARC-Profile", profile)
            record.rec_headers.remove_header("WARC-Payload-Digest")
        return record

    def request(self, exchange: Exchange, answer: Record) -> ArcWarcRecord:
        http = StatusAndHeaders(exchange.request_line, exchange.request_headers, is_http_request=True)
        return self._builder.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(exchange.request_body),
            length=len(exchange.request_body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": exchange.at, "WARC-Concurrent-To": answer.id},
        )

    def conversion(self, drawn: Drawn) -> ArcWarcRecord:
        return self._builder.create_warc_record(
            drawn.url,
            "conversion",
            payload=BytesIO(drawn.body),
            length=len(drawn.body),
            warc_content_type="text/html; charset=utf-8",
            warc_headers_dict={
                "WARC-Date": drawn.at,
                "WARC-Refers-To": drawn.refers_to,
                "WARC-Payload-Digest": records.digest(drawn.body),
                "X-Rendered-By": drawn.browser,
            },
        )

    def warcinfo(self, name: str, info: dict[str, str]) -> ArcWarcRecord:
        record = self._builder.create_warcinfo_record(name, info)
        record.rec_headers.replace_header("WARC-Date", AT)
        return record

    def as_bytes(self, record: ArcWarcRecord) -> bytes:
        self._builder.write_record(record)
        return self._written.getvalue()


def _of_answer(exchange: Exchange) -> dict[str, str]:
    return {"WARC-Date": exchange.at} | ({"WARC-IP-Address": exchange.ip} if exchange.ip else {})


def _assert_same(ours: Record, theirs: ArcWarcRecord, reference: _Reference) -> None:
    """Their own ids apart, of the same form."""
    assert ours.id.encode() in ours.content
    assert _ID.sub(b"", ours.content) == _ID.sub(b"", reference.as_bytes(theirs))


@pytest.mark.parametrize("case", EXCHANGES)
def test_an_exchange_is_written_as_by_warcio(case: str) -> None:
    exchange, reference = EXCHANGES[case], _Reference()
    answer = records.response(exchange)
    _assert_same(answer, reference.response(exchange), reference)
    reference = _Reference()
    _assert_same(records.request(exchange, answer), reference.request(exchange, answer), reference)


@pytest.mark.parametrize("status", [SAME_BODY, NOT_MODIFIED])
@pytest.mark.parametrize("case", EXCHANGES)
def test_a_revisit_is_written_as_by_warcio(case: str, status: str) -> None:
    exchange, reference = EXCHANGES[case]._replace(status_line=status), _Reference()
    _assert_same(records.revisit(exchange, EARLIER), reference.revisit(exchange), reference)


@pytest.mark.parametrize("body", ["<p>政务公开</p>".encode(), b""])
def test_a_drawn_page_is_written_as_by_warcio(body: bytes) -> None:
    drawn = Drawn("http://portal/#/a", AT, body, "Chromium 140", "<urn:uuid:11111111-2222-4333-8444-555555555555>")
    reference = _Reference()
    _assert_same(records.conversion(drawn), reference.conversion(drawn), reference)


def test_the_opening_record_is_written_as_by_warcio() -> None:
    info, reference = {"software": "巡查 1.0", "isPartOf": "", "robots": "obeyed"}, _Reference()
    ours = records.warcinfo("pages-00000.warc.gz", AT, info)
    _assert_same(ours, reference.warcinfo("pages-00000.warc.gz", info), reference)


def test_no_two_records_share_an_id() -> None:
    exchange = _exchange()
    answers = [records.response(exchange) for _ in range(3)]
    answers += [records.request(exchange, answer) for answer in answers]
    assert len({answer.id for answer in answers}) == 6


def test_a_header_whose_name_is_not_ascii_is_archived_all_the_same() -> None:
    exchange = _exchange(("\xd5\xfe", "1"), ("Server", "nginx"))
    record = next(iter(ArchiveIterator(BytesIO(records.response(exchange).content), check_digests="raise")))
    assert record.http_headers.headers == [("%C3%95%C3%BE", "1"), ("Server", "nginx")]
    assert record.content_stream().read() == exchange.body
