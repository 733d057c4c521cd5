"""Bare Scrapy with its HTTP cache under the rules of RFC 2616: the second run asks for what the cache says is stale."""

import re
import sys

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

HREF = re.compile(rb'href="([^"#]+)"')


class Cached(scrapy.Spider):
    """Follows every link of the portal."""

    name = "cached"

    def __init__(self, url, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [url]
        self.seen = {b"/"}
        self.pages = 0

    def parse(self, response):
        self.pages += 1
        for href in HREF.findall(response.body):
            if href not in self.seen:
                self.seen.add(href)
                yield response.follow(href.decode(), dont_filter=True)

    def closed(self, reason):
        print(f"pages {self.pages}")


process = AsyncCrawlerProcess(
    {
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "HTTPCACHE_DIR": sys.argv[2],
    }
)
process.crawl(Cached, url=sys.argv[1])
process.start()
