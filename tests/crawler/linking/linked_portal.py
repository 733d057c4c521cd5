"""A portal of a few scripted answers on loopback, and a real crawl of it in a process of its own."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from county.settings import CrawlPolicy, Portal
from county.units import Column, ColumnKind
from evidence.pack import KnownLink, RunSpec
from evidence.pack.known import write_known

NIGHT = dt.date(2026, 3, 31)
HTML = "text/html; charset=utf-8"
_TEXT = "3月30日，县政府召开会议，研究部署安全生产工作，会议要求各单位压实责任，强化措施，确保取得实效。"


@dataclass(frozen=True)
class Scripted:
    """An answer. `head` is the status that HEAD gets, 0 for the same; `hang` never answers."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    head: int = 0
    hang: bool = False


def article(title: str, body: str = "") -> Scripted:
    """A readable article of 30 March with that markup in its body."""
    return Scripted(
        body=f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f'<p>发布时间：2026-03-30 来源：县政府办</p><div id="zoom"><p>{_TEXT}</p>{body}</div></body></html>'
    )


def listing(rows: Mapping[str, str]) -> Scripted:
    """A list of addresses with their titles, all of 30 March."""
    items = "".join(f'<li><a href="{url}">{title}</a><span>2026-03-30</span></li>' for url, title in rows.items())
    return Scripted(body=f'<html><head><title>工作动态</title></head><body><ul class="list">{items}</ul></body></html>')


def redirect(location: str) -> Scripted:
    return Scripted(302, headers={"Location": location})


class ScriptedServer:
    """Serves what it is told; `asked` are method and path of every request, `cookies` the Cookie headers it saw."""

    def __init__(self, answers: Mapping[str, Scripted] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[tuple[str, str]] = []
        self.cookies: list[str] = []
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, self._over))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        return [path for _, path in self.asked]


def _handler(server: ScriptedServer, over: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.command, self.path))
            if cookie := self.headers.get("Cookie"):
                server.cookies.append(cookie)
            told = server.answers.get(self.path, Scripted(404, "<title>404</title>"))
            if told.hang:
                over.wait()
                return
            is_head = self.command == "HEAD"
            body = told.body.encode()
            self.send_response(told.head or told.status if is_head else told.status)
            for name, value in {"Content-Type": HTML, **told.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if not is_head:
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Handler


def crawl(
    folder: Path,
    server: ScriptedServer,
    columns: Iterable[str],
    *,
    hosts: tuple[str, ...] = (),
    known: Iterable[KnownLink] = (),
    **policy: Any,
) -> None:
    """Crawls the columns at those paths into a pack in `folder`."""
    folder.mkdir()
    key = folder.parent / "secret.key"
    key.write_bytes(b"k" * 32)
    settings = {"delay": 0.0, "window": None, "timeout": 2.0, "retries": 0} | policy
    spec = RunSpec(
        run="xiuwen-20260331-1",
        night=NIGHT,
        attempt=1,
        portal=Portal("xiuwen", "门户", f"{server.url}/", hosts, allow_private=True),
        columns=tuple(Column("longchang", path, ColumnKind.NEWS, server.url + path, 14) for path in columns),
        policy=CrawlPolicy("信息科", **settings),
        window_from=dt.date(2026, 1, 1),
        timezone="Asia/Shanghai",
        first_weekday=0,
        key_file=str(key),
        config="",
    )
    spec.write(folder)
    write_known(folder, (), (), (), known)
    done = subprocess.run([sys.executable, "-m", "crawler", str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stderr, (folder / "crawl.log").read_text(encoding="utf-8"))


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the pack."""
    db = sqlite3.connect(folder / "pack.db")
    found = db.execute(query).fetchall()
    db.close()
    return found
