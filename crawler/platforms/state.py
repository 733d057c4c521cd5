"""Pages of one script (单页应用) that bring their data along: window.__INITIAL_STATE__ = {…} or __NEXT_DATA__."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from county.page import Article, Listing
from crawler.platforms.data import article_of_record, document_of, entries_of
from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_MARKS = ("__INITIAL_STATE__", "__PRELOADED_STATE__", "__INITIAL_DATA__", "__NEXT_DATA__", "__NUXT_DATA__")
_STATE = re.compile(
    r"(?:window\.)?__(?:INITIAL_STATE|PRELOADED_STATE|INITIAL_DATA)__\s{0,9}=\s{0,9}(?=[{\[])"
    r"|id=[\"']__(?:NEXT|NUXT)_DATA__[\"'][^<>]{0,200}>\s{0,9}(?=[{\[])"
)
_SHOWN = 400
"""Characters of visible text from which the server has drawn the page itself."""
_LEAST_TEXT = 20
"""Characters of a record's body: a row of a list has none, or a summary."""
_LINKS = 8
"""A shell has hardly a link; asked first because it costs least."""
_DECODER = json.JSONDecoder()


@family
class State(Family):
    """An empty shell is read from the state its script starts from."""

    id = "state"
    name = "单页应用（自带数据）"
    marks = _MARKS

    def article(self, page: Page) -> Article | None:
        """The document with the longest body, where one is there."""
        record = document_of(_state(page))
        article = article_of_record(record, page) if record is not None else None
        return article if article is not None and len(article.text.content) >= _LEAST_TEXT else None

    def listing(self, page: Page) -> Listing | None:
        """The rows, where the state holds no document: beside one stand those of its side boxes."""
        state = _state(page)
        if state is None or self.article(page) is not None:
            return None
        entries = entries_of(state, page)
        return Listing(entries) if entries else None


def _state(page: Page) -> Any:  # JSON has no narrower type
    """The first state that parses, None on a page that shows its own text."""
    if len(page.visible_text) >= _SHOWN or not _is_shell(page) or not any(mark in page.html for mark in _MARKS):
        return None
    for match in _STATE.finditer(page.html):
        try:
            return _DECODER.raw_decode(page.html, match.end())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _is_shell(page: Page) -> bool:
    return next(islice(page.tree.iter("a"), _LINKS, None), None) is None
