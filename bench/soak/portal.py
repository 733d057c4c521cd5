"""A small portal that changes from day to day: news of two units, faults that come and are mended."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

FAULT, RIGHT = "按装", "安装"
DAY = dt.timedelta(days=1)
_TEXT = (
    "县政府召开专题会议，研究部署近期重点工作。会议要求各单位压实责任、细化措施，抓好工作落实，确保各项任务按期完成，"
    "让群众得到实实在在的好处。第{number}次调度会议同时听取了{unit}的汇报。{tail}"
)
_QUOTA_DAYS = {"jia": (1, 3), "yi": (2,)}
"""On which weekdays each unit posts: two items and one a week, as the scheme asks."""
_NAMES = {"jia": "甲局", "yi": "乙局"}
SHORT_EVERY, FAULT_EVERY = 5, 4
"""Every fifth week 乙局 posts nothing, in every fourth 甲局 posts a wrong word, mended six days later."""
MENDED_AFTER = 6 * DAY


@dataclass(frozen=True, slots=True)
class Post:
    """One item of news."""

    unit: str
    day: dt.date
    number: int
    faulty: bool

    @property
    def path(self) -> str:
        return f"/{self.unit}/gzdt/t{self.day:%Y%m%d}_{1000 + self.number}.html"

    def page(self, today: dt.date) -> str:
        wrong = self.faulty and today < self.day + MENDED_AFTER
        tail = f"今年已{FAULT if wrong else RIGHT}路灯{self.number + 20}盏，方便群众出行。"
        name = _NAMES[self.unit]
        text = _TEXT.format(number=self.number, unit=name, tail=tail)
        return _html(
            self.title,
            f"<h1>{self.title}</h1><p>发布时间：{self.day} 来源：{name}</p><div id='zoom'><p>{text}</p></div>",
        )

    @property
    def title(self) -> str:
        return f"{_NAMES[self.unit]}推进第{self.number}项重点工作落实"


def posts(first: dt.date, last: dt.date) -> list[Post]:
    """All items from `first`, a Monday, to `last`."""
    found = []
    for offset in range((last - first).days + 1):
        day, week = first + offset * DAY, offset // 7
        for unit, weekdays in _QUOTA_DAYS.items():
            short = unit == "yi" and week % SHORT_EVERY == SHORT_EVERY - 1
            if day.weekday() in weekdays and not short:
                faulty = unit == "jia" and week % FAULT_EVERY == 0 and day.weekday() == weekdays[0]
                found.append(Post(unit, day, offset, faulty))
    return found


def _html(title: str, body: str) -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"


@dataclass
class GrowingPortal:
    """The portal as of `today`; while it is `down` it answers 503."""

    first: dt.date
    today: dt.date
    down: bool = False
    pages: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def turn_to(self, today: dt.date) -> None:
        """Another day: what is on the portal then."""
        self.today = today
        known = posts(self.first, today)
        self.pages = {post.path: post.page(today) for post in known}
        for unit, name in _NAMES.items():
            mine = [post for post in reversed(known) if post.unit == unit]
            rows = "".join(f"<li><a href='{one.path}'>{one.title}</a><span>{one.day}</span></li>" for one in mine)
            self.pages[f"/{unit}/gzdt/"] = _html(f"{name}工作动态", f"<ul class='list'>{rows}</ul>")
        self.pages["/"] = _html("修文县人民政府", "<p>欢迎访问修文县人民政府门户网站。</p>" * 20)


def _handler(portal: GrowingPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """The page of today."""
            page = portal.pages.get(self.path)
            status = 503 if portal.down else 200 if page is not None else 404
            body = (page or _html("404", "页面不存在")).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """No line a request."""

    return Handler
