"""Articles, their further pages and their attachments (文章、正文分页、附件)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus

from scrapy.http import Response

from county.page import Article, Attachment, Entry
from crawler.documenttypes import is_document
from crawler.linking.checker import LinkChecker
from crawler.portal.asker import Asker, AsyncRequests, Requests
from crawler.portal.asking import DOCUMENT, PART
from crawler.portal.intake import Intake
from crawler.portal.keeper import Fetched
from crawler.portal.parts import Parts, part_id
from crawler.portal.run import Run
from crawler.progress import Progress
from crawler.readers import ArticleRead, ReaderError, Readers
from crawler.wire.answers import content_type


class Articles:
    """The articles of one run. `after` ends a step."""

    def __init__(
        self,
        run: Run,
        intake: Intake,
        readers: Readers,
        asker: Asker,
        links: LinkChecker,
        counts: Progress,
        after: Callable[[], None],
    ) -> None:
        self._run = run
        self._intake = intake
        self._readers = readers
        self._asker = asker
        self._links = links
        self._counts = counts
        self._after = after

    async def parse_article(self, response: Response) -> AsyncRequests:
        """An article, or a file where an article was expected."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._intake.unchanged(response)
        elif is_document(response.body, content_type(response)):
            await self.parse_document(response)
            return
        else:
            for request in await self._take(response):
                yield request
        self._after()

    async def _take(self, response: Response) -> Requests:
        try:
            read = await self._readers.article(self._intake.sent(response), response.meta.get("entry"))
        except ReaderError as error:
            self._intake.unread(response, error)
            return iter(())
        fetched = self._intake.fetched(response, read.page)
        failure = self._intake.trouble(response, read.page.judgement)
        if failure is not None:
            self._run.keeper.bad(fetched, failure)
        if failure is not None or read.article is None:
            return iter(())
        return self._begin_article(fetched, read.article, self._on_portal(read.following))

    def _on_portal(self, following: Iterable[str]) -> list[str]:
        return [url for url in following if self._run.on_portal(url)]

    def _begin_article(self, fetched: Fetched, article: Article, following: list[str]) -> Requests:
        """An article, or the first page of one."""
        if not following:
            yield from self.read(fetched, article)
            return
        parts = Parts(fetched, article, same=True)
        parts.take(article, following, same=self._intake.is_same(fetched))
        yield from self.go_on(parts)

    def go_on(self, parts: Parts) -> Requests:
        """The next page of the article, else all of it."""
        if url := parts.next():
            yield self._asker.page(url, PART, part_id(parts.fetched.page, parts.number), full=True, parts=parts)
            return
        fetched, article = parts.captured(), parts.joined()
        if parts.same and not parts.reason:
            self._intake.sighted(fetched)
        else:
            self._links.found(self._run.keeper.article(fetched, article, parts.reason), article)
        yield from self._read_attachments(fetched, article)

    async def parse_part(self, response: Response) -> AsyncRequests:
        """A further page of an article. What cannot be read of it is missing from the article, and said so."""
        parts: Parts = response.meta["parts"]
        try:
            read = await self._readers.article(self._intake.sent(response))
        except ReaderError as error:
            parts.lose(self._intake.unread(response, error).reason)
        else:
            self._take_part(parts, response, read)
        for request in self.go_on(parts):
            yield request
        self._after()

    def _take_part(self, parts: Parts, response: Response, read: ArticleRead) -> None:
        fetched = self._intake.fetched(response, read.page)
        if failure := self._intake.trouble(response, read.page.judgement):
            self._run.keeper.bad(fetched, failure)
            parts.lose(failure.reason)
        elif read.article is None or not read.article.text.content.strip():
            self._run.keeper.listing(fetched)
            parts.lose("没有读出正文")
        else:
            same = self._intake.same_body(fetched)
            if not same:
                self._run.keeper.listing(fetched)
            parts.take(read.article, self._on_portal(read.following), same=same)

    def read(self, fetched: Fetched, article: Article) -> Requests:
        if not self._intake.same_body(fetched):
            self._links.found(self._run.keeper.article(fetched, article), article)
        yield from self._read_attachments(fetched, article)

    def _read_attachments(self, fetched: Fetched, article: Article) -> Requests:
        links = [(self._run.page_id(link.url), link) for link in article.attachments]
        self._run.keeper.attachments(fetched.page, links)
        yield from self._fetch_attachments(links)

    def _fetch_attachments(self, links: Iterable[tuple[str, Attachment]]) -> Requests:
        for page, link in links:
            known = self._run.known.page(page)
            due = known is None or self._run.needs_full_look(known, seldom=True)
            if due and self._run.on_portal(link.url) and self._asker.first_time(page):
                yield self._asker.page(link.url, DOCUMENT, page, full=True, name=link.name)

    async def parse_document(self, response: Response) -> None:
        """An attachment."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._intake.unchanged(response)
        else:
            try:
                await self._read_document(response)
            except ReaderError as error:
                self._intake.unread(response, error)
        self._after()

    async def _read_document(self, response: Response) -> None:
        fetched = self._intake.file(response)
        is_file = response.status == HTTPStatus.OK and is_document(response.body, content_type(response))
        if not is_file:
            read = await self._readers.page(self._intake.sent(response))
            if failure := self._intake.trouble(response, read.judgement):
                self._run.keeper.bad(fetched, failure)
                return
        entry: Entry | None = response.meta.get("entry")
        name = response.meta.get("name") or (entry.title if entry else "")
        if not is_file:
            self._links.no_file(fetched, name)
        if self._intake.same_body(fetched):
            return
        suffix = response.url.partition("?")[0].rpartition("/")[2]
        document = await self._readers.file(response.body, suffix or name, content_type(response))
        self._run.keeper.document(fetched, name or suffix, document)
        self._counts.documents += 1
