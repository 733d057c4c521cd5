"""What an answer says of itself besides its body: headers, type, where it came from, whether it is whole."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.http import Response

from crawler.wire.archive import RECORD, Wire

_TAIL = 4096
"""Bytes at the end of a page in which its end tag is looked for."""


def headers_of(response: Response) -> dict[str, str]:
    """The headers as text, values of a repeated one joined by commas."""
    pairs = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in pairs}


def content_type(response: Response) -> str:
    """The declared type, "" where there is none."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else ""


def shown_at(url: str, asked: str) -> str:
    """The address of an answer with the route that was asked for: it never reaches the server, scripts read it."""
    return url + asked[asked.find("#") :] if "#" in asked and "#" not in url else url


def is_cut(response: Response) -> bool:
    """Whether the connection ended before the body did, as far as can be told, or a part came that nobody asked for."""
    if response.status == HTTPStatus.PARTIAL_CONTENT:
        return True
    wire: Wire = response.meta[RECORD]
    if wire.unpacked is not None:
        return wire.unpacked != len(response.body)
    return "partial" in response.flags and b"</html" not in response.body[-_TAIL:].lower()
