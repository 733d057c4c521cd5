"""Where on a page the article's body (正文) stands: known containers first, else where the text is dense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml import etree

from crawler.reading.anchored import body_under_title
from crawler.reading.flow import inline_text
from crawler.reading.page import Page

KNOWN_BODIES = re.compile(
    r"""^(?:zoom\w{0,6}|fontzoom|font_zoom|bodylabel|article[-_]?(?:content|body|text|main|con|txt|cont)(?:[-_]body)?
    |(?:news|info|text|detail|content|view|show|xl|main|doc|html|page)s?[-_]?(?:content|body|text|txt|con)s?
    |arti(?:_content|body|cle_txt)|con_?txt|txt_?con|contents?_?(?:div|box|detail|area)?|main-?txt|artibody|dochtmlcon
    |vsb_content\w*|v_news_content|wp_articlecontent|trs_editor(?:_view)?|trs_ueditor|custom_unionstyle
    |(?:xl|wz|xx|zw|nr|news|info|art|article|detail|content|txt|text|bt|con|cont)[-_]?(?:zw|nr|con|cont|content|txt|text)
    |(?:wip|art|article|news)[-_](?:art[-_])?con(?:tent)?|main_?conbody|editor_?content|mce-?content|zw|nr|zoom\w{0,8}
    |ucap-?content|pages_content|zwnr|zhengwen|nrong|neirong|read_?content|richtext|rich_media_content|j-fontcontent)$""",
    re.I | re.X,
)
"""Ids and classes that editors of portals give to a body, over all families."""
_CONTAINERS = frozenset({"div", "td", "section", "article", "ucapcontent"})
_OWN_TAGS = frozenset({"article", "ucapcontent"})
_NO_TEXT = frozenset({"a", "button", "label"})
_SENTENCE = re.compile("[，。；：、！？,;]")
_COMMON_SHARE = 0.6
"""A part that holds this share of the weight of its parent holds the body."""
_FULL_SHARE = 0.9
"""A container inside a container is as good where it keeps this share of the text."""
_DATA_SHARE = 0.3
_DATA_RUNS = 60
_DATA = re.compile(
    r"(?:发布|成文|生成|更新|信息)\s*(?:日期|时间)|索\s*引\s*号|(?:来|信息来)\s*源\s*[:：]|(?:时间|日期|供稿)\s*[:：]"
    r"|(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s*(?:\d{1,2}:|来源|[|｜])|浏览|点击"
)
_KNOWN_SHARE = 0.35
"""A known container that holds less than this share of the text of the page is not the body but a box."""
_LONG_RUN = 12
_NOTICE = 40
"""Weight of the shortest notice: a sentence."""
_PARAGRAPH = 20
"""Characters of a paragraph; a shorter line behind a body is about the page."""
_ENDS = ("。", "；", "！", "”")


class Weights:
    """How much running text stands in each element; a text printed twice counts once, links count nothing."""

    def __init__(self, page: Page) -> None:
        outline = page.outline
        tags, away = outline.tags, outline.away
        own: dict[int, float] = {}
        seen: set[str] = set()
        for text, at in page.runs:
            if len(text) >= _LONG_RUN:
                if text in seen:
                    continue
                seen.add(text)
            if not away[at] and tags[at] not in _NO_TEXT:
                own[at] = own.get(at, 0.0) + len(text) + 8 * len(_SENTENCE.findall(text))
        self._places = outline.places
        self._of = outline.sums(own)

    def of(self, element: etree._Element) -> float:
        """Weight of all text inside `element`."""
        place = self._places.get(element)
        return 0.0 if place is None else self._of[place]


def find_body(page: Page, known: frozenset[str] = frozenset(), title: str = "") -> etree._Element | None:
    """The element that holds the article's body, None on a page without any text. `known` are ids and classes, in
    lower case, that families of portals use; `title` is the article's."""
    weights = Weights(page)
    body = _found(page, known, title, weights)
    if body is None:
        return None
    return _with_rest(_under_title(page, title, body, weights), page, weights)


def _found(page: Page, known: frozenset[str], title: str, weights: Weights) -> etree._Element | None:
    root = page.tree
    total = weights.of(root)
    marked = [element for element in _marked(page) if weights.of(element) >= _KNOWN_SHARE * total]
    if marked and marked[0].tag not in ("body", "head", "html"):
        return _narrowest(marked, page, weights)
    named = list(_named(page, known))
    if family := [element for element, is_family in named if is_family]:
        return _narrowest(family, page, weights)
    if not total:
        return named[0][0] if named else body_under_title(page, title, weights.of)
    if good := [element for element, _ in named if weights.of(element) >= _KNOWN_SHARE * total]:
        return _narrowest(good, page, weights)
    return _instead(page, title, _dense(root, weights), weights)


