"""List pages of columns (栏目列表页): read for the walk, which says what to ask for next; drawn ones by their data
endpoint or by a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus

from scrapy import Request
from scrapy.http import Response

from county.page import Article, Entry, Listing, Query
from crawler.browser.allowance import Allowance
from crawler.endings import Failure
from crawler.portal.articles import Articles
from crawler.portal.asker import Asker, AsyncRequests, Requests
from crawler.portal.asking import ARTICLE
from crawler.portal.intake import Intake
from crawler.portal.keeper import Fetched
from crawler.portal.rendered_columns import RenderedColumns
from crawler.portal.rendering import Shape, Steps
from crawler.portal.run import Run
from crawler.portal.walk import ColumnWalk, Row
from crawler.readers import ListRead, ReaderError, Readers, read_sent
from crawler.reading import Effective, read_listing

STATIC_LETTERS = 30
"""A page without dated rows and with as much text is itself the content of its column."""

SHELL = 0
"""Number, among the list pages of a visit, of a column's own page that holds no rows."""


class Lists:
    """The columns of one run. `after` ends a step, `may_go_on` is false where the crawl was told to end."""

    def __init__(
        self,
        run: Run,
        intake: Intake,
        readers: Readers,
        asker: Asker,
        articles: Articles,
        after: Callable[[ColumnWalk], None],
        may_go_on: Callable[[], bool],
    ) -> None:
        self._run = run
        self._intake = intake
        self._readers = readers
        self._asker = asker
        self._articles = articles
        self._after = after
        steps = Steps(self.take_drawn, asker.list_page, after, may_go_on)
        self.rendered = RenderedColumns(run, Allowance.of(run.spec.policy), steps)

    async def parse_list(self, response: Response) -> AsyncRequests:
        """One list page of a column."""
        walk: ColumnWalk = response.meta["walk"]
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._intake.unchanged(response)
            self._list_page(walk, response, "")
            walk.unchanged()
        else:
            for request in await self._take(walk, response):
                yield request
        for request in self.instead(walk):
            yield request
        self._after(walk)

    async def _take(self, walk: ColumnWalk, response: Response) -> Requests:
        try:
            read = await self._readers.list_page(self._intake.sent(response), response.meta["query"])
        except ReaderError as error:
            failure = self._intake.unread(response, error)
            walk.lose(failure.verdict, failure.reason)
            return iter(())
        return self._read_list(walk, self._intake.fetched(response, read.page), read)

    def instead(self, walk: ColumnWalk) -> Requests:
        """A guessed data endpoint that gave nothing leaves the column to the browser."""
        if request := self.rendered.instead(walk):
            yield request

    def _list_failed(self, walk: ColumnWalk, fetched: Fetched, failure: Failure) -> None:
        self._list_page(walk, fetched.response, self._run.keeper.bad(fetched, failure))
        walk.lose(failure.verdict, failure.reason)

    def _is_shell(self, walk: ColumnWalk, failure: Failure) -> bool:
        """Whether the column's own page is a shell that a script fills: then its rows may be had elsewhere."""
        first = not walk.pages and not walk.drawn
        return failure.effective == Effective.EMPTY_SHELL and (first or walk.rendered)

    def _read_list(self, walk: ColumnWalk, fetched: Fetched, read: ListRead) -> Requests:
        failure = self._intake.trouble(fetched.response, read.page.judgement)
        if failure is None:
            return self._read_rows(walk, fetched, read.listing, read.article)
        if self._is_shell(walk, failure):
            return self._read_drawn(walk, fetched, read.listing)
        if failure.effective == Effective.STUB and (request := self._lead_on(walk, fetched, read.listing)):
            return iter((request,))
        self._list_failed(walk, fetched, failure)
        return iter(())

    def _lead_on(self, walk: ColumnWalk, fetched: Fetched, stub: Listing) -> Request | None:
        """Follows the column's own address where it only leads to its index page under another name; to another page
        it may lead for any reason."""
        own = walk.column.url
        onward = next(iter(stub.next), own)
        if fetched.url != own or onward == own or self._run.led_elsewhere(own, onward):
            return None
        walk.begin_at(self._run.page_id(onward))
        return self._asker.list_page(Query(onward), walk)

    def _read_rows(self, walk: ColumnWalk, fetched: Fetched, listing: Listing, article: Article | None) -> Requests:
        is_shell = not listing.entries and bool(listing.drawn_by_script)
        if is_shell and (walk.rendered or not (walk.pages or walk.drawn)):
            yield from self._read_drawn(walk, fetched, listing)
            return
        if not (walk.pages or walk.drawn) and article is not None and self._stands_alone(walk, listing, article):
            yield from self._read_static(walk, fetched, article)
            return
        following, opened = self._take_rows(walk, fetched, listing)
        if following:
            yield self._asker.list_page(following, walk)
        yield from opened

    def _take_rows(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> tuple[Query | None, Requests]:
        """Keeps the rows of one list page: what the walk asks for next, and the articles to open."""
        capture = "" if self._intake.same_body(fetched) else self._run.keeper.listing(fetched)
        self._list_page(walk, fetched.response, capture)
        rows = [self._row(entry) for entry in listing.entries]
        self._run.keeper.entries(walk.column.key, walk.pages + 1, rows, len(walk.rows))
        changed = {row.page for row in rows if walk.changed(row)}
        seldom = walk.assignment.full or walk.pages > 0
        return walk.read(listing, rows), self._open(rows, changed, seldom=seldom)

    def _read_drawn(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> Requests:
        """A column's own page whose rows a script draws: asks its data endpoint; else has it rendered; else says that
        nothing can be seen. The shell is page 0 of the visit, so that page 1 is the first one with rows."""
        capture = "" if self._intake.same_body(fetched) else self._run.keeper.listing(fetched)
        self._run.keeper.list_page(walk.column.key, SHELL, fetched.page, capture)
        data = None if walk.rendered else self._ask_data(walk, fetched, listing)
        request = data or self.rendered.ask(walk, fetched)
        if request is not None:
            yield request
        elif not walk.done:
            walk.read(replace(listing, drawn_by_script=listing.drawn_by_script or "script"), ())

    def _ask_data(self, walk: ColumnWalk, fetched: Fetched, listing: Listing) -> Request | None:
        """Asks the data endpoint behind the page, None where it names none on the portal."""
        query = next((query for query in listing.queries if self._run.on_portal(query.url)), None)
        if query is None:
            return None
        walk.draw(query, self._run.page_id(query.address))
        self.rendered.remember(walk, fetched)
        return self._asker.list_page(query, walk)

    def take_drawn(self, walk: ColumnWalk, response: Response, shape: Shape) -> tuple[Query | None, Requests]:
        """Reads one snapshot of a column as any list page."""
        read, page = read_sent(self._intake.sent(response))
        fetched = self._intake.fetched(response, read)
        if failure := self._intake.trouble(response, read.judgement):
            self._list_failed(walk, fetched, failure)
            return None, iter(())
        return self._take_rows(walk, replace(fetched, traces=None), shape(read_listing(page)))

    def _stands_alone(self, walk: ColumnWalk, listing: Listing, article: Article) -> bool:
        """Whether the column's page is its content (领导之窗、工作职责) rather than a list. A column that has to post
        by date is a list, and one that was a list stays one: else a changed layout would pass for a page of text."""
        if walk.column.duty_days is not None or listing.drawn_by_script or listing.empty_because:
            return False
        if walk.has_known_rows(besides=self._run.page_id(walk.column.url)):
            return False
        return sum(letter.isalpha() for letter in article.text.content) >= STATIC_LETTERS

    def _read_static(self, walk: ColumnWalk, fetched: Fetched, article: Article) -> Requests:
        yield from self._articles.read(replace(fetched, kind=ARTICLE), article)
        self._list_page(walk, fetched.response, "")
        walk.static()

    def _row(self, entry: Entry) -> Row:
        return Row(self._run.page_id(entry.url), replace(entry, title=self._run.keeper.mask(entry.title)))

    def _open(self, rows: Iterable[Row], changed: set[str], *, seldom: bool) -> Requests:
        """Requests for the articles of a list page that are new, changed or due. Later pages of a list are read
        `seldom`: when all of it is; the first one, too, where the portal says that it is unchanged."""
        yield from self._asker.rows(
            row
            for row in rows
            if self._may_ask(row.entry)
            and (row.page in changed or self._is_due(row.page, seldom=seldom))
            and self._asker.first_time(row.page)
        )

    def _may_ask(self, entry: Entry) -> bool:
        too_old = entry.date is not None and entry.date < self._run.spec.window_from
        return not too_old and self._run.on_portal(entry.url)

    def _is_due(self, page: str, *, seldom: bool) -> bool:
        known = self._run.known.page(page)
        return known is None or self._run.needs_full_look(known, seldom=seldom)

    def _list_page(self, walk: ColumnWalk, response: Response, capture: str) -> None:
        self._run.keeper.list_page(walk.column.key, walk.pages + 1, response.meta["page"], capture)
