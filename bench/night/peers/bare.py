"""The floor: bare Scrapy, default settings, that finds links by regex, follows each once and keeps nothing.

    bare.py URL [CACHE]

With CACHE it keeps Scrapy's HTTP cache there under the rules of RFC 2616: the second run asks for what that calls
stale."""

import re
import sys

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

HREF = re.compile(rb'href="([^"#]+)"')


class Bare(scrapy.Spider):
    """Follows every link of the portal."""

    name = "bare"

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


url, *cache = sys.argv[1:]
settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}
if cache:
    settings |= {
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "HTTPCACHE_DIR": cache[0],
    }
process = AsyncCrawlerProcess(settings)
process.crawl(Bare, url=url)
process.start()
