"""A real HTTP server for a built portal, as a process of its own on loopback.

    python -m sample.server FOLDER [--port 8642] [--with-parent]

prints one JSON line `{"url": …}` when it listens and ends on SIGTERM, SIGINT and, with `--with-parent`, when its stdin
closes. Port 0 is any free one. It can be told to misbehave, also by hand (kinds: `sample.misbehaving.Fault`):

    curl -X POST   http://127.0.0.1:8642/-/faults -d '{"kind": "server-error"}'
    curl -X POST   http://127.0.0.1:8642/-/faults -d '{"kind": "empty-list", "path": "/longchang/gzdt.htm"}'
    curl           http://127.0.0.1:8642/-/faults       # what it was told
    curl -X DELETE http://127.0.0.1:8642/-/faults       # behave again
    curl           http://127.0.0.1:8642/-/traffic      # requests, bytes_sent, not_modified, paths
    curl -X DELETE http://127.0.0.1:8642/-/traffic      # count from nought

A fault without a path holds for every page. With a path it holds for every address that begins with it and, where the
path is a column's first page, for the other list pages of that column. The fault told last wins."""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import signal
import sys
import threading
from collections import Counter
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

from county.system_words import system_words
from sample.folder import BuiltPortal, Entry, SampleError
from sample.misbehaving import Fault, answer, changed_list, html, not_found
from sample.serving import SampleServer, Traffic

__all__ = ["Fault", "SampleServer", "Traffic"]

DEFAULT_PORT = 8642
CONTROL = "/-/"
ROBOTS = "User-agent: *\nDisallow: /search/\nDisallow: /-/\n"
_GZIP_LEVEL = 5
_PACKABLE = ("text/", "application/json")
_SHUTDOWN_SECONDS = 0.2
_PORTAL = web.AppKey("portal", BuiltPortal)
_FAULTS: web.AppKey[list[tuple[Fault, str]]] = web.AppKey("faults", list)


class Meter:
    """Counts what was asked and what was sent."""

    def __init__(self) -> None:
        self.paths: Counter[str] = Counter()
        self.bytes_sent = 0
        self.not_modified = 0

    def reset(self) -> None:
        """Count from nought."""
        self.paths.clear()
        self.bytes_sent = self.not_modified = 0

    def report(self) -> dict[str, object]:
        """The contract of /-/traffic."""
        return {
            "requests": self.paths.total(),
            "bytes_sent": self.bytes_sent,
            "not_modified": self.not_modified,
            "paths": dict(self.paths),
        }


_METER = web.AppKey("meter", Meter)


class _MeterLog(AbstractAccessLogger):
    """Reads the size of each answer, headers included, when it has gone out."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        if isinstance(request, web.Request) and not request.path.startswith(CONTROL):
            meter = request.app[_METER]
            meter.bytes_sent += response.body_length
            meter.not_modified += response.status == 304

    @property
    def enabled(self) -> bool:
        return True


def make_app(folder: Path) -> web.Application:
    """The application that serves one built portal."""
    app = web.Application()
    app[_PORTAL] = BuiltPortal(folder)
    app[_FAULTS] = []
    app[_METER] = Meter()
    app.router.add_route("*", f"{CONTROL}faults", _faults)
    app.router.add_route("*", f"{CONTROL}traffic", _traffic)
    app.router.add_get("/{rest:.*}", _serve)
    return app


async def _serve(request: web.Request) -> web.StreamResponse:
    portal = request.app[_PORTAL]
    request.app[_METER].paths[request.raw_path] += 1
    entry = portal.find(request.raw_path)
    fault = _fault_for(request, entry)
    body = entry.file.read_bytes() if entry else b""
    if fault is not None:
        stand_in = await answer(fault, request, body)
        if stand_in is not None:
            return stand_in
    if request.path == "/robots.txt":
        return web.Response(text=ROBOTS)
    if entry is None:
        slashed = f"{request.path}/"
        return html(301, "", {"Location": slashed}) if portal.find(slashed) else not_found()
    if fault is not None:
        changed = changed_list(fault, entry, body)
        if changed != body:
            return _page(request, entry, changed, f'"{fault.value}-{entry.etag[1:]}')
    return _page(request, entry, body, entry.etag)


def _page(request: web.Request, entry: Entry, body: bytes, etag: str) -> web.Response:
    headers = {"ETag": etag, "Last-Modified": formatdate(entry.modified, usegmt=True)}
    if _unchanged(request, entry, etag):
        return web.Response(status=304, headers=headers)
    headers["Content-Type"] = entry.content_type
    if entry.content_type.startswith(_PACKABLE):
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
    return web.Response(body=body, headers=headers)


def _unchanged(request: web.Request, entry: Entry, etag: str) -> bool:
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
    since = request.headers.get("If-Modified-Since")
    if since is None or etag != entry.etag:
        return False
    try:
        return parsedate_to_datetime(since).timestamp() >= entry.modified
    except ValueError:
        return False


def _fault_for(request: web.Request, entry: Entry | None) -> Fault | None:
    portal = request.app[_PORTAL]
    told = request.app[_FAULTS]
    for fault, path in reversed(told):
        column = portal.column_at(path) if path else ""
        if request.raw_path.startswith(path) or (column and entry is not None and _is_list_of(entry, column)):
            return fault
    return None


def _is_list_of(entry: Entry, column: str) -> bool:
    return entry.container is not None and entry.column == column


async def _faults(request: web.Request) -> web.Response:
    faults = request.app[_FAULTS]
    if request.method == "DELETE":
        faults.clear()
    elif request.method == "POST":
        try:
            told = json.loads(await request.text())
            faults.append((Fault(told["kind"]), told.get("path") or ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            kinds = "、".join(fault.value for fault in Fault)
            return web.json_response({"error": f'故障须写作 {{"kind": …}}，kind 是其中之一：{kinds}。'}, status=400)
    return web.json_response([{"kind": fault.value, "path": path or None} for fault, path in faults])


async def _traffic(request: web.Request) -> web.Response:
    meter = request.app[_METER]
    if request.method == "DELETE":
        meter.reset()
    return web.json_response(meter.report())


async def _run(folder: Path, port: int, *, with_parent: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if with_parent:
        threading.Thread(target=_wait_for_parent, args=(loop, stop), daemon=True).start()
    runner = web.AppRunner(
        make_app(folder),
        access_log_class=_MeterLog,
        handler_cancellation=True,
        shutdown_timeout=_SHUTDOWN_SECONDS,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        _, chosen = runner.addresses[0][:2]
        print(json.dumps({"url": f"http://127.0.0.1:{chosen}"}), flush=True)
        await stop.wait()
    finally:
        await runner.cleanup()


def _wait_for_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    # not sys.stdin: a thread that waits in its buffer cannot be ended with the process
    while os.read(sys.stdin.fileno(), 1024):
        pass
    loop.call_soon_threadsafe(stop.set)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sample.server", description="在本机提供样例门户")
    parser.add_argument("folder", type=Path, help="python -m sample.build 写成的文件夹")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"端口，0 为任意空闲端口（默认 {DEFAULT_PORT}）")
    parser.add_argument("--with-parent", action="store_true", help="标准输入关闭时一同结束")
    options = parser.parse_args()
    try:
        asyncio.run(_run(options.folder, options.port, with_parent=options.with_parent))
    except SampleError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"端口 {options.port} 不能使用（{system_words(error)}），请换一个端口（--port 0 为任意空闲端口）。",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
