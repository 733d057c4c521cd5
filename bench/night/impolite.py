"""Scrapy settings of the measurements alone: the product's, without its one connection a host. The portal is ours,
on loopback, and the peers are as impolite."""

from crawler.settings import *  # noqa: F403

CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 8
