"""The server, over the wire: headers, conditional requests, traffic, and every way to misbehave."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_asking import Answer, ask

from sample.folder import BuiltPortal, Entry, SampleError
from sample.misbehaving import Fault
from sample.portal import PageKind
from sample.roster import FamilyName, roster
from sample.serving import SampleServer

_DATE = re.compile(rb">\s*\[?20[0-9]{2}[-/\xe5][^<]{5,12}<")


def full_list(portal: BuiltPortal, family: FamilyName) -> Entry:
    """The news list with the most bytes of rows of one family, in UTF-8."""
    units = {unit.id for unit in roster() if unit.family is family and unit.charset.codec == "utf-8"}
    lists = (
        entry
        for entry in portal.entries
        if entry.kind is PageKind.LIST and entry.rows and entry.column.split("/")[0] in units
    )
    return max(lists, key=lambda entry: entry.rows[1] - entry.rows[0] if entry.rows and "=" not in entry.path else 0)


@pytest.fixture(scope="session")
def path(portal: BuiltPortal) -> str:
    return full_list(portal, FamilyName.TRS).path


def test_headers_are_those_of_the_index(server: SampleServer, portal: BuiltPortal) -> None:
    seen = {}
    for entry in portal.entries[::7]:
        seen[entry.content_type] = entry
    for content_type, entry in seen.items():
        answer = ask(server.url, entry.path)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == content_type
        assert answer.body == entry.file.read_bytes()
    assert {"text/html", "text/html; charset=utf-8", "text/html; charset=GBK"} <= set(seen)


def test_conditional_requests_and_head(server: SampleServer, path: str) -> None:
    first = ask(server.url, path)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert ask(server.url, path, If_None_Match=etag).status == 304
    assert ask(server.url, path, If_Modified_Since=modified).status == 304
    assert ask(server.url, path, If_None_Match='"other"', If_Modified_Since=modified).status == 200
    head = ask(server.url, path, method="HEAD")
    assert (head.status, head.headers["Content-Length"], head.body) == (200, str(len(first.body)), b"")


def test_gzip_when_asked(server: SampleServer, path: str) -> None:
    packed = ask(server.url, path, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(server.url, path).body


def test_robots_missing_pages_and_folders_without_slash(server: SampleServer, path: str) -> None:
    assert b"Disallow: /search/" in ask(server.url, "/robots.txt").body
    missing = ask(server.url, "/nothing.html")
    assert missing.status == 404
    assert "页面不存在" in missing.body.decode()
    assert ask(server.url, path.rstrip("/")).headers["Location"] == path


def test_order_of_a_query_does_not_matter(server: SampleServer, portal: BuiltPortal) -> None:
    entry = next(entry for entry in portal.entries if "&" in entry.path)
    plain, query = entry.path.split("?")
    turned = "&".join(reversed(query.split("&")))
    assert ask(server.url, f"{plain}?{turned}").body == entry.file.read_bytes()


def test_keep_alive(server: SampleServer, path: str) -> None:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=5)
    for _ in range(3):
        connection.request("GET", path)
        assert connection.getresponse().read()
        held = connection.sock
    assert held is not None
    connection.close()


def test_traffic_is_counted(server: SampleServer, path: str) -> None:
    first = ask(server.url, path)
    ask(server.url, path, If_None_Match=first.headers["ETag"])
    traffic = server.traffic()
    assert (traffic.requests, traffic.not_modified, traffic.paths) == (2, 1, {path: 2})
    assert len(first.body) < traffic.bytes_sent < len(first.body) + 1500
    server.reset_traffic()
    assert server.traffic().requests == 0


def _is(status: int, *words: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.status == status and all(word in answer.body.decode() for word in words)


@pytest.mark.parametrize(
    ("fault", "as_told"),
    [
        (Fault.SERVER_ERROR, _is(500)),
        (Fault.FORBIDDEN, _is(403)),
        (Fault.CHALLENGE_412, _is(412, "$_ts", "<script")),
        (Fault.CHALLENGE_202, _is(202, "<script")),
        (Fault.CHALLENGE_521, lambda answer: answer.status == 521 and "__jsluid_s" in answer.headers["Set-Cookie"]),
        (Fault.SOFT_404, _is(200, "页面不存在")),
        (Fault.MAINTENANCE, _is(200, "网站维护中")),
        (Fault.LOGIN, _is(200, "type='password'", "登录")),
        (Fault.NOT_FOUND, _is(404, "页面不存在")),
        (Fault.REDIRECT_HOME, lambda answer: (answer.status, answer.headers["Location"]) == (302, "/")),
    ],
)
def test_answers_in_place_of_a_page(
    server: SampleServer, path: str, fault: Fault, as_told: Callable[[Answer], bool]
) -> None:
    server.misbehave(fault)
    assert as_told(ask(server.url, path))
    server.behave()
    assert ask(server.url, path).status == 200


def test_timeout_accepts_and_never_answers(server: SampleServer, path: str) -> None:
    server.misbehave(Fault.TIMEOUT)
    with pytest.raises(TimeoutError):
        ask(server.url, path, timeout=0.4)


def test_slow_finishes(server: SampleServer, path: str) -> None:
    whole = ask(server.url, path).body
    server.misbehave(Fault.SLOW)
    begun = time.monotonic()
    assert ask(server.url, path, timeout=8).body == whole
    assert time.monotonic() - begun > 2


def test_cut_ends_in_the_middle(server: SampleServer, path: str) -> None:
    server.misbehave(Fault.CUT)
    with pytest.raises(http.client.IncompleteRead) as cut:
        ask(server.url, path)
    assert len(cut.value.partial) > 1000


def test_huge_never_ends(server: SampleServer, path: str) -> None:
    server.misbehave(Fault.HUGE)
    assert len(ask(server.url, path, limit=20_000_000).body) == 20_000_000
    server.behave()
    assert ask(server.url, path).status == 200


@pytest.mark.parametrize("family", FamilyName)
def test_lists_lose_rows_dates_and_template(server: SampleServer, portal: BuiltPortal, family: FamilyName) -> None:
    entry = full_list(portal, family)
    whole = ask(server.url, entry.path)
    rows = len(_DATE.findall(whole.body))
    side = len(_DATE.findall(whole.body[entry.container[1] :])) if entry.container else 0
    assert rows - side >= 5
    bodies = {}
    for fault in (Fault.EMPTY_LIST, Fault.CHANGED_TEMPLATE, Fault.LOST_DATES):
        server.misbehave(fault, entry.path)
        answer = ask(server.url, entry.path, If_None_Match=whole.headers["ETag"])
        assert answer.status == 200
        assert len(_DATE.findall(answer.body)) == side
        bodies[fault] = answer.body
    assert bodies[Fault.LOST_DATES].count(b"<a ") == whole.body.count(b"<a ")
    assert bodies[Fault.EMPTY_LIST].count(b"<a ") <= whole.body.count(b"<a ") - 5
    assert b"app-list" in bodies[Fault.CHANGED_TEMPLATE]


def test_a_column_misbehaves_on_all_its_lists_and_nothing_else(server: SampleServer, portal: BuiltPortal) -> None:
    numbers: dict[str, list[Entry]] = {}
    for entry in portal.entries:
        if entry.kind is PageKind.LIST:
            numbers.setdefault(entry.column, []).append(entry)
    for entries in numbers.values():
        if len(entries) > 1:
            server.behave()
            server.misbehave(Fault.FORBIDDEN, entries[0].path)
            assert [ask(server.url, entry.path).status for entry in entries] == [403] * len(entries)
    assert ask(server.url, "/").status == 200


def test_control_by_hand(server: SampleServer) -> None:
    assert json.loads(ask(server.url, "/-/faults").body) == []
    with pytest.raises(SampleError, match="kind 是其中之一"):
        server._control("POST", "faults", {"kind": "sulk"})


def test_ends_with_its_parent(site: Path) -> None:
    server = SampleServer(site)
    server.start()
    process = server._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(5) == 0
    server.stop()


def test_ends_on_sigterm_and_says_what_is_wrong(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sample.server"]
    home = Path(__file__).parents[2]
    with subprocess.Popen([*command, str(site), "--port", "0"], stdout=subprocess.PIPE, cwd=home) as process:
        assert process.stdout is not None
        assert "url" in json.loads(process.stdout.readline())
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(5) == 0
    with pytest.raises(SampleError, match="没有启动"):
        SampleServer(tmp_path).start()
