"""The borders of a crawl (采集边界): which addresses may be asked for. Every request meets them, and so does every hop
of a redirect, for a portal's page must not send the crawler elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from county.configuration.web_address import is_private
from county.settings import Portal

OUTSIDE = "xuncha_outside"
"""Key of request.meta: this request, and where it is redirected to, may leave the portal; only the link checker's."""

_SCHEMES = frozenset({"http", "https"})
_USUAL_PORTS = frozenset({None, 80, 443})
"""Written or not, they make no other host: a portal that moves to https stays the same one."""
_ROBOTS = "/robots.txt"
_LONGEST = 2083
"""Characters of the longest address that is asked for: what browsers took for long, and servers with them."""
TOO_LONG = "address too long"


class Borders:
    """The hosts of a portal, by name and port, and what lies outside. `inside` are the names that may stand at private
    addresses, each at the port it was named with: the office named them, and said that its portal stands there."""

    def __init__(self, portal: Portal, allowed_hosts: tuple[str, ...] = ()) -> None:
        own = {urlsplit(portal.home).netloc.rpartition("@")[2].lower(), *map(str.lower, portal.hosts)}
        self._own = set(map(_place_of, own))
        named = (*own, *allowed_hosts) if portal.allow_private else ()
        self._inside = set(map(_place_of, named))
        self.inside = frozenset(place.partition(":")[0] for place in self._inside)
        self._visited: set[str] = set()

    def flaw(self, url: str, *, outside: bool = False) -> str:
        """Why `url` must not be asked for, "" where it may; `outside` says that it need not be the portal's own."""
        try:
            parts = urlsplit(url)
            host, place = parts.hostname or "", _place(parts.hostname or "", parts.port)
        except ValueError:
            return "no address"
        if parts.scheme not in _SCHEMES:
            return f"scheme {parts.scheme}"
        if (is_private(host) or host in self.inside) and place not in self._inside:
            return f"private address {host}"
        if outside:
            self._visited.add(place)
        elif place not in self._own and not (parts.path == _ROBOTS and place in self._visited):
            # a host whose pages may be asked for has a robots.txt that must be
            return f"offsite {host}"
        return ""


def _place(host: str, port: int | None) -> str:
    return host if port in _USUAL_PORTS else f"{host}:{port}"


def _place_of(netloc: str) -> str:
    parts = urlsplit(f"//{netloc}")
    return _place(parts.hostname or "", parts.port)


class BorderMiddleware:
    """Holds every request against the borders of its spider, if it has some, and none may be without end. Scrapy's own
    limit drops an address before it is in the queue, and with it all that wait behind it (crawler/portal/turns.py)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BorderMiddleware:
        """Scrapy's way of making a middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest for what must not be asked for."""
        if len(request.url) > _LONGEST:
            raise IgnoreRequest(TOO_LONG)
        borders: Borders | None = getattr(self._crawler.spider, "borders", None)
        if borders is None:
            return
        if flaw := borders.flaw(request.url, outside=bool(request.meta.get(OUTSIDE))):
            raise IgnoreRequest(f"outside the borders: {flaw}")
