"""Headings of a page (标题元素): what its tags, classes and ids call one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from crawler.reading.flow import inline_text

_TAGS = frozenset({"h1", "h2", "h3", "ucaptitle"})
_CLASS = re.compile(r"[Tt][Ii][Tt]|bt|biaoti")
_ID = re.compile(r"[Tt][Ii][Tt]|^ti$|biaoti")
_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称|公文名称)\s*[:：]\s*")
_MOST = 300
"""A page of more headings is an attack: each is asked for all the text inside it."""
_LONGEST = 300


def read_headings(elements: list[etree._Element]) -> tuple[str, ...]:
    """The texts of the headings in order, without a label in front of them."""
    texts = (_LABEL.sub("", inline_text(element)) for element in islice(_named(elements), _MOST))
    return tuple(text for text in texts if 0 < len(text) <= _LONGEST)


def _named(elements: list[etree._Element]) -> Iterator[etree._Element]:
    """Asked in Python: XPath takes ten times as long to ask every element for three attributes."""
    for element in elements:
        if element.tag in _TAGS:
            yield element
            continue
        name, identifier = element.get("class"), element.get("id")
        if (name and _CLASS.search(name)) or (identifier and _ID.search(identifier)):
            yield element
