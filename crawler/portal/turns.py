"""What waits to be asked for (待请求): a request that stands for several, each made when its turn comes.

The lists of a portal are read before its articles, so that nearly all articles wait at once. A request with what Scrapy
keeps about it takes three times the memory of the row that it comes from; of each list page only one waits as such."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.squeues import LifoMemoryQueue

_REST = "xuncha_rest"
"""Key of request.meta under which the requests that follow it stand in the queue."""


def in_turn(requests: Iterator[Request]) -> Iterator[Request]:
    """The first of them, which stands for all; none where there is none. They must be of one host and one priority, and
    making them must not fail: nobody would miss what was not made."""
    if (first := next(requests, None)) is not None:
        first.meta[_REST] = requests
        yield first


class Turns(LifoMemoryQueue):  # type: ignore[misc,valid-type]  # a class, but made by a function
    """Scrapy's queue of one host and priority (SCHEDULER_MEMORY_QUEUE): after a request comes the next of those that
    it stood for."""

    def pop(self) -> Request | None:
        """The next request."""
        request: Request | None = super().pop()
        if request is not None and (rest := request.meta.pop(_REST, None)):
            for following in in_turn(rest):
                self.push(following)
        return request
