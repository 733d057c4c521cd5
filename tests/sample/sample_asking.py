"""Raw HTTP requests: what really goes over the wire."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(url: str, path: str, *, method: str = "GET", timeout: float = 5, limit: int = -1, **headers: str) -> Answer:
    """Ask once on a connection of its own. Underscores in header names stand for hyphens."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=timeout)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read() if limit < 0 else answer.read(limit)
        return Answer(answer.status, dict(answer.headers), body)
    finally:
        connection.close()
