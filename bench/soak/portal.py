"""A small portal that changes from day to day, served on loopback; it counts what it is asked for."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from docx import Document

from bench.soak.offices import FAULT, NUMBER, RIGHT, Office, Plant, Post, Programme, Standing
from sample.numbers import masked

_TEXT = (
    "县政府召开专题会议，研究部署近期重点工作。会议要求各单位压实责任、细化措施，抓好工作落实，确保各项任务按期完成，"
    "让群众得到实实在在的好处。第{number}次调度会议同时听取了{unit}的汇报。{tail}"
)
_ROWS = 20
"""Rows of a list page, as portals have them: what the list shows first does not grow with the portal."""
_HTML = "text/html; charset=utf-8"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class GrowingPortal:
    """The portal of a programme as of `today`; while it is `down` it answers 503. `asked` is told of each request,
    with their number since it was set, before the answer goes out."""

    def __init__(self, programme: Programme, port: int = 0) -> None:
        self.programme = programme
        self.port = port
        self.down = False
        self.requests = 0
        self.asked: Callable[[int], None] | None = None
        self._pages: dict[str, tuple[str, bytes]] = {}
        self._lock = threading.Lock()
        self._files = {wrong: _document(wrong) for wrong in (True, False)}

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def turn_to(self, today: dt.date) -> None:
        """Another day: what is on the portal then."""
        known = [post for post in self.programme.posts(today) if post.standing(today) is not Standing.GONE]
        pages = {post.path: _html(post.title, _body(post, today)) for post in known}
        for office in self.programme.offices:
            mine = [post for post in reversed(known) if post.office == office]
            pages |= _lists(office, mine)
        pages["/"] = _html("修文县人民政府", "<p>欢迎访问修文县人民政府门户网站。</p>" * 20)
        files = {post.attachment: post.standing(today) is Standing.FAULTY for post in known if post.attachment}
        self._pages = {path: (_HTML, page.encode()) for path, page in pages.items()}
        self._pages |= {path: (_DOCX, self._files[wrong]) for path, wrong in files.items()}

    def tell(self, asked: Callable[[int], None] | None) -> None:
        """Counts from now on, and tells of each request."""
        with self._lock:
            self.requests, self.asked = 0, asked

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body."""
        with self._lock:
            self.requests += 1
            if self.asked:
                self.asked(self.requests)
        kind, body = self._pages.get(path, (_HTML, b""))
        status = 503 if self.down else 200 if body else 404
        return (status, kind, body) if status == 200 else (status, _HTML, _html(str(status), "页面不存在").encode())


def _lists(office: Office, posts: Sequence[Post]) -> dict[str, str]:
    """The pages of an office's list by path, newest item first, each with a link to the next one."""
    pages = -(-len(posts) // _ROWS) or 1
    paths = [f"/{office.id}/gzdt/" + (f"index_{number}.html" if number else "") for number in range(pages)]
    found = {}
    for number, path in enumerate(paths):
        mine = posts[number * _ROWS : (number + 1) * _ROWS]
        rows = "".join(f"<li><a href='{one.path}'>{one.title}</a><span>{one.day}</span></li>" for one in mine)
        following = f"<a href='{paths[number + 1]}'>下一页</a>" if number + 1 < pages else ""
        pager = f"<div class='page'>共{pages}页 第{number + 1}页 {following}</div>"
        found[path] = _html(f"{office.name}工作动态", f"<ul class='list'>{rows}</ul>{pager}")
    return found


def _body(post: Post, today: dt.date) -> str:
    wrong = post.standing(today) is Standing.FAULTY
    worded = wrong and post.plant in (Plant.CORRECTED, Plant.REMOVED, Plant.RETURNING)
    tail = f"今年已{FAULT if worded else RIGHT}路灯{post.number + 20}盏，方便群众出行。"
    if post.plant is Plant.MASKED:
        tail += f"公示对象王某某，身份证号：{NUMBER if wrong else masked(NUMBER)}。"
    text = _TEXT.format(number=post.number, unit=post.office.name, tail=tail)
    file = f"<p>附件：<a href='{post.attachment}'>工作清单.docx</a></p>" if post.attachment else ""
    head = f"<h1>{post.title}</h1><p>发布时间：{post.day} 来源：{post.office.name}</p>"
    return f"{head}<div id='zoom'><p>{text}</p>{file}</div>"


def _document(wrong: bool) -> bytes:
    document = Document()
    document.add_paragraph(
        "重点工作清单。本单位今年已" + (FAULT if wrong else RIGHT) + "健身器材三十套，群众反映良好。"
    )
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _html(title: str, body: str) -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"


def _handler(portal: GrowingPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """The page of today."""
            status, kind, body = portal.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """No line a request."""

        def handle(self) -> None:
            """Whoever asked may be dead by now."""
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

    return Handler
