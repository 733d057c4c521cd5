"""A portal whose lists are drawn by script, served on loopback: every answer is set by the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import tomli_w

from county.configuration.writing import write_units
from county.units import Column, ColumnKind, Unit, UnitClass

UNIT = "longchang"


class Answer(NamedTuple):
    """What the server says to one question. An `etag` is honoured; `packed` is how it says that the body is packed,
    which it never is."""

    body: str
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    etag: str = ""
    packed: str = ""


class DrawnPortal:
    """Answers by "METHOD path?query", and behind a blank the posted body; keeps what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.url = ""

    def page(self, path: str, body: str, **rest: Any) -> None:
        """An HTML page."""
        self.answers[f"GET {path}"] = Answer(f"<html><body>{body}</body></html>", **rest)

    def data(self, question: str, value: object, **rest: Any) -> None:
        """An answer in JSON."""
        self.answers[question] = Answer(json.dumps(value, ensure_ascii=False), kind="application/json", **rest)

    def article(self, path: str, title: str, body: str, **rest: Any) -> None:
        """An article with its date, long enough to be one."""
        text = body + "<p>会议要求，各单位要统一思想、明确责任，把各项工作抓细抓实。</p>" * 3
        head = f"<h1>{title}</h1><p>发布日期：2026-03-20 来源：龙场街道</p>"
        self.page(path, f'{head}<div class="TRS_Editor">{text}</div>', **rest)

    @contextmanager
    def serving(self) -> Iterator[DrawnPortal]:
        """Listens while the context lasts."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def site(self, folder: Path, columns: dict[str, str], kind: ColumnKind = ColumnKind.OTHER) -> Path:
        """A folder with the configuration that watches these columns, as a built sample has it."""
        config = folder / "config"
        config.mkdir(parents=True)
        portal = {"id": "xiuwen", "name": "修文县人民政府", "home": f"{self.url}/", "hosts": [], "allow_private": True}
        county = {
            "county": {"name": "修文县", "office": "信息科", "scheme": "xiuwen"},
            "portal": [portal],
            "crawl": {"delay": 0.0, "window": "全天", "timeout": 5.0, "retries": 0, "browser": "off"},
        }
        (config / "county.toml").write_text(tomli_w.dumps(county), encoding="utf-8")
        watched = [Column(UNIT, name, kind, self.url + path, None) for name, path in columns.items()]
        unit = Unit(UNIT, "龙场街道", UnitClass.FIRST, "xiuwen", tuple(watched))
        write_units(config / "units.toml", [unit])
        return folder


def _handler(portal: DrawnPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(f"GET {self.path}")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(f"POST {self.path} {body.decode()}")

        def _answer(self, question: str) -> None:
            portal.asked.append(question)
            answer = portal.answers.get(question, Answer("<p>404 找不到页面</p>", 404))
            unchanged = answer.etag and self.headers.get("If-None-Match") == answer.etag
            body = b"" if unchanged else answer.body.encode()
            self.send_response(304 if unchanged else answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            if answer.etag:
                self.send_header("ETag", answer.etag)
            if answer.packed:
                self.send_header("Content-Encoding", answer.packed)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    return Handler
