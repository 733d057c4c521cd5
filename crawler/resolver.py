"""Names are looked up under guard: a portal's page must not lead the crawler to machines inside the office's own
network (内网地址), unless the portal is known to stand there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from county.configuration.web_address import is_private

ALLOW_PRIVATE = "XUNCHA_ALLOW_PRIVATE"
"""The setting by which a portal's `allow_private` reaches the resolver."""


class GuardedResolver(CachingThreadedResolver):
    """Refuses names that lead to addresses which are not public, and remembers them: on its way up the refusal becomes
    an ordinary look-up error."""

    allow_private = False
    refused: ClassVar[set[str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Scrapy's way of making a resolver."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool(ALLOW_PRIVATE)
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The address of a name."""
        looked_up: Deferred[str] = super().getHostByName(name, timeout)
        return looked_up if self.allow_private else looked_up.addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if is_private(address):
            self.refused.add(name)
            raise DNSLookupError(f"{name} leads to an address that is not public")
        return address
