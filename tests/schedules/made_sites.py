"""Real sites on loopback for the tests of the probe, each with its own way to answer."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from county.settings import County, CrawlPolicy, Portal, ProbePolicy
from county.units import Column, ColumnKind, Unit, UnitClass

GOOD = "<html><head><title>修文县人民政府</title></head><body>" + "<p>欢迎访问修文县人民政府门户网站。</p>" * 30
LIMIT_SECONDS = 3.0
"""Long enough for a busy machine, short enough for a test."""
Answer = tuple[int, str, dict[str, str]]
Answers = Callable[[str], Answer]


def says(text: str, status: int = 200, **headers: str) -> Answers:
    """The same answer to every path but robots.txt."""
    return lambda path: (404, "", {}) if path == "/robots.txt" else (status, text, headers)


@dataclass
class Site:
    """A running site: its address and what it was asked. `gate` holds back every answer until it is set."""

    url: str = ""
    paths: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    gate: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://").rstrip("/")


@contextmanager
def serving(answers: Answers, *, mute: bool = False) -> Iterator[Site]:
    """A site; a mute one takes the request of a page and does not answer while the context lasts."""
    site = Site()
    if not mute:
        site.gate.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.paths[self.path] += 1
            site.agents.add(self.headers["User-Agent"])
            status, text, headers = answers(self.path)
            if self.path != "/robots.txt":
                site.gate.wait()
            self.send_response(status)
            body = text.encode()
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            with suppress(ConnectionError):  # the guest of a mute site is gone
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """No line a request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.gate.set()
        server.shutdown()
        server.server_close()


@contextmanager
def serving_all(kinds: dict[str, Answers], mute: tuple[str, ...] = ()) -> Iterator[dict[str, Site]]:
    """Sites by name."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving(answers, mute=name in mute)) for name, answers in kinds.items()}


def make_county(home: str, hosts: tuple[str, ...], **probe: object) -> County:
    """A county whose portal has that home, and on each further host a column of a unit of its own."""
    portal = Portal("xiuwen", "修文县人民政府门户网站", home, hosts, allow_private=True)
    units = tuple(_unit(number, host) for number, host in enumerate(hosts))
    policy = ProbePolicy(**{"limit_seconds": LIMIT_SECONDS, "witnesses": (), **probe})  # type: ignore[arg-type]
    return County("修文县", (portal,), units, CrawlPolicy("信息科", delay=0.0), "xiuwen", probe=policy)


def _unit(number: int, host: str) -> Unit:
    name = f"unit{number}"
    column = Column(name, "工作动态", ColumnKind.NEWS, f"http://{host}/gzdt/", 14)
    return Unit(name, f"单位{number}", UnitClass.FIRST, "xiuwen", (column,))
