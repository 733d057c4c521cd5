"""A portal of one unit with a list and a handful of articles, served on loopback, and a home that watches it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from county.configuration.loading import load_county
from county.configuration.writing import write_county, write_units
from county.finding import KnownFinding
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from crawler.progress import Progress
from evidence.findings import findings
from evidence.home import Home
from schedules.night import Night
from scoring import load_scheme

NIGHT, DAY_AFTER = dt.date(2026, 3, 31), dt.date(2026, 4, 1)
WRONG, RIGHT = "请各村认真布暑防火工作", "请各村认真部署防火工作"
_HOME = "<html><head><title>修文县人民政府</title></head><body><h1>修文县人民政府</h1><p>{words}</p></body></html>"
_FRAME = """<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>
<div class="info">发布时间：2026-03-20 来源：龙场街道办事处</div><div class="content" id="zoom"><p>{body}</p>
<p>春季森林防火工作责任重大，各村（社区）要落实值班制度，加强巡山护林，严禁野外用火，发现火情立即报告。</p></div></body></html>"""


def article(sentence: str, title: str = "关于开展春季森林防火工作的通知") -> str:
    """An article with that sentence."""
    return _FRAME.format(title=title, body=f"各村（社区）：现将有关事项通知如下，{sentence}，做好登记。")


@dataclass
class SmallPortal:
    """What it answers, by path; `asked` are the paths that were asked for."""

    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def put(self, path: str, body: str, status: int = 200) -> None:
        """Puts a page there."""
        self.pages[path] = (status, body)

    def publish(self, names: tuple[str, ...], sentence: str = WRONG) -> None:
        """The front page, and a list of articles with that sentence."""
        self.put("/", _HOME.format(words="政务公开、政务服务、互动交流、走进修文。" * 5))
        rows = "".join(
            f'<li><a href="/tz/{name}.html">关于开展春季森林防火工作的通知（{name}）</a><span>2026-03-20</span></li>'
            for name in names
        )
        self.put("/tz/", f'<html><body><div class="list"><ul>{rows}</ul></div></body></html>')
        for name in names:
            self.put(f"/tz/{name}.html", article(sentence, f"关于开展春季森林防火工作的通知（{name}）"))


@contextmanager
def served(portal: SmallPortal) -> Iterator[SmallPortal]:
    """The portal on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            portal.asked.append(self.path)
            status, body = portal.pages.get(self.path, (404, "<html><body>404 Not Found</body></html>"))
            content = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    portal.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield portal
    finally:
        server.shutdown()
        server.server_close()


class Quiet:
    """Nobody is told."""

    def crawling(self, portal: str, progress: Progress) -> None: ...

    def checking(self, done: int, total: int) -> None: ...

    def say(self, sentence: str) -> None: ...


def watching(folder: Path, portal: SmallPortal, **policy: object) -> Home:
    """A home whose one unit has the portal's list, after a first night."""
    folder.mkdir(parents=True, exist_ok=True)
    crawl = CrawlPolicy("信息科", delay=0.0, retries=0, timeout=3, browser="off", **{"window": None, **policy})  # type: ignore[arg-type]
    column = Column("u1", "通知公告", ColumnKind.NOTICES, f"{portal.url}/tz/", 180)
    unit = Unit("u1", "龙场街道办事处", UnitClass.FIRST, "county", (column,))
    site = Portal("county", "修文县人民政府", f"{portal.url}/", allow_private=True)
    write_county(folder / "county.toml", County("修文县", (site,), (unit,), crawl, "xiuwen"))
    write_units(folder / "units.toml", [unit])
    home = Home(folder, folder)
    Night(home, load_county(folder), load_scheme("xiuwen"), Quiet()).run(NIGHT)
    return home


def wrong_words(home: Home, as_of: dt.date = NIGHT) -> dict[str, KnownFinding]:
    """The findings on words, by the name of their page."""
    with home.store() as store:
        known = findings(store, as_of)
    return {one.url.rpartition("/")[2].partition(".")[0]: one for one in known if one.finding.words == "布暑"}
