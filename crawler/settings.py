"""Scrapy's settings: every limit of politeness, size and time is stated here; what the county configures comes on top
(crawler/policy.py)."""

import sys

BOT_NAME = "xuncha"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Scrapy 2.19 starts both by default; each runs posted code inside the crawler.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# A guest on the portal: one connection a host, robots obeyed, pauses between requests.
USER_AGENT = "Xuncha/0.1 (government portal monitor)"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 4
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2
DOWNLOAD_DELAY_JITTER = 0.2
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# Where it gives up.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 15
RETRY_TIMES = 2
# 429 is a refusal, to be reported and not to be repeated
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
REDIRECT_MAX_TIMES = 5
# its figure is the peak since before the process began; crawler/memory.py watches instead
MEMUSAGE_ENABLED = False

# Only http and https; a page never makes us open a file, a data address or a bucket.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
FEEDS: dict[str, object] = {}
HTTPCACHE_ENABLED = False
HTTPPROXY_ENABLED = False
METAREFRESH_ENABLED = False
HTTPERROR_ALLOW_ALL = True
COOKIES_ENABLED = True

# The parallel machinery for items costs more than the download (reference: CONCURRENT_ITEMS 1 saves 0.75 ms a page);
# the portal spider keeps its own set of what was asked.
CONCURRENT_ITEMS = 1
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# Twenty thousand requests that wait at once are 25 MB: of each list page one waits, for all of its articles.
SCHEDULER_MEMORY_QUEUE = "crawler.portal.turns.Turns"
REFERER_ENABLED = False
# Each would be asked for every page: depth and copied meta are not read, every error is let through above, and too long
# an address is told of (crawler/wire/borders.py) instead of dropped.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
# Nearer the wire than redirects (600) and decompression (590): sees every answer as it came.
# Borders come first of all: every hop of a redirect meets them, and what they refuse is never asked of robots.txt.
# No portal is asked with a password, and nobody reads Scrapy's counts of requests and answers.
DOWNLOADER_MIDDLEWARES = {
    "crawler.wire.archive.ArchiveMiddleware": 610,
    "crawler.wire.borders.BorderMiddleware": 40,
    "crawler.wire.politeness.Robots": 100,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
}
# Only these of Scrapy's own: remote control loads a web server even where it is off, a tenth of a second of each start.
EXTENSIONS_BASE = {
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.logstats.LogStats": 0,
}
EXTENSIONS = {"crawler.wire.politeness.CrawlDelay": 100}

ASYNCIO_EVENT_LOOP = None if sys.platform == "win32" else "uvloop.Loop"
TWISTED_DNS_RESOLVER = "crawler.wire.resolver.GuardedResolver"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.logs.QuietLogFormatter"
LOGSTATS_INTERVAL = 60.0
STATS_DUMP = True
LOG_VERSIONS: list[str] = []
