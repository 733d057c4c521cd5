"""Robots of chats against a real HTTPS server on loopback."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from county.configuration.errors import ConfigurationError
from county.settings import MailPolicy
from digest.mails.robots import LONGEST, robot_message, tell
from digest.mails.smtp import Answer, Taken
from evidence.outbox import Channel
from tests.crawler.made_certificates import make_authority, make_certificate

SAID: list[tuple[str, dict[str, object]]] = []


class Robot(BaseHTTPRequestHandler):
    """Answers with the code that its path names; a path of words is a redirect."""

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        SAID.append((self.path, content))
        kind = urlsplit(self.path).path.strip("/")
        self.send_response(302 if kind == "moved" else 200)
        if kind == "moved":
            self.send_header("Location", "https://elsewhere.example/")
        body = b"<html>" if kind == "page" else json.dumps({"errcode": int(kind or 0), "errmsg": "ok"}).encode()
        if kind == "moved":
            body = b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """No line a request."""


@contextmanager
def robot(certificate: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Robot)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def trusted(tmp_path: Path) -> Iterator[tuple[str, MailPolicy]]:
    SAID.clear()
    authority = make_authority(tmp_path)
    with robot(make_certificate(tmp_path, authority)) as url:
        yield url, MailPolicy(trust_file=authority.file.name, timeout=5)


def said_to(channel: Channel, url: str, policy: MailPolicy, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setenv("XUNCHA_WECOM_URL" if channel is Channel.WECOM else "XUNCHA_DINGTALK_URL", url)
    return tell(channel, robot_message(channel, "网站巡查", "发现疑似严重表述 1 处"), policy, folder)


def test_both_robots_are_told_in_their_own_form(
    trusted: tuple[str, MailPolicy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, policy = trusted
    monkeypatch.setenv("XUNCHA_DINGTALK_SECRET", "SEC123")
    for channel in (Channel.WECOM, Channel.DINGTALK):
        assert said_to(channel, f"{url}/0?key=1", policy, tmp_path, monkeypatch).taken is Taken.SENT
    (_, wecom), (path, dingtalk) = SAID
    assert "疑似严重表述" in wecom["markdown"]["content"]  # type: ignore[index]
    assert dingtalk["markdown"]["title"] == "网站巡查"  # type: ignore[index]
    assert set(parse_qs(urlsplit(path).query)) == {"key", "timestamp", "sign"}


@pytest.mark.parametrize(
    ("path", "taken"),
    [("45009", Taken.NOT_NOW), ("93000", Taken.NEVER), ("page", Taken.NEVER), ("moved", Taken.NOT_NOW)],
)
def test_what_a_robot_answers_is_told(
    trusted: tuple[str, MailPolicy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, taken: Taken
) -> None:
    url, policy = trusted
    assert said_to(Channel.WECOM, f"{url}/{path}", policy, tmp_path, monkeypatch).taken is taken


def test_only_https_with_a_trusted_certificate(
    trusted: tuple[str, MailPolicy], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = trusted
    assert said_to(Channel.WECOM, url, MailPolicy(timeout=5), tmp_path, monkeypatch).taken is Taken.NOT_NOW
    with pytest.raises(ConfigurationError, match="https"):
        said_to(Channel.WECOM, url.replace("https", "http"), MailPolicy(), tmp_path, monkeypatch)
    assert SAID == []


def test_a_long_message_is_cut_within_what_robots_take() -> None:
    content = json.loads(robot_message(Channel.WECOM, "巡查", "错" * 5000))["markdown"]["content"]
    assert len(content.encode()) <= LONGEST
    assert content.endswith("……")
