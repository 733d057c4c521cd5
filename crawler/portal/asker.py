"""What is asked of the portal (请求): each page once, and only if it changed unless it is due."""

from __future__ import annotations

import pickle
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scrapy import Request

from county.address import host_of
from county.page import Query
from crawler.documenttypes import names_document
from crawler.linking.checker import LinkChecker
from crawler.portal.asking import ARTICLE, DOCUMENT, LIST, PRIORITY, posting, validators
from crawler.portal.parts import part_id
from crawler.portal.run import Run
from crawler.portal.turns import in_turn
from crawler.portal.walk import ColumnWalk, Row
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

    def list_page(self, query: Query, walk: ColumnWalk) -> Request:
        """A request for one list page."""
        full = walk.pages > 0 or not walk.may_ask_if_changed
        page = self._run.page_id(query.address)
        return posting(self.page(query.url, LIST, page, full=full, walk=walk, query=query), query)

    def rows(self, rows: Iterable[Row]) -> Requests:
        """Requests for what rows of a list lead to, whole. What is known of the pages is looked up now, a request made
        when its turn comes."""
        for (kind, parted, _), alike in groupby(rows, self._traits):
            first, *others = alike
            yield from in_turn(self._turns(kind, parted, first, pickle.dumps(others, pickle.HIGHEST_PROTOCOL)))

    def _turns(self, kind: str, parted: bool, first: Row, others: bytes) -> Requests:
        """`others` are packed: nearly all rows of a portal wait at once, and packed they take a third."""
        yield self._row(kind, parted, first)
        for row in pickle.loads(others):  # noqa: S301 packed above
            yield self._row(kind, parted, row)

    def _traits(self, row: Row) -> tuple[str, bool, str]:
        kind = DOCUMENT if names_document(row.entry.url) else ARTICLE
        return kind, self._is_parted(row.page, kind), host_of(row.entry.url)

    def _row(self, kind: str, parted: bool, row: Row) -> Request:
        return self._request(row.entry.url, kind, row.page, {}, {WHOLE: parted, "entry": row.entry})

    def page(self, url: str, kind: str, page: str, *, full: bool = False, **context: Any) -> Request:
        """A request for one page; unless `full` is set or due, only if it changed."""
        known = self._run.known.page(page)
        parted = self._is_parted(page, kind)
        unconditional = full or parted or known is None or self._run.needs_full_look(known)
        headers = {} if unconditional or known is None else validators(known)
        return self._request(url, kind, page, headers, {WHOLE: parted, **context})

    def _is_parted(self, page: str, kind: str) -> bool:
        """Whether it is an article of several pages."""
        return kind == ARTICLE and self._run.known.page(part_id(page, 2)) is not None

    def _request(
        self, url: str, kind: str, page: str, headers: Mapping[str, str], context: Mapping[str, object]
    ) -> Request:
        self._links.asked.add(page)
        meta: dict[str, Any] = {"page": page, "kind": kind, "asked": url, **context}
        if kind == DOCUMENT or names_document(url):
            meta["download_maxsize"] = self._run.spec.policy.attachment_bytes
        answer, no_answer = self.callbacks.answers[kind], self.callbacks.no_answer
        # whether it was asked for already is known here, and where it may lead in crawler/wire/borders.py
        return Request(
            url,
            answer,
            headers=headers,
            meta=meta,
            priority=PRIORITY[kind],
            dont_filter=True,
            errback=no_answer,
        )
