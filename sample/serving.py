"""The sample's server held by another process: started, told to misbehave, asked for its traffic, stopped."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from sample.folder import SampleError
from sample.misbehaving import Fault

_STOP_SECONDS = 5.0
_CONTROL_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the server was asked since it was last reset: `bytes_sent` counts whole answers, headers too; `paths` how
    often each path with its query was asked for."""

    requests: int
    bytes_sent: int
    not_modified: int
    paths: dict[str, int]


class SampleServer:
    """Serves a built folder from a process of its own while the context lasts. The process ends with this one."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """Address of the portal, without a slash at its end."""
        return self._url

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the process and wait until it listens. Raises SampleError."""
        home = str(Path(__file__).resolve().parent.parent)
        paths = (home, os.environ.get("PYTHONPATH", ""))
        command = [sys.executable, "-m", "sample.server", str(self._folder), "--port", str(self._port), "--with-parent"]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        line = self._process.stdout.readline() if self._process.stdout else b""
        if not line:
            self.stop()
            raise SampleError(f"样例门户没有启动：端口 {self._port} 可能已被占用，或 {self._folder} 里没有建好的样例。")
        self._url = json.loads(line)["url"]

    def stop(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def misbehave(self, kind: Fault, path: str | None = None) -> None:
        """Misbehave from now on: on every page, or on addresses that begin with `path` and, where that is a column's
        first page, on the column's other list pages. What was told last wins."""
        self._control("POST", "faults", {"kind": kind.value, "path": path})

    def behave(self) -> None:
        """Take back every fault."""
        self._control("DELETE", "faults")

    def traffic(self) -> Traffic:
        """What was asked and sent since the start or the last reset, the control itself left out."""
        report = self._control("GET", "traffic")
        return Traffic(report["requests"], report["bytes_sent"], report["not_modified"], report["paths"])

    def reset_traffic(self) -> None:
        """Count from nought."""
        self._control("DELETE", "traffic")

    def _control(self, method: str, what: str, told: dict[str, Any] | None = None) -> Any:
        connection = http.client.HTTPConnection(urlsplit(self._url).netloc, timeout=_CONTROL_SECONDS)
        try:
            connection.request(method, f"/-/{what}", json.dumps(told) if told else None)
            answer = connection.getresponse()
            report = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise SampleError(report["error"])
        return report
