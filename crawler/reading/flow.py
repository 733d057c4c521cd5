"""An element as `Text` (正文文本): paragraphs on lines, inline tags joined, tables with the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from lxml import etree

from county.text import Table, Text, clean_text
from crawler.reading.blanks import fold, spaced_once
from crawler.reading.grid import header_of, table_rows

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "st1:chsdate",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "textarea",
        "select",
        "button",
        "iframe",
        "object",
        "embed",
        "head",
        "title",
        "nav",
        "footer",
        "form-item",
    ]
)
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:bdshare\w*|share\w*|fenxiang|print\w*|pagination|page-?nav|turn-?page|font-?size|erweima|qrcode)"
    r"(?:$|[\s_-])",
    re.I,
)
_TEXTS = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
_PIECES = 2000
"""Pieces of text looked at in an element that should be small."""
_TABLES = 500
"""Tables named in one text; the rows of further ones are still read."""


class TextBuilder:
    """Collects paragraphs and tables into one `Text`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[Table] = []

    def paragraph(self, text: str) -> None:
        """Add a paragraph; an empty one is left out."""
        if line := _clean(fold(text)):
            self._append(line)

    def table(self, rows: Sequence[Sequence[str]], place: str = "") -> None:
        """Add the rows of a table, its header recognised; rows without any text are left out."""
        filled = [row if _is_clean(row) else [clean_text(spaced_once(cell)) for cell in row] for row in rows]
        filled = [row for row in filled if any(row)]
        header, header_end = header_of(filled)
        for row in filled[:header_end]:
            self._append("\t".join(row))
        start = self._length
        for row in filled[header_end:]:
            self._append("\t".join(row))
        if self._length > start and len(self._tables) < _TABLES:
            self._tables.append(Table(place or f"表{len(self._tables) + 1}", header, start, self._length))

    def text(self) -> Text:
        """What was collected."""
        return Text("".join(self._lines), tuple(self._tables))

    @property
    def length(self) -> int:
        """Characters collected so far."""
        return self._length

    def _append(self, line: str) -> None:
        self._lines.append(line + "\n")
        self._length += len(line) + 1


def _clean(line: str) -> str:
    return line if line.isprintable() else clean_text(line)


def _is_clean(row: Sequence[str]) -> bool:
    """Whether the cells are sure to stay as they are: a sheet has a hundred thousand, nearly all clean."""
    joined = f"|{'|'.join(row)}|"
    return joined.isprintable() and "  " not in joined and "| " not in joined and " |" not in joined


def add_element(builder: TextBuilder, element: etree._Element, leave_out: Iterable[etree._Element] = ()) -> None:
    """Add all that `element` shows, but for the given parts."""
    left_out = set(leave_out)
    pending: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        starts, tag = event == "start", node.tag
        if starts and (tag in _SKIPPED or node in left_out or (node is not element and _is_noise(node))):
            walker.skip_subtree()
        elif starts and tag == "table" and (rows := table_rows(node)):
            _flush(builder, pending)
            builder.table(rows)
            walker.skip_subtree()
        elif starts or node is not element:
            if (starts or event == "end") and tag not in _INLINE:
                _flush(builder, pending)
            if text := node.text if starts else node.tail:
                pending.append(text)
    _flush(builder, pending)


def _flush(builder: TextBuilder, pending: list[str]) -> None:
    if pending:
        if text := "".join(pending).strip():
            builder.paragraph(text)
        pending.clear()


def _is_noise(node: etree._Element) -> bool:
    classes = node.get("class")
    return classes is not None and _NOISE.search(classes) is not None


def inline_text(element: etree._Element) -> str:
    """All text of a small element on one line, scripts left out."""
    if not len(element):
        return fold(element.text or "")
    if next(element.iterdescendants("script", "style"), None) is None:
        return fold("".join(islice(element.itertext(), _PIECES)))
    return fold("".join(islice(_TEXTS(element), _PIECES)))