def _marked(page: Page) -> Iterator[etree._Element]:
    """What holds the tag by which editors of 大汉 mark the beginning of a text."""
    for tag in page.outline.tagged("meta"):
        parent = tag.getparent()
        if parent is not None and (tag.get("name") or "").lower() == "contentstart":
            yield parent


def _under_title(page: Page, title: str, body: etree._Element, weights: Weights) -> etree._Element:
    """`body`, or the part of it under the title where it holds the title too."""
    inside = page.outline.inside(body)
    anchored = body_under_title(page, title, weights.of, inside)
    if anchored is None or page.outline.places[anchored] not in inside:
        return body
    if body.tag in ("body", "html"):
        return anchored
    enough = weights.of(anchored) >= _DATA_SHARE * weights.of(body)
    return anchored if enough and _leaves_data_out(page, body, anchored) else body


def _instead(page: Page, title: str, dense: etree._Element, weights: Weights) -> etree._Element:
    """What stands under the title where the densest part is but a box elsewhere: a short notice holds less text than
    the words about the site, a list of files none at all."""
    anchored = body_under_title(page, title, weights.of)
    if anchored is None or 0 < weights.of(anchored) < _NOTICE:
        return dense
    if _is_table_of(dense, anchored):
        return anchored
    places = page.outline.places
    apart = places[anchored] not in page.outline.inside(dense) and places[dense] not in page.outline.inside(anchored)
    return anchored if apart else dense


def _is_table_of(dense: etree._Element, anchored: etree._Element) -> bool:
    """Whether the densest part is a table inside what stands under the title: the words before it belong to it."""
    if dense is anchored:
        return False
    above = [dense, *dense.iterancestors()]
    return anchored in above and any(node.tag == "table" for node in above[: above.index(anchored)])


def _with_rest(body: etree._Element, page: Page, weights: Weights) -> etree._Element:
    """A body that a stray end tag or an editor cut in two: what holds the other paragraphs too."""
    parent = body.getparent()
    if parent is None or parent.tag in ("body", "html"):
        return body
    above = list(body.itersiblings(preceding=True))
    rest = sum(weights.of(part) for part in (*body.itersiblings(), *above) if _goes_on(part, body))
    if not rest:
        return body
    before = sum(weights.of(part) for part in above if not _goes_on(part, body))
    return parent if before <= weights.of(body) + rest else body


def _goes_on(part: etree._Element, body: etree._Element) -> bool:
    """Whether `part` is a bare paragraph of sentences, or another container of the body's own class."""
    if part.tag == "p":
        return not part.get("class") and len(text := inline_text(part)) >= _PARAGRAPH and text.endswith(_ENDS)
    return part.tag == body.tag and bool(body.get("class")) and part.get("class") == body.get("class")


def _named(page: Page, known: frozenset[str]) -> Iterator[tuple[etree._Element, bool]]:
    """Containers by their names, and whether it is a family's name."""
    outline = page.outline
    classes, ids = outline.values("class"), outline.values("id")
    for place in outline.places_tagged(*_CONTAINERS):
        element, tag = outline.elements[place], outline.tags[place]
        names = classes.get(place, "").lower().split()
        if identifier := ids.get(place):
            names.append(identifier.lower())
        if not names and tag not in _OWN_TAGS:
            continue
        if any(name in known for name in names):
            yield element, True
        elif tag in _OWN_TAGS or any(_is_known(name) for name in names):
            yield element, False


@lru_cache(maxsize=8192)
def _is_known(name: str) -> bool:
    return KNOWN_BODIES.match(name) is not None


def _narrowest(elements: Sequence[etree._Element], page: Page, weights: Weights) -> etree._Element:
    """From the heaviest container inwards, as long as the inner one keeps the text, or what it leaves out above is the
    article's data line."""
    chosen = max(elements, key=weights.of)
    for element in sorted(elements, key=weights.of, reverse=True):
        if element is chosen or page.outline.places[element] not in page.outline.inside(chosen):
            continue
        share = weights.of(element) / (weights.of(chosen) or 1.0)
        if share >= _FULL_SHARE or (share >= _DATA_SHARE and _leaves_data_out(page, chosen, element)):
            chosen = element
    return chosen


def _leaves_data_out(page: Page, outer: etree._Element, inner: etree._Element) -> bool:
    """Whether what stands in `outer` before `inner` is an article's data: labelled dates, source, index number."""
    left, kept = page.outline.inside(outer), page.outline.inside(inner)
    before = [text for text, at in page.runs if left.start <= at < kept.start]
    return len(before) <= _DATA_RUNS and _DATA.search(" ".join(before)) is not None


def _dense(root: etree._Element, weights: Weights) -> etree._Element:
    """Down from the root as long as one part holds most of the text."""
    element = root
    while True:
        parts = [part for part in element if isinstance(part.tag, str)]
        best = max(parts, key=weights.of, default=None)
        if best is None or weights.of(best) < _COMMON_SHARE * weights.of(element) or best.tag in ("p", "span"):
            return element
        element = best
