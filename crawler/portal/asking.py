"""Requests as the portal spider asks them: kinds of pages, their order, conditional headers, forms."""

from __future__ import annotations

from collections.abc import Mapping

from scrapy import Request

from county.page import Query
from evidence.pack import KnownPage

LIST, ARTICLE, PART, DOCUMENT, PROBE = "list", "article", "part", "document", "probe"
"""Kinds of pages (页面种类). A part is a further page of one article (正文分页)."""
PRIORITY: Mapping[str, int] = {PROBE: 30, LIST: 20, PART: 11, ARTICLE: 10, DOCUMENT: 0}
"""Lists first: they are the witnesses, and a night that ends early should have seen them all. An article that was begun
is read to its end before the next one."""

_FORM_TYPE = "application/x-www-form-urlencoded; charset=UTF-8"


def validators(known: KnownPage) -> dict[str, str]:
    """Headers that ask for the page only if it changed."""
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value}


def posting(request: Request, query: Query) -> Request:
    """The request with the form that the question posts; as it is where it posts none. A redirect is never followed: it
    would ask without the form."""
    if not query.form:
        return request
    headers = {**request.headers.to_unicode_dict(), "Content-Type": _FORM_TYPE}
    meta = {**request.meta, "dont_redirect": True}
    return request.replace(method="POST", body=query.form, headers=headers, meta=meta)
