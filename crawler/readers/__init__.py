"""Readers (读取进程): what was sent is read in processes beside the crawl, so that a page which kills or stalls its
reader costs that page and not the portal's night."""

from crawler.readers.errors import ReaderError
from crawler.readers.readers import Readers
from crawler.readers.tasks import ArticleRead, ListRead, PageRead, Sent, read_article_page, read_list_page, read_sent

__all__ = [
    "ArticleRead",
    "ListRead",
    "PageRead",
    "ReaderError",
    "Readers",
    "Sent",
    "read_article_page",
    "read_list_page",
    "read_sent",
]
