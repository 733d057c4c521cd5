"""A body that a script moves into its place (暂存正文): kept as markup in a textarea, an xmp, a hidden field or a
script that is no script. A visitor with a browser reads it as the article."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from county.markup import parse_html
from crawler.reading.page import Page

_STORES = etree.XPath(
    "//textarea|//xmp|//input[@type='hidden' and @value]|//script[starts-with(@type,'text/') and not(@src)]"
)
_SCRIPTS = re.compile(r"^text/(?:javascript|ecmascript|jscript|babel|css|vbscript|xml)", re.I)
_HAN = re.compile("[\u4e00-\u9fff]")
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|v-for")
_LEAST = 40
"""Chinese characters of a text worth reading: a search box or a form's hint holds fewer."""
_LONGEST, _MOST = 200_000, 50
"""Characters of a store, and stores of a page, that are looked at: a page of more is an attack."""


def stored_body(page: Page) -> etree._Element | None:
    """The longest text kept in such a place as an element, None where there is none; templates are no text."""
    kept = (_kept(element) for element in islice(_STORES(page.tree), _MOST))
    best = max(kept, key=lambda text: len(_HAN.findall(text)), default="")
    if len(_HAN.findall(best)) < _LEAST or _TEMPLATE.search(best):
        return None
    return parse_html(best).find("body")


def _kept(element: etree._Element) -> str:
    if element.tag == "script" and _SCRIPTS.match(element.get("type") or ""):
        return ""
    if element.tag == "input":
        return (element.get("value") or "")[:_LONGEST]
    inner = (etree.tostring(part, encoding="unicode", method="html") for part in element)
    return ((element.text or "") + "".join(inner))[:_LONGEST]
