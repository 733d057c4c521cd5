"""What stands in a body and is not its author's (页面附件栏): bars of buttons, navigation."""

from __future__ import annotations

import re

from lxml import etree

from crawler.reading.page import Page

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:bdshare\w*|share\w*|fenxiang|print\w*|qrcode|erweima|pagination|page-?nav|turn-?page)(?:$|[\s_-])",
    re.I,
)
_DEEPEST = 6
"""Elements round a link that are asked whether they are a bar of buttons."""


def is_furniture(page: Page, element: etree._Element, body: etree._Element) -> bool:
    """Whether `element` of `body` stands in navigation or in a bar of buttons (分享、打印、二维码)."""
    place = page.outline.places.get(element)
    if place is None or page.outline.away[place]:
        return True
    around = element.getparent()
    for _ in range(_DEEPEST):
        if around is None or around is body:
            return False
        if _FURNITURE.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
        around = around.getparent()
    return False
