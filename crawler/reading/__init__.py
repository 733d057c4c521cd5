"""Reading pages: pure functions from bytes, address and headers to lists, articles and judgements."""

from crawler.reading.article import read_article
from crawler.reading.encoding import Decoded, decode
from crawler.reading.judgement import Effective, Judgement, judge
from crawler.reading.kind import Kind, Reading, read_page
from crawler.reading.listing import read_listing
from crawler.reading.page import Page
from crawler.reading.tags import read_tags

__all__ = [
    "Decoded",
    "Effective",
    "Judgement",
    "Kind",
    "Page",
    "Reading",
    "decode",
    "judge",
    "read_article",
    "read_listing",
    "read_page",
    "read_tags",
]
