"""The link checker (链接检查): after lists, articles and attachments are done, asks for the links that are due."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import CannotResolveHostError, CloseSpider, DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from county.page import Article, LinkKind
from crawler import failures
from crawler.endings import FINISHED, NOT_READ
from crawler.linking import answers
from crawler.linking.answers import Answer, Received
from crawler.linking.plan import LinkPlan
from crawler.portal.keeper import Fetched
from crawler.portal.run import Run
from crawler.readers import ReaderError, Readers
from crawler.wire.answers import content_type, headers_of
from crawler.wire.archive import RECORD, Wire
from crawler.wire.borders import OUTSIDE
from crawler.wire.resolver import GuardedResolver
from evidence.pack import KnownLink

TIMEOUT = 15.0
"""Seconds for one link, as the national reachability test gives a page (链接可用性)."""
MOST_BYTES = 1024 * 1024
"""Bytes read of a link's page: a notice that it is gone is a hundredth of that."""
BATCH = 20
"""Links asked for at a time; between two batches the window is looked at."""

logger = logging.getLogger(__name__)


class LinkChecker:
    """Keeps the links that were read and, once the spider has nothing else to do, asks for those that are due. Who is
    linked may send anything: the readers read it."""

    def __init__(self, run: Run, readers: Readers) -> None:
        self.asked: set[str] = set()
        """Ids of the pages that the spider itself asked for tonight: their answers count."""
        self.began = False
        policy = run.spec.policy
        self._run = run
        self._readers = readers
        self._budget = policy.links_per_night
        self._sent = 0
        self._plan = LinkPlan(run.known, run.spec.night, self._budget, policy.link_days)
        self._queue: Iterator[KnownLink] = iter(())
        self._unresolved: list[tuple[KnownLink, Answer]] = []

    def found(self, capture: str, article: Article) -> None:
        """Keeps the links of an article as that capture shows them."""
        files = ((file.url, file.name, LinkKind.FILE) for file in article.attachments)
        for url, text, kind in (*files, *((link.url, link.text, link.kind) for link in article.links)):
            target = self._run.page_id(url)
            outside = int(not self._run.on_portal(url))
            self._run.keeper.link(capture, target, url, text, kind, outside)
            self._plan.add(KnownLink(target, url, kind, outside, "", "", 0))

    def no_file(self, fetched: Fetched, name: str) -> None:
        """Notes a readable page that came where the spider asked for a file."""
        if answers.promises_file(fetched.url, name) and answers.is_page_instead(fetched.response.body):
            answer = Answer(answers.NO_FILE, answers.NO_FILE_REASON)
            self._run.keeper.link_answer(fetched.page, fetched.url, fetched.response.status, answer, fetched.wire)

    def idle(self, spider: Spider) -> None:
        """Scrapy's question whether anything is left to ask for. Raises DontCloseSpider while there is."""
        if not self.began:
            self.began = True
            requests = self._first()
        else:
            requests = [self._ask(link) for link in islice(self._queue, min(BATCH, max(0, self._budget)))]
        if not requests or not self._run.window_open():
            self._end()
            return
        for request in requests:
            spider.crawler.engine.crawl(request)
        raise DontCloseSpider

    def ended_as(self, reason: str) -> str:
        """Why the crawl ended, apart from links: those that were not reached wait for another night."""
        return FINISHED if self.began else reason

    def _first(self) -> list[Request]:
        """The front page comes first: a portal that is down witnesses nothing."""
        if self._budget <= 0 or next(self._plan.due(()), None) is None:
            return []
        home = self._run.spec.portal.home
        link = KnownLink(self._run.page_id(home), home, LinkKind.PAGE, 0, "", "", 0)
        return [self._request(link, "GET", self.front_page)]

    async def front_page(self, response: Response) -> None:
        """The portal is there: what its links answer from now on can be believed."""
        link: KnownLink = response.meta["link"]
        answer = await self._read(response, self._received(response, link))
        if answer.effective == answers.OK:
            self._keep(link, answer, response)
            self.asked.add(link.target)
            self._queue = self._plan.due(self.asked)

    def _ask(self, link: KnownLink) -> Request:
        """HEAD for what is no page; only its body tells whether a page is a notice that it is gone (soft 404)."""
        return self._request(link, "GET" if link.kind == LinkKind.PAGE else "HEAD", self.answered)

    def _request(self, link: KnownLink, method: str, callback: object) -> Request:
        self._budget -= 1
        self._sent += 1
        meta = {
            "link": link,
            "page": "",
            OUTSIDE: bool(link.outside),
            "download_timeout": min(TIMEOUT, self._run.spec.policy.timeout),
            "download_maxsize": MOST_BYTES,
            "dont_retry": True,
            "dont_merge_cookies": True,
        }
        return Request(link.url, callback, method=method, errback=self.no_answer, meta=meta, priority=-self._sent)  # type: ignore[arg-type]

    async def answered(self, response: Response) -> AsyncIterator[Request]:
        """The answer of a link."""
        self._check_window()
        link: KnownLink = response.meta["link"]
        received = self._received(response, link)
        is_head = response.request is not None and response.request.method == "HEAD"
        answer = answers.of_head(received) if is_head else await self._read(response, received)
        if answer is None:
            yield self._request(link, "GET", self.answered)
        else:
            self._keep(link, answer, response)

    async def _read(self, response: Response, received: Received) -> Answer:
        try:
            return await self._readers.ask(answers.of_get, received)
        except ReaderError as error:
            logger.error("nothing was read of link %s", response.meta["link"].target, exc_info=error)
            return Answer(NOT_READ, str(error))

    def no_answer(self, failure: TwistedFailure) -> None:
        """No answer proves nothing, but for a name that does not exist."""
        self._check_window()
        request: Request = failure.request  # type: ignore[attr-defined]
        link: KnownLink = request.meta["link"]
        host = urlsplit(request.url).hostname or ""
        if isinstance(failure.value, CannotResolveHostError) and host in GuardedResolver.unknown:
            self._unresolved.append((link, Answer(answers.UNRESOLVED, answers.UNRESOLVED_REASON)))
            return
        error: BaseException = failure.value  # type: ignore[assignment]
        reason = failures.of_exception(error, request.meta["download_timeout"], host)
        self._run.keeper.link_answer(link.target, link.url, 0, Answer(reason.effective, reason.reason))

    def _end(self) -> None:
        """A name counts as gone only where the name servers knew another one outside: an office whose network has no
        way out sees no outside name at all."""
        witnessed = bool(GuardedResolver.reached - set(self._run.hosts()))
        for link, answer in self._unresolved:
            kept = answer if witnessed else Answer("transport", "外网域名都解析不到，本机可能不能访问外网，没有检查。")
            self._run.keeper.link_answer(link.target, link.url, 0, kept)
        self._unresolved.clear()

    def _keep(self, link: KnownLink, answer: Answer, response: Response) -> None:
        wire: Wire = response.meta[RECORD]
        self._run.keeper.link_answer(link.target, link.url, response.status, answer, wire)

    def _received(self, response: Response, link: KnownLink) -> Received:
        return Received(
            asked=link.url,
            url=response.url,
            kind=LinkKind(link.kind),
            status=response.status,
            headers=headers_of(response),
            body=response.body,
            content_type=content_type(response),
            on_portal=not link.outside,
            bounced=self._run.bounced_home(link.url, response.url),
        )

    def _check_window(self) -> None:
        if self._run.broken:
            raise CloseSpider("broken")
        if not self._run.window_open():
            raise CloseSpider("window")
