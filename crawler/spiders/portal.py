"""The portal spider: walks every unit's columns, opens new and changed articles, fetches their attachments."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure as TwistedFailure

from county.logs import mask_logging
from county.page import Article, Attachment, Entry, Listing, Query
from county.times import utc_now
from county.visit import Verdict
from crawler import failures
from crawler.answers import content_type, headers_of, is_cut, shown_at
from crawler.archive import RECORD, WHOLE, Archive, Wire
from crawler.asking import ARTICLE, DOCUMENT, LIST, PART, PRIORITY, PROBE, posting, validators
from crawler.borders import Borders
from crawler.browser.allowance import Allowance
from crawler.documents import read_document
from crawler.documenttypes import is_document, names_document
from crawler.endings import Failure
from crawler.keeper import Fetched
from crawler.linking.checker import LinkChecker
from crawler.memory import MEMORY_BYTES, resident_bytes
from crawler.parts import Parts, part_id
from crawler.policy import scrapy_settings
from crawler.progress import Progress, ProgressReporter, report_failure
from crawler.reading import Effective, Page, judge, read_article, read_listing, read_tags
from crawler.reading.answer import read_answer
from crawler.reading.paging import article_pages
from crawler.rendered_columns import RenderedColumns
from crawler.rendering import Shape, Steps
from crawler.run import Run
from crawler.scratch import prepare_scratch
from crawler.walk import ColumnWalk, Row
from evidence.pack import EvidenceError

GIVE_UP_AFTER = 10
"""Failures in a row, of no answer or of refusal, after which the front page is asked; if that fails too, the portal is
left in peace for the night."""
MOST_PROBES = 10
"""A portal that refuses again and again between good answers is not pressed further."""

STATIC_LETTERS = 30
"""A page without dated rows and with as much text is itself the content of its column."""

SHELL = 0
"""Number, among the list pages of a visit, of a column's own page that holds no rows."""

Requests = Iterator[Request]


