"""What is asked of the portal (请求): each page once, and only if it changed unless it is due."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Request

from county.page import Query
from crawler.documenttypes import names_document
from crawler.linking.checker import LinkChecker
from crawler.portal.asking import ARTICLE, DOCUMENT, LIST, PRIORITY, posting, validators
from crawler.portal.parts import part_id
from crawler.portal.run import Run
from crawler.portal.walk import ColumnWalk
from crawler.wire.archive import WHOLE

Requests = Iterator[Request]
AsyncRequests = AsyncIterator[Request]


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Who takes the answer of each kind of page, and who the lack of one."""

    answers: Mapping[str, Callable[..., object]]
    no_answer: Callable[..., Requests]


class Asker:
    """The requests of one run. `callbacks` are set by the spider before the first one."""

    callbacks: Callbacks

    def __init__(self, run: Run, links: LinkChecker) -> None:
        self._run = run
        self._links = links
        self._asked: set[str] = set()

    def first_time(self, page: str) -> bool:
        """Whether the page was not asked for before; from now on it was."""
        if page in self._asked:
            return False
        self._asked.add(page)
        return True

    def was_asked(self, page: str) -> bool:
        """Whether the page was asked for."""
        return page in self._asked

    def list_page(self, query: Query, walk: ColumnWalk) -> Request:
        """A request for one list page."""
        full = walk.pages > 0 or not walk.may_ask_if_changed
        page = self._run.page_id(query.address)
        return posting(self.page(query.url, LIST, page, full=full, walk=walk, query=query), query)

    def page(self, url: str, kind: str, page: str, *, full: bool = False, **context: Any) -> Request:
        """A request for one page; unless `full` is set or due, only if it changed."""
        self._links.asked.add(page)
        known = self._run.known.page(page)
        parted = kind == ARTICLE and self._run.known.page(part_id(page, 2)) is not None
        unconditional = full or parted or known is None or self._run.needs_full_look(known)
        meta: dict[str, Any] = {"page": page, "kind": kind, "asked": url, WHOLE: parted, **context}
        if kind == DOCUMENT or names_document(url):
            meta["download_maxsize"] = self._run.spec.policy.attachment_bytes
        headers = {} if unconditional or known is None else validators(known)
        answer, no_answer = self.callbacks.answers[kind], self.callbacks.no_answer
        return Request(url, answer, headers=headers, errback=no_answer, meta=meta, priority=PRIORITY[kind])
