"""Headings of a page (标题元素): what its tags, classes and ids call one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from crawler.reading.flow import inline_text
from crawler.reading.outline import Outline

_TAGS = ("h1", "h2", "h3", "ucaptitle")
_CLASS = re.compile(r"[Tt][Ii][Tt]|bt|biaoti")
_ID = re.compile(r"[Tt][Ii][Tt]|^ti$|biaoti")
_LABEL = re.compile(r"^\s*(?:标\s*题|名\s*称|信息名称|公文名称)\s*[:：]\s*")
_MOST = 300
"""A page of more headings is an attack: each is asked for all the text inside it."""
_LONGEST = 300


def read_headings(outline: Outline) -> tuple[str, ...]:
    """The texts of the headings in order, without a label in front of them."""
    places = set(outline.places_tagged(*_TAGS))
    places.update(outline.named(_is_heading_class, "class"), outline.named(_is_heading_id, "id"))
    headings = (outline.elements[place] for place in islice(sorted(places), _MOST))
    texts = (_LABEL.sub("", inline_text(element)) for element in headings)
    return tuple(text for text in texts if 0 < len(text) <= _LONGEST)


@lru_cache(maxsize=8192)
def _is_heading_class(name: str) -> bool:
    """The pages of a site share their names."""
    return _CLASS.search(name) is not None


def _is_heading_id(identifier: str) -> bool:
    return _ID.search(identifier) is not None
