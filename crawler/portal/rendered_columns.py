"""Columns whose lists only a script draws (脚本栏目), handed to the browser one after the other."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure as TwistedFailure

from crawler.browser.allowance import Allowance
from crawler.browser.settings import VISITOR, browser_settings
from crawler.portal.asking import LIST, PRIORITY
from crawler.portal.keeper import Fetched
from crawler.portal.rendering import Opened, Rendering, Steps, failure_of, first_drawn
from crawler.portal.run import Run
from crawler.portal.walk import ColumnWalk
from evidence.pack import EvidenceError


class RenderedColumns:
    """The rendering of one run."""

    def __init__(self, run: Run, allowance: Allowance, steps: Steps) -> None:
        self._run = run
        self._allowance = allowance
        self._steps = steps
        self._plain: dict[str, Fetched] = {}

    def settings(self, settings: BaseSettings) -> dict[str, object]:
        """What a run that may render changes in Scrapy's settings, nothing where it may not."""
        executable = self._allowance.browser.executable
        return browser_settings(settings, executable, self._run.addresses) if executable else {}

    def remember(self, walk: ColumnWalk, plain: Fetched) -> None:
        """The column's own page, to be drawn if its data endpoint turns out to be none."""
        self._plain[walk.column.key] = plain

    def instead(self, walk: ColumnWalk) -> Request | None:
        """Asks for the drawn page where a guessed data endpoint gave nothing."""
        plain = self._plain.pop(walk.column.key, None) if walk.guess_failed else None
        return self.ask(walk, plain) if plain is not None else None

    def ask(self, walk: ColumnWalk, plain: Fetched) -> Request | None:
        """Asks for the page of the answer `plain` as a browser draws it; None where no browser may be used: the walk
        then says why. The drawn page has an id of its own: the plain one is "unchanged" for ever."""
        if why_not := self._allowance.why_not():
            walk.note = why_not
            return None
        walk.begin_rendering(self._run.page_id(first_drawn(walk.column.url)))
        visitor = Rendering(walk, plain, self._run, self._allowance, self._steps)
        # a second attempt would show the visitor the first page twice
        meta = {"page": plain.page, "kind": LIST, "asked": plain.url, "walk": walk, "dont_retry": True}
        meta[VISITOR] = visitor
        return Request(plain.url, self._drawn, errback=self._not_drawn, meta=meta, priority=PRIORITY[LIST])

    def _drawn(self, response: Response) -> Opened:
        """The browser is through with a column; what it showed was read as it went."""
        yield from self._ended(response.meta[VISITOR])

    def _not_drawn(self, failure: TwistedFailure) -> Opened:
        """The browser did not come through: what it had shown until then stays."""
        error: BaseException = failure.value  # type: ignore[assignment]
        if isinstance(error, EvidenceError | MemoryError):
            self._run.broken = str(error)
        visitor: Rendering = failure.request.meta[VISITOR]  # type: ignore[attr-defined]
        visitor.broke_off(failure_of(error, self._run.spec.policy.timeout))
        yield from self._ended(visitor)

    def _ended(self, visitor: Rendering) -> Opened:
        yield from visitor.requests()
        self._steps.after(visitor.walk)
