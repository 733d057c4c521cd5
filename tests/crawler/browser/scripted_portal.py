"""A portal whose lists are drawn by script in every way that one does it, served on loopback."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

TODAY = dt.date(2026, 3, 31)
PAGES, ROWS = 3, 15
"""Of the list that is turned by a click."""
_FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/about/">机构概况</a></div>
<div class="crumb">当前位置：首页 &gt; {name}</div><div class="list-box"><ul id="list" class="list"></ul></div>
{body}<div class="foot">主办单位：修文县人民政府办公室　地址：修文县龙场镇　电话：0851-82322114</div></body></html>"""
_DRAW = """
function draw(rows) {
    document.getElementById("list").innerHTML = rows.map((row) =>
        `<li><a href="${row.u}">${row.t}</a><span class="date">${row.d}</span></li>`).join("");
}"""
_LOAD = (
    "function load(address) { return fetch(address).then((answer) => answer.json()).then((got) => draw(got.rows)); }"
)


def rows_of(name: str, count: int = 3, page: int = 1) -> list[dict[str, str]]:
    """Rows of a list, newest first, a week apart."""
    first = (page - 1) * count
    return [
        {
            "u": f"/{name}/art{number}.html",
            "t": f"修文县{name}栏目第{number}条工作动态信息",
            "d": (TODAY - dt.timedelta(days=1 + 7 * number)).isoformat(),
        }
        for number in range(first, first + count)
    ]


def _page(name: str, script: str, more: str = "") -> str:
    return _FRAME.format(name=name, body=f"{more}<script>{_DRAW}\n{_LOAD}\n{script}</script>")


def _written(name: str) -> str:
    source = f'<div class="main"><ul class="list"><script src="/{name}/rows.js"></script></ul></div>'
    return _FRAME.format(name=name, body=source + "<script>var x = loadPageData('list');</script>")


_TURN = """
let page = 1;
function turn(to) {
    page = to;
    document.getElementById("next").className = page < PAGES ? "next" : "next disabled";
    return load("/turned/x7?page=" + page);
}
turn(1);
"""
_NEXT = """<div class="page">
<a id="next" href="javascript:void(0)" onclick="if (page < PAGES) turn(page + 1)">下一页</a></div>"""


_GUESSED = """<script>
function unused() {
    $.ajax({url: "/guessed/api/list", type: "get", data: {page: 1}, success: (got) => { $("#list").html(got.rows); }});
}
</script><script src="/guessed/app.js"></script>"""
"""Names an endpoint that is none; what draws the list stands in another file."""
_EMPTY = """fetch("/empty/x7").then(() => {
    document.getElementById("list").innerHTML = "<li>" + String.fromCharCode(26242, 26080, 20449, 24687) + "</li>";
});"""
"""The words 暂无信息 stand nowhere in the source."""


class ScriptedPortal:
    """Serves the columns. `elsewhere` is the address of another server, which nothing must ever ask."""

    def __init__(self, elsewhere: str = "") -> None:
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self._twice: dict[str, threading.Event] = defaultdict(threading.Event)
        self._pages = _pages(elsewhere)
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                portal.note(self.path)
                portal.agents.add(self.headers.get("User-Agent", ""))
                portal.answer(self)

            def log_message(self, *words: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def note(self, path: str) -> None:
        """Counts one request."""
        self.asked[path] += 1
        if self.asked[path] > 1:
            self._twice[path].set()

    def asked_twice(self, path: str) -> threading.Event:
        """Set once that path was asked for a second time: by the browser, after the crawler."""
        return self._twice[path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answers one request."""
        path, _, query = handler.path.partition("?")
        if path == "/leads-away":
            handler.send_response(302)
            handler.send_header("Location", handler.headers["Referer"].replace(self.url, self._pages["elsewhere"]))
            handler.end_headers()
            return
        if handler.headers.get("If-Modified-Since"):
            handler.send_response(304)
            handler.end_headers()
            return
        body = self._pages.get(path) or _made(path, query)
        handler.send_response(200 if body else 404)
        handler.send_header("Content-Type", _type_of(path, body))
        handler.send_header("Last-Modified", "Mon, 02 Mar 2026 08:00:00 GMT")
        handler.end_headers()
        handler.wfile.write((body or "没有这个页面").encode())

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _pages(elsewhere: str) -> dict[str, str]:
    foreign = f"""
        for (const address of ["{elsewhere}/steal", "/leads-away", "file:///etc/hostname"])
            fetch(address).then((a) => a.text()).then((t) => {{ document.title = t; }}).catch(() => 0);
        new Image().src = "/picture.png"; window.open("{elsewhere}/window");
        const beside = document.createElement("iframe"); beside.src = "{elsewhere}/frame"; document.body.append(beside);
        load("/foreign/x7");"""
    return {
        "elsewhere": elsewhere,
        "/": _FRAME.format(name="修文县人民政府", body="<p>欢迎访问修文县人民政府门户网站</p>" * 5),
        "/robots.txt": "User-agent: *\nDisallow: /search/\n",
        "/fetched/": _page("fetched", 'load("/fetched/x7");'),
        "/written/": _written("written"),
        "/written/rows.js": "".join(
            f"document.write('<li><a href=\"{row['u']}\">{row['t']}</a><span>{row['d']}</span></li>');\n"
            for row in rows_of("written")
        ),
        "/late/": _page("late", 'setTimeout(() => load("/late/x7"), 2000);'),
        "/foreign/": _page("foreign", foreign),
        "/turned/": _page("turned", _TURN.replace("PAGES", str(PAGES)), _NEXT.replace("PAGES", str(PAGES))),
        "/nothing/": _page("nothing", 'fetch("/nothing/x7").then((a) => a.json()).then((got) => draw(got.rows));'),
        "/empty/": _page("empty", _EMPTY),
        "/guessed/": _FRAME.format(name="guessed", body=_GUESSED),
        "/guessed/app.js": _DRAW + _LOAD + 'load("/guessed/x7");',
        "/shell/": '<!DOCTYPE html><html><body><div id="app"></div><script src="/shell/app.js"></script></body></html>',
        "/shell/app.js": 'document.getElementById("app").innerHTML = \'<ul class="list" id="list"></ul>\';'
        + _DRAW
        + _LOAD
        + 'load("/shell/x7");',
        "/endless/": _page("endless", "if (location.hash !== 'x') while (true) { fetch; }"),
        "/dialogs/": _page("dialogs", 'fetch("/dialogs/x7"); while (true) alert("请登录");'),
    }


def _made(path: str, query: str) -> str:
    """A data endpoint or an article."""
    name, _, last = path.strip("/").partition("/")
    if last == "x7":
        page = int(query.partition("=")[2] or 1)
        rows = {"nothing": [], "empty": []}.get(name, rows_of(name, ROWS if query else 3, page))
        return json.dumps({"rows": rows})
    if last.startswith("art"):
        return _FRAME.format(
            name="工作动态", body=f"<h1>修文县{name}栏目{last}</h1><p>{'修文县召开工作会议。' * 20}</p>"
        )
    return ""


def _type_of(path: str, body: str) -> str:
    kinds: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: path.endswith(".js"), "application/javascript; charset=utf-8"),
        (lambda: path.endswith("/x7"), "application/json"),
        (lambda: path == "/robots.txt", "text/plain"),
    )
    return next((kind for fits, kind in kinds if fits()), "text/html; charset=utf-8")
