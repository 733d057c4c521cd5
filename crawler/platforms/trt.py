"""拓尔思 with the avalon front (福建): the static file holds the first pages, a search service the later ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from county.page import Query
from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_SERVICE = re.compile(r"listApi\s{0,9}:\s{0,9}\{[^{}]{0,200}?\burl\s{0,9}:\s{0,9}[\"'](/[\w./-]{1,100})[\"']")
_CHANNEL = re.compile(r"\b(?:searchId|channelid)[\"']?\s{0,9}[:=]\s{0,9}[\"']?(\d{1,12})", re.I)
_CLASS = re.compile(r"[\"'](chnlid=\d{1,12})[\"']")
_SORT = re.compile(r"sortfield\s{0,9}:\s{0,9}[\"']([\w,+-]{1,100})[\"']")
_SIZE = re.compile(r"prepage\s{0,9}:\s{0,9}[\"']?(\d{1,4})")
_USUAL_SORT, _USUAL_SIZE = "-docorderpri,-docreltime", "15"


@family
class Trt(Family):
    """Five pages stand in one file, hidden by script; what follows comes by POST only."""

    id = "trt"
    name = "拓尔思 trt"
    marks = ("pageChnlInfo", ".trsapi", "$showStatic(")

    def loader(self, page: Page) -> str:
        """Names its pager's data."""
        return "pageChnlInfo" if "pageChnlInfo" in page.html else ""

    def queries(self, page: Page) -> Iterable[Query]:
        """Its search service, where the page itself says which database (channelid) and which column. From page 1 on,
        for a static file that holds no rows must not make the service begin behind them."""
        if "pageChnlInfo" not in page.html:
            return ()
        service, channel, column = (pattern.search(page.html) for pattern in (_SERVICE, _CHANNEL, _CLASS))
        if service is None or channel is None or column is None:
            return ()
        sort, size = _SORT.search(page.html), _SIZE.search(page.html)
        form = {
            "channelid": channel[1],
            "classsql": column[1],
            "sortfield": sort[1] if sort else _USUAL_SORT,
            "page": 1,
            "prepage": size[1] if size else _USUAL_SIZE,
        }
        return (Query(service[1], urlencode(form)),)
