"""nginx on a loopback port: a process of its own, that answers as the servers of portals do."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.contest.spending import ContestError

MISSING = "没有 nginx，请先安装 / nginx is not installed: apt-get install nginx-light"
_START_SECONDS = 10.0
# the header allows LinkChecker more than ten requests a second
_CONFIGURATION = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    types {{ text/html html; }}
    default_type application/octet-stream; charset utf-8;
    map $http_user_agent $no_limit {{ default ""; ~LinkChecker 1; }}
    add_header LinkChecker $no_limit;
    log_format traffic '$status $bytes_sent $request_method $uri';
    access_log {folder}/access.log traffic buffer=64k flush=1s;
    sendfile on; keepalive_timeout 75; keepalive_requests 100000; gzip off; etag on;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


class Sent(NamedTuple):
    """An answer: its status, its bytes with the header, the path that was asked for."""

    status: int
    size: int
    path: str


class Traffic:
    """What nginx was asked for and sent, by its own log."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def mark(self) -> int:
        """Where the log ends now: what comes later is counted from there."""
        return self._log.stat().st_size if self._log.is_file() else 0

    def since(self, mark: int) -> list[Sent]:
        """What was sent since then."""
        time.sleep(1.5)  # nginx writes its log once a second
        with self._log.open(encoding="utf-8") as log:
            log.seek(mark)
            lines = [line.split() for line in log]
        return [Sent(int(status), int(size), path) for status, size, _, path in lines]


@contextmanager
def served(root: Path, folder: Path) -> Iterator[tuple[str, Traffic]]:
    """Serves the files below `root`; gives the address without a closing slash and the traffic."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx is None:
        raise ContestError(MISSING)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tmp").mkdir(parents=True)
    port = _free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, root=root), encoding="utf-8")
    server = subprocess.Popen([nginx, "-e", str(folder / "error.log"), "-c", str(configuration)])  # noqa: S603
    try:
        _wait_for(port, server, folder)
        yield f"http://127.0.0.1:{port}", Traffic(folder / "access.log")
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise ContestError(f"nginx did not start: {(folder / 'error.log').read_text(encoding='utf-8')}")
