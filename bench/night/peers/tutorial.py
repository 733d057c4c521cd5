"""A spider as tutorials write it: LinkExtractor, BeautifulSoup, one item a page into SQLite."""

import sqlite3
import sys

from bs4 import BeautifulSoup
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class SQLitePipeline:
    """One item, one row, one commit."""

    def open_spider(self, spider):
        self.connection = sqlite3.connect("pages.db")
        self.connection.execute("CREATE TABLE page (url TEXT PRIMARY KEY, title TEXT, text TEXT)")

    def process_item(self, item, spider):
        self.connection.execute("INSERT OR REPLACE INTO page VALUES (:url, :title, :text)", item)
        self.connection.commit()
        return item


class Tutorial(CrawlSpider):
    """Follows every link, reads every page."""

    name = "tutorial"
    rules = (Rule(LinkExtractor(), callback="parse_item", follow=True),)
    pages = 0

    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [url]

    def parse_item(self, response):
        self.pages += 1
        soup = BeautifulSoup(response.text, "lxml")
        yield {"url": response.url, "title": soup.title.get_text(), "text": soup.get_text()}

    def closed(self, reason):
        print(f"pages {self.pages}")


process = AsyncCrawlerProcess(
    {
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "ITEM_PIPELINES": {SQLitePipeline: 300},
    }
)
process.crawl(Tutorial, url=sys.argv[1])
process.start()
