"""A captured page as a list of safe pieces (安全重绘): markup of ours, and its texts apart from it.

Nothing of the page's own markup is copied: tags and attributes that are known to lay out text are written anew, texts
are escaped, so that a browser finds in it what this module found and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urljoin

from lxml import etree

from county.markup import parse_html
from county.personal import mask_numbers
from county.personal.addressed import mask_address
from desk.frame.allowed import ATTRIBUTES, DROPPED, INLINE, SPOKEN, TAGS, VOID
from desk.frame.styles import clean_styles

_DATA_IMAGE = re.compile(r"data:image/(?:png|gif|jpe?g|webp|bmp|x-icon);base64,[A-Za-z0-9+/=\s]{1,2000000}")
_LONGEST_VALUE = 200
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Link:
    """A link, a picture or another part: its absolute address, the piece that it begins with, and the open tag round
    it."""

    url: str
    piece: int
    inside: int


@dataclass(slots=True)
class Drawing:
    """Pieces in the order of the page: markup, or the number of a text. `inside` is for each text the piece of the
    innermost open tag, `outer` for the piece of an open tag that of the tag round it, -1 for none."""

    pieces: list[str | int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    outer: dict[int, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    title: str = ""


def draw(source: str, url: str) -> Drawing:
    """The page of that source, which was fetched from `url`."""
    tree = parse_html(source)
    pen = _Pen(url)
    pen.drawing.title = " ".join(tree.findtext(".//title", "").split())
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if not pen.begin(node):
                walker.skip_subtree()
        elif event == "end":
            pen.end(node)
        if event != "start" and node is not tree:
            pen.text(node.tail)
    return pen.drawing


class _Pen:
    """Writes a drawing element by element."""

    def __init__(self, url: str) -> None:
        self.drawing = Drawing()
        self._url = url
        self._open: list[int] = [-1]
        self._kept: list[bool] = []

    def begin(self, node: etree._Element) -> bool:
        """Opens an element; false where nothing in it is shown."""
        tag = str(node.tag).lower()
        if tag not in INLINE:
            self._put_text(_BREAK)
        if tag in SPOKEN:
            self.note(SPOKEN[tag], node.get("src") or node.get("data") or "")
        if special := _SPECIAL.get(tag):
            special(self, node)
        if special or tag in DROPPED:
            self._kept.append(False)
            return False
        self._keep(tag, node)
        return True

    def _keep(self, tag: str, node: etree._Element) -> None:
        drawn = tag in TAGS and tag not in VOID
        self._kept.append(drawn)
        if tag == "a" and (href := node.get("href")):
            self.link(href)
        if drawn or tag in VOID:
            piece = self._put(f"<{tag}{''.join(_attributes(node))}>")
            if drawn:
                self.drawing.outer[piece] = self._open[-1]
                self._open.append(piece)
        self.text(node.text)

    def end(self, node: etree._Element) -> None:
        """Closes the element that was begun last."""
        tag = str(node.tag).lower()
        if self._kept.pop():
            self._open.pop()
            self._put(f"</{tag}>")
        if tag not in INLINE:
            self._put_text(_BREAK)

    def text(self, text: str | None) -> None:
        """A text between two tags."""
        if text:
            self._put_text(text)

    def link(self, href: str) -> str:
        """Remembers a link; gives its absolute address, masked."""
        try:
            url = mask_address(urljoin(self._url, href.strip()))
        except ValueError:
            url = mask_address(href.strip())
        self.drawing.links.append(Link(url, len(self.drawing.pieces), self._open[-1]))
        return url

    def note(self, what: str, address: str = "", words: str = "") -> None:
        """A box in the place of what is not shown."""
        url = self.link(address) if address else ""
        title = f' title="{escape(url[:_LONGEST_VALUE])}"' if url else ""
        self._put(f'<span class="xuncha-note"{title}>［{what}］')
        self.text(words)
        self._put("</span>")

    def style(self, css: str) -> None:
        """A style sheet of the page's own."""
        if css := clean_styles(css):
            self._put(f"<style>{css}</style>")

    def image(self, source: str) -> None:
        """A picture that is part of the page itself."""
        self._put(f'<img alt="" src="{escape(source)}">')

    def _put(self, markup: str) -> int:
        self.drawing.pieces.append(markup)
        return len(self.drawing.pieces) - 1

    def _put_text(self, text: str) -> None:
        drawing = self.drawing
        drawing.pieces.append(len(drawing.texts))
        drawing.texts.append(text)
        drawing.inside.append(self._open[-1])


def _attributes(node: etree._Element) -> Iterator[str]:
    for name, value in node.attrib.items():
        if name in ATTRIBUTES and len(value) <= _LONGEST_VALUE:
            yield f' {name}="{escape(mask_numbers(str(value)))}"'
        elif name == "style" and (css := clean_styles(str(value))):
            yield f' style="{escape(css)}"'


def _image(pen: _Pen, node: etree._Element) -> None:
    source = (node.get("src") or "").strip()
    if _DATA_IMAGE.fullmatch(source):
        pen.image(source)
    else:
        pen.note("图片", source, node.get("alt") or "")


def _stylesheet(pen: _Pen, node: etree._Element) -> None:
    pen.style(node.text or "")


def _input(pen: _Pen, node: etree._Element) -> None:
    if (node.get("type") or "text").lower() != "hidden":
        pen.note("输入框", words=node.get("value") or node.get("placeholder") or "")


def _choice(pen: _Pen, node: etree._Element) -> None:
    pen.note("下拉框", words="、".join(" ".join(option.itertext()).strip() for option in node.iter("option")))


def _area(pen: _Pen, node: etree._Element) -> None:
    pen.note("文本框", words="".join(node.itertext()))


_SPECIAL = {"img": _image, "style": _stylesheet, "input": _input, "select": _choice, "textarea": _area}