class PortalSpider(Spider):
    """`scrapy crawl portal -a home=DIR` walks a configured portal into DIR/scratch; `-a pack=DIR` runs a prepared
    order, as the night does."""

    name = "portal"

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        self.archive: Archive = run.archive
        self.borders = Borders(run.spec.portal, run.spec.policy.allowed_hosts)
        self.links = LinkChecker(run)
        self._asked: set[str] = set()
        self._started = time.monotonic()
        self._streak = 0
        self._probing = False
        self._probes = 0
        self._last_verdict = Verdict.COMPLETE
        steps = Steps(self._take_drawn, self._ask_list, self._after, self._may_go_on)
        self._rendered = RenderedColumns(run, Allowance.of(run.spec.policy), steps)
        columns = len(run.walks)
        self._progress = ProgressReporter(Progress(run.spec.portal.id, columns))

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PortalSpider:
        """Reads the order and lets the county's policy set the limits."""
        pack, home, portal = (kwargs.pop(name, "") for name in ("pack", "home", "portal"))
        run = Run(Path(pack) if pack else prepare_scratch(Path(home or "var"), portal))
        crawler.settings.setdict(scrapy_settings(run.spec.policy), priority="spider")
        spider = super().from_crawler(crawler, run, *args, **kwargs)
        crawler.settings.setdict(spider._rendered.settings(crawler.settings), priority="spider")
        crawler.signals.connect(spider.callback_failed, signal=signals.spider_error)
        crawler.signals.connect(spider.links.idle, signal=signals.spider_idle)
        mask_logging()
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """First pages of all columns, then the pages that must be seen every night."""
        if not self.run.window_open():
            raise CloseSpider("window")
        for walk in self.run.walks.values():
            yield self._ask_list(Query(walk.column.url), walk)
        for known in self.run.known.watched():
            # an address from before the portal moved is left to the lists, which know the new one
            here = known.kind in (ARTICLE, DOCUMENT) and self.run.on_portal(known.url)
            if here and self._first_time(known.id):
                yield self._ask(known.url, known.kind, known.id)

    def _first_time(self, page: str) -> bool:
        if page in self._asked:
            return False
        self._asked.add(page)
        return True

    def _ask_list(self, query: Query, walk: ColumnWalk) -> Request:
        full = walk.pages > 0 or not walk.may_ask_if_changed
        page = self.run.page_id(query.address)
        return posting(self._ask(query.url, LIST, page, full=full, walk=walk, query=query), query)

    def _ask(self, url: str, kind: str, page: str, *, full: bool = False, **context: Any) -> Request:
        """A request for one page; unless `full` is set or due, only if it changed."""
        self.links.asked.add(page)
        known = self.run.known.page(page)
        parted = kind == ARTICLE and self.run.known.page(part_id(page, 2)) is not None
        unconditional = full or parted or known is None or self.run.needs_full_look(known)
        callback: Callable[..., Requests] = {
            LIST: self.parse_list,
            ARTICLE: self.parse_article,
            PART: self.parse_part,
            DOCUMENT: self.parse_document,
        }[kind]
        meta: dict[str, Any] = {"page": page, "kind": kind, "asked": url, WHOLE: parted, **context}
        if kind == DOCUMENT or names_document(url):
            meta["download_maxsize"] = self.run.spec.policy.attachment_bytes
        headers = {} if unconditional or known is None else validators(known)
        return Request(url, callback, headers=headers, errback=self.no_answer, meta=meta, priority=PRIORITY[kind])

    def parse_list(self, response: Response) -> Requests:
        """One list page of a column."""
        walk: ColumnWalk = response.meta["walk"]
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
            self._list_page(walk, response, "")
            walk.unchanged()
        else:
            fetched, page = self._fetched(response)
            failure = self._trouble(response, page)
            if failure is None:
                yield from self._read_list(walk, fetched, page)
            elif self._is_shell(walk, failure):
                yield from self._read_drawn(walk, fetched, read_listing(page))
            else:
                self._list_failed(walk, fetched, failure)
        yield from self._instead(walk)
        self._after(walk)

    def _instead(self, walk: ColumnWalk) -> Requests:
        """A guessed data endpoint that gave nothing leaves the column to the browser."""
        if request := self._rendered.instead(walk):
            yield request

    def _list_failed(self, walk: ColumnWalk, fetched: Fetched, failure: Failure) -> None:
        self._list_page(walk, fetched.response, self.run.keeper.bad(fetched, failure))
        walk.lose(failure.verdict, failure.reason)

    def _is_shell(self, walk: ColumnWalk, failure: Failure) -> bool:
        """Whether the column's own page is a shell that a script fills: then its rows may be had elsewhere."""
        first = not walk.pages and not walk.drawn
        return failure.effective == Effective.EMPTY_SHELL and (first or walk.rendered)

    def _read_list(self, walk: ColumnWalk, fetched: Fetched, page: Page) -> Requests:
        listing = read_answer(page, fetched.response.meta["query"])
        is_shell = not listing.entries and bool(listing.drawn_by_script)
        if is_shell and (walk.rendered or not (walk.pages or walk.drawn)):
            yield from self._read_drawn(walk, fetched, listing)
            return
        if not (walk.pages or walk.drawn) and not any(entry.date for entry in listing.entries):
            article = read_article(page)
            if self._stands_alone(walk, listing, article):
                yield from self._read_static(walk, fetched, article)
                return
        following, opened = self._take_rows(walk, fetched, listing)
        if following:
            yield self._ask_list(following, walk)
        yield from opened

    def _take_rows(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> tuple[Query | None, Requests]:
        """Keeps the rows of one list page: what the walk asks for next, and the articles to open."""
        capture = "" if self._same_body(fetched) else self.run.keeper.listing(fetched)
        self._list_page(walk, fetched.response, capture)
        rows = [self._row(entry) for entry in listing.entries]
        self.run.keeper.entries(walk.column.key, walk.pages + 1, rows, len(walk.rows))
        changed = {row.page for row in rows if walk.changed(row)}
        return walk.read(listing, rows), self._open(rows, changed)

    def _read_drawn(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> Requests:
        """A column's own page whose rows a script draws: asks its data endpoint; else has it rendered; else says that
        nothing can be seen. The shell is page 0 of the visit, so that page 1 is the first one with rows."""
        capture = "" if self._same_body(fetched) else self.run.keeper.listing(fetched)
        self.run.keeper.list_page(walk.column.key, SHELL, fetched.page, capture)
        data = None if walk.rendered else self._ask_data(walk, fetched, listing)
        request = data or self._rendered.ask(walk, fetched)
        if request is not None:
            yield request
        elif not walk.done:
            walk.read(replace(listing, drawn_by_script=listing.drawn_by_script or "script"), ())

    def _ask_data(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> Request | None:
        """Asks the data endpoint behind the page, None where it names none on the portal."""
        query = next((query for query in listing.queries if self.run.on_portal(query.url)), None)
        if query is None:
            return None
        walk.draw(query, self.run.page_id(query.address))
        self._rendered.remember(walk, fetched)
        return self._ask_list(query, walk)

    def _take_drawn(self, walk: ColumnWalk, response: Response, shape: Shape) -> tuple[Query | None, Requests]:
        """Reads one snapshot of a column as any list page."""
        fetched, page = self._fetched(response)
        if failure := self._trouble(response, page):
            self._list_failed(walk, fetched, failure)
            return None, iter(())
        return self._take_rows(walk, replace(fetched, read=None), shape(read_listing(page)))

    def _may_go_on(self) -> bool:
        """Whether the crawl may go on asking: not told to end, within its window and its time."""
        seconds = self.run.spec.policy.minutes * 60
        return self.crawler.engine.running and self.run.window_open() and time.monotonic() - self._started < seconds

    def _stands_alone(self, walk: ColumnWalk, listing: Listing, article: Article) -> bool:
        """Whether the column's page is its content (领导之窗、工作职责) rather than a list. A column that has to post
        by date is a list, and one that was a list stays one: else a changed layout would pass for a page of text."""
        if walk.column.duty_days is not None or listing.drawn_by_script or listing.empty_because:
            return False
        if walk.has_known_rows(besides=self.run.page_id(walk.column.url)):
            return False
        return sum(letter.isalpha() for letter in article.text.content) >= STATIC_LETTERS

    def _read_static(self, walk: ColumnWalk, fetched: Fetched, article: Article) -> Requests:
        yield from self._read_article(replace(fetched, kind=ARTICLE), article)
        self._list_page(walk, fetched.response, "")
        walk.static()

    def _row(self, entry: Entry) -> Row:
        return Row(self.run.page_id(entry.url), replace(entry, title=self.run.keeper.mask(entry.title)))

    def _open(self, rows: Iterable[Row], changed: set[str]) -> Requests:
        """Requests for the articles of a list page that are new, changed or due."""
        for row in rows:
            entry = row.entry
            too_old = entry.date is not None and entry.date < self.run.spec.window_from
            if too_old or not self.run.on_portal(entry.url) or row.page in self._asked:
                continue
            known = self.run.known.page(row.page)
            if known is not None and row.page not in changed and not self.run.needs_full_look(known):
                continue
            self._asked.add(row.page)
            kind = DOCUMENT if names_document(entry.url) else ARTICLE
            yield self._ask(entry.url, kind, row.page, full=row.page in changed, entry=entry)

    def parse_article(self, response: Response) -> Requests:
        """An article, or a file where an article was expected."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
        elif is_document(response.body, content_type(response)):
            yield from self.parse_document(response)
            return
        else:
            fetched, page = self._fetched(response)
            if failure := self._trouble(response, page):
                self.run.keeper.bad(fetched, failure)
            else:
                article = read_article(page, response.meta.get("entry"))
                following = [url for url in article_pages(page) if self.run.on_portal(url)]
                yield from self._begin_article(fetched, article, following)
        self._after()

    def _begin_article(self, fetched: Fetched, article: Article, following: list[str]) -> Requests:
        """An article, or the first page of one."""
        if not following:
            yield from self._read_article(fetched, article)
            return
        parts = Parts(fetched, article, same=True)
        parts.take(article, following, same=self._is_same(fetched))
        yield from self._go_on(parts)

    def _go_on(self, parts: Parts) -> Requests:
        """The next page of the article, else all of it."""
        if url := parts.next():
            yield self._ask(url, PART, part_id(parts.fetched.page, parts.number), full=True, parts=parts)
            return
        fetched, article = parts.captured(), parts.joined()
        if parts.same and not parts.reason:
            self._sighted(fetched)
        else:
            self.links.found(self.run.keeper.article(fetched, article, parts.reason), article)
        yield from self._read_attachments(fetched, article)

    def parse_part(self, response: Response) -> Requests:
        """A further page of an article. What cannot be read of it is missing from the article, and said so."""
        parts: Parts = response.meta["parts"]
        fetched, page = self._fetched(response)
        if failure := self._trouble(response, page):
            self.run.keeper.bad(fetched, failure)
            parts.lose(failure.reason)
        elif not (article := read_article(page)).text.content.strip():
            self.run.keeper.listing(fetched)
            parts.lose("没有读出正文")
        else:
            same = self._same_body(fetched)
            if not same:
                self.run.keeper.listing(fetched)
            following = [url for url in article_pages(page) if self.run.on_portal(url)]
            parts.take(article, following, same=same)
        yield from self._go_on(parts)
        self._after()

    def _read_article(self, fetched: Fetched, article: Article) -> Requests:
        if not self._same_body(fetched):
            self.links.found(self.run.keeper.article(fetched, article), article)
        yield from self._read_attachments(fetched, article)

    def _read_attachments(self, fetched: Fetched, article: Article) -> Requests:
        links = [(self.run.page_id(link.url), link) for link in article.attachments]
        self.run.keeper.attachments(fetched.page, links)
        yield from self._fetch_attachments(links)

    def _fetch_attachments(self, links: Iterable[tuple[str, Attachment]]) -> Requests:
        for page, link in links:
            known = self.run.known.page(page)
            due = known is None or self.run.needs_full_look(known)
            if due and self.run.on_portal(link.url) and self._first_time(page):
                yield self._ask(link.url, DOCUMENT, page, name=link.name)

    def parse_document(self, response: Response) -> Requests:
        """An attachment."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._unchanged(response)
        else:
            self._read_document(response)
        self._after()
        yield from ()

    def _read_document(self, response: Response) -> None:
        fetched, page = self._fetched(response, kind=DOCUMENT)
        is_file = response.status == HTTPStatus.OK and is_document(response.body, content_type(response))
        if not is_file and (failure := self._trouble(response, page)):
            self.run.keeper.bad(fetched, failure)
            return
        entry: Entry | None = response.meta.get("entry")
        name = response.meta.get("name") or (entry.title if entry else "")
        if not is_file:
            self.links.no_file(fetched, name)
        if self._same_body(fetched):
            return
        suffix = response.url.partition("?")[0].rpartition("/")[2]
        document = read_document(response.body, suffix or name, content_type(response))
        self.run.keeper.document(fetched, name or suffix, document)
        self._progress.counts.documents += 1

    def no_answer(self, failure: TwistedFailure) -> Requests:
        """Errback of every request."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error: BaseException = failure.value  # type: ignore[assignment]
        if isinstance(error, EvidenceError | MemoryError):
            self.run.broken = str(error)
        reason = failures.of_exception(error, self.run.spec.policy.timeout, urlparse_cached(request).hostname or "")
        walk: ColumnWalk | None = request.meta.get("walk")
        self.run.keeper.unanswered(request.meta["page"], request.meta["kind"], request.url, utc_now(), reason)
        if walk is not None:
            walk.lose(reason.verdict, reason.reason)
            yield from self._instead(walk)
        parts: Parts | None = request.meta.get("parts")
        self._count_failure(reason)
        if parts is not None:
            parts.lose(reason.reason)
            yield from self._go_on(parts)
        self._after(walk)

    def callback_failed(self, failure: TwistedFailure, response: Response) -> None:
        """A fault of ours must not pass for a fault of the unit, and a full disk must not pass for a sealed pack."""
        if isinstance(failure.value, EvidenceError | OSError):
            self.run.broken = str(failure.value)
        walk: ColumnWalk | None = response.meta.get("walk")
        if walk is not None:
            walk.fail(Verdict.PARTIAL, "读取列表时程序出错，详见采集日志。")

    def _fetched(self, response: Response, kind: str = "") -> tuple[Fetched, Page]:
        wire: Wire = response.meta[RECORD]
        meta = response.meta
        page = Page.parse(response.body, shown_at(response.url, meta["asked"]), content_type(response))
        is_page = DOCUMENT not in (kind, meta["kind"])
        fetched = Fetched(
            page=meta["page"],
            kind=kind or meta["kind"],
            url=meta["asked"],
            response=response,
            wire=wire,
            sha256=hashlib.sha256(response.body).hexdigest(),
            encoding=page.decoded.encoding,
            tags=read_tags(page) if is_page else None,
            read=page if is_page else None,
        )
        return fetched, page

    def _trouble(self, response: Response, page: Page) -> Failure | None:
        asked = response.meta["asked"]
        judgement = judge(response.status, headers_of(response), page, asked)
        if judgement.effective is not Effective.OK:
            failure = failures.of_effective(judgement.effective, judgement.reason)
        elif self.run.bounced_home(asked, response.url):
            failure = Failure(Verdict.UNREACHABLE, "该地址被转到了网站首页，栏目或文章已不在原处。", Effective.MISSING)
        elif response.meta["kind"] == LIST and self.run.led_elsewhere(asked, response.url):
            failure = Failure(Verdict.UNREACHABLE, "栏目地址转到了别的页面；请核对栏目网址。", Effective.MISSING)
        elif is_cut(response):
            failure = Failure(Verdict.UNREACHABLE, "连接中断，只收到一部分内容。", "transport", general=True)
        else:
            self._streak = 0
            return None
        self._count_failure(failure)
        return failure

    def _count_failure(self, failure: Failure) -> None:
        self._streak = self._streak + 1 if failure.general else 0
        self._last_verdict = failure.verdict

    def _is_same(self, fetched: Fetched) -> bool:
        known = self.run.known.page(fetched.page)
        same = known is not None and known.body_sha256 == fetched.sha256
        return same and fetched.response.status == HTTPStatus.OK

    def _same_body(self, fetched: Fetched) -> bool:
        """Whether the page is what it was; noted as a sighting then."""
        if same := self._is_same(fetched):
            self._sighted(fetched)
        return same

    def _sighted(self, fetched: Fetched) -> None:
        self.run.keeper.sighting(fetched.page, fetched.wire.at, "same-body", full=True)
        self._progress.counts.unchanged += 1

    def _unchanged(self, response: Response) -> None:
        wire: Wire = response.meta[RECORD]
        self.run.keeper.sighting(response.meta["page"], wire.at, "304", full=False)
        self._progress.counts.unchanged += 1
        self._streak = 0

    def _list_page(self, walk: ColumnWalk, response: Response, capture: str) -> None:
        self.run.keeper.list_page(walk.column.key, walk.pages + 1, response.meta["page"], capture)

    def _after(self, walk: ColumnWalk | None = None) -> None:
        """Progress, and the reasons to stop early."""
        self._progress.counts.pages += 1
        if walk is not None and walk.done:
            self._progress.counts.columns_done += 1
        self._progress.tick()
        if self.run.broken:
            raise CloseSpider("broken")
        if resident_bytes() > MEMORY_BYTES:
            raise CloseSpider("memusage_exceeded")
        if self._streak >= GIVE_UP_AFTER and not self._probing:
            self._probing = True
            self.crawler.engine.crawl(self._probe())
        if not self.run.window_open():
            raise CloseSpider("window")

    def _probe(self) -> Request:
        """Asks for the front page: one dead unit must not end the night of all the others."""
        home = self.run.spec.portal.home
        meta = {"page": "", "kind": PROBE, "asked": home}
        return Request(home, self.front_page, errback=self.no_front_page, meta=meta, priority=PRIORITY[PROBE])

    def front_page(self, response: Response) -> Requests:
        """The portal answers: whatever failed is not the portal, as long as its front page is one."""
        page = Page.parse(response.body, response.url, content_type(response))
        judgement = judge(response.status, headers_of(response), page, response.meta["asked"])
        self._probes += 1
        if judgement.effective is Effective.BLOCKED or self._probes > MOST_PROBES:
            raise CloseSpider("portal-blocked")
        if judgement.effective in (Effective.ERROR, Effective.MAINTENANCE):
            raise CloseSpider("portal-down")
        self._probing, self._streak = False, 0
        yield from ()

    def no_front_page(self, failure: TwistedFailure) -> Requests:
        """The portal does not answer at all."""
        raise CloseSpider("portal-blocked" if self._last_verdict is Verdict.BLOCKED else "portal-down")

    def closed(self, reason: str) -> None:
        """Scrapy's last word. A pack that could not be written whole is never sealed."""
        try:
            self.run.end(self.links.ended_as(reason))
        except (EvidenceError, OSError) as error:
            self.run.broken = str(error)
        self._progress.report()
        if self.run.broken:
            report_failure(self.run.broken)
