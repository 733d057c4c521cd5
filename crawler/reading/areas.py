"""Parts of a page that hold no content (导航、页脚、侧栏): told by tag, class and id."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_AWAY = re.compile(
    r"(?:^|[\s_-])(?:(?:main|sub|top|left|side|m|mobile|header?|foot)?-?nav\w*|menu\w*|foot(?:er)?\w{0,6}|head(?:er)?|top|top(?:bar|nav|bg|box)"
    r"|bread\s*-?crumbs?|crumbs?|side(?:bar|nav|box|left|right)?\w{0,3}|copyright|banner\w*|friend\w*|links?|yqlj|share\w*|relat(?:e|ed|ive)\w{0,8}"
    r"|recommend\w*|hot(?:news|list|spot|word)?s?|rank\w*|xgwz|wzgl|xgyd|location|position|dqwz|weizhi|swiper\w*|slide\w*|carousel|bottom)(?:$|[\s_-])",
    re.I,
)
_OWN_HEAD = re.compile(
    r"(?:article|arti?|news|detail|content|con|entry|post|text|info|card|item|list|view|page|main|show)[-_](?:head(?:er)?|top)(?![a-z])",
    re.I,
)
"""The head of an article or a list holds its title and date."""
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|menu)\w*", re.I)
_TAGS = frozenset({"nav", "footer", "aside", "marquee", "select"})
MARKED_BY_TAG = (*_TAGS, "header")
"""Elements that may hold no content whatever their class and id."""


def is_menu(element: etree._Element) -> bool:
    """Whether nothing but the word nav or menu in a class sets `element` apart: templates name lists so, too."""
    return all(
        node.tag not in _TAGS and _MENU.search(names_of(node)) is not None
        for node in (element, *element.iterancestors())
        if looks_away(node)
    )


def looks_away(element: etree._Element) -> bool:
    """Whether the element itself says by tag, class or id that it holds no content."""
    tag = element.tag
    if tag in _TAGS or (tag == "header" and is_page_header(element)):
        return True
    if tag in ("body", "html") or not isinstance(tag, str):
        return False
    names, identifier = element.get("class"), element.get("id")
    return bool(names and names_away(names)) or bool(identifier and names_away(identifier))


def is_page_header(element: etree._Element) -> bool:
    """Whether a <header> is the page's own and not that of an article or a row."""
    return next(element.iterancestors("article", "main", "li"), None) is None


@lru_cache(maxsize=8192)
def names_away(names: str) -> bool:
    """Whether a class or an id says that its element holds no content. The pages of a site share their names."""
    return _AWAY.search(_OWN_HEAD.sub("", names)) is not None


def names_of(element: etree._Element | None) -> str:
    """Class and id."""
    if element is None:
        return ""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()
