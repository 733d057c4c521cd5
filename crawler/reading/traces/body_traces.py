"""Every trace of one article's body."""

from __future__ import annotations

from lxml import etree

from county.trace import Trace
from crawler.reading.page import Page
from crawler.reading.traces.hidden_links import read_hidden_links
from crawler.reading.traces.pasted import read_foreign_parts, read_leftovers

_READERS = (read_hidden_links, read_leftovers, read_foreign_parts)


def read_body_traces(page: Page, body: etree._Element | None) -> tuple[Trace, ...]:
    """Hidden links and what a paste left, in `body` alone: portals hide boxes, templates and aids for the blind in the
    frame round it."""
    return () if body is None else tuple(trace for read in _READERS for trace in read(page, body))
