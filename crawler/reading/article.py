"""A page read as one article (文章) or as a static page such as 领导之窗."""

from __future__ import annotations

from lxml import etree

from county.page import Article, Entry, Origin
from county.text import Text
from crawler.platforms.family import article_as_data, known_bodies
from crawler.reading.attachments import read_attachments
from crawler.reading.blanks import squeezed
from crawler.reading.body import find_body
from crawler.reading.body_links import read_body_links
from crawler.reading.flow import TextBuilder, add_element
from crawler.reading.labels import regions
from crawler.reading.page import Page
from crawler.reading.published import read_dates
from crawler.reading.source import read_source
from crawler.reading.stored import stored_body
from crawler.reading.title import read_title
from crawler.reading.traces import read_body_traces
from crawler.reading.trim import trimmed
from crawler.reading.written import read_written

_BEST_ORIGINS = (Origin.DISPLAYED, Origin.META, Origin.URL)


def read_article(page: Page, hint: Entry | None = None) -> Article:
    """What a page says as an article. `hint` is the list row that led here: it lends its date as one more claim, and
    its title where the page shows none. Never raises; a page without text gives an article without text."""
    if (record := article_as_data(page)) is not None:
        return record
    title = read_title(page, hint.title if hint else "")
    body = find_body(page, known_bodies(), title)
    parts = regions(page, body, title)
    dates = read_dates(page, parts, hint.date if hint else None)
    origin = next((origin for origin in _BEST_ORIGINS if origin in dates), None)
    source, source_origin = read_source(page, parts)
    text = _text(squeezed(title), body)
    attachments = read_attachments(page)
    if not text.content:
        text = _text(squeezed(title), stored_body(page))
    return Article(
        title=title,
        text=text,
        published=dates[origin] if origin else None,
        published_origin=origin,
        dates=dates,
        source=source,
        source_origin=source_origin,
        attachments=attachments,
        links=read_body_links(page, body, text.content, {attachment.url for attachment in attachments}),
        written=read_written(parts),
        traces=read_body_traces(page, body),
    )


def _text(title: str, body: etree._Element | None) -> Text:
    builder = TextBuilder()
    if body is not None:
        add_element(builder, body)
    return trimmed(builder.text(), title)
