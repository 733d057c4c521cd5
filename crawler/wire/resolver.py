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
from twisted.python.failure import Failure

from county.configuration.web_address import is_private

ALLOW_PRIVATE = "XUNCHA_ALLOW_PRIVATE"
"""The setting that lets every name lead inside: for a discovery, whose portal stands there."""
INSIDE_HOSTS = "XUNCHA_INSIDE_HOSTS"
"""The setting that names the hosts which may stand inside: those of a portal with `allow_private`. A link of its pages
to any other machine in there is refused all the same."""
_NO_SUCH_NAME = ("[Errno -2]", "[Errno -5]", "[Errno 8]", "[Errno 11001]")
"""How the look-up of a name ends that does not exist (EAI_NONAME, EAI_NODATA; 8 on BSD, 11001 on Windows): other
numbers say that the name servers did not answer."""


class GuardedResolver(CachingThreadedResolver):
    """Refuses names that lead to addresses which are not public, and remembers them: on its way up the refusal becomes
    an ordinary look-up error."""

    allow_private = False
    inside: frozenset[str] = frozenset()
    refused: ClassVar[set[str]] = set()
    unknown: ClassVar[set[str]] = set()
    """Names that do not exist, by the word of the name servers."""
    reached: ClassVar[set[str]] = set()
    """Names that led to an address."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Scrapy's way of making a resolver."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool(ALLOW_PRIVATE)
        resolver.inside = frozenset(crawler.settings.getlist(INSIDE_HOSTS))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        """The address of a name."""
        looked_up: Deferred[str] = super().getHostByName(name, timeout)
        looked_up.addCallbacks(self._found, self._failed, callbackArgs=(name,), errbackArgs=(name,))
        return looked_up

    def _found(self, address: str, name: str) -> str:
        if not self.allow_private and name not in self.inside and is_private(address):
            self.refused.add(name)
            raise DNSLookupError(f"{name} leads to an address that is not public")
        if address != name:
            self.reached.add(name)
        return address

    def _failed(self, failure: Failure, name: str) -> Failure:
        if any(number in str(failure.value) for number in _NO_SUCH_NAME):
            self.unknown.add(name)
        return failure
