"""Word documents (docx): all that stands in them, in order, headers, notes, text boxes, drawings,
comments and deletions too."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.drawings import drawn_words
from crawler.documents.errors import UnreadableError
from crawler.documents.package import Package
from crawler.reading.flow import TextBuilder

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
_SIDE_PARTS = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_BREAKS = frozenset({f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}ptab"})
_MOST_COLUMNS = 200


def read_word(package: Package) -> tuple[Text, str]:
    """Text of a docx and what of it could not be read. Raises `UnreadableError`."""
    root = package.xml("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise UnreadableError(errors.DAMAGED)
    builder = TextBuilder()
    _add_blocks(builder, body)
    for prefix in _SIDE_PARTS:
        for name in package.matching(prefix):
            part = package.xml(name)
            for block in _blocks_of(part) if part is not None else ():
                _add_blocks(builder, block)
    for drawn in drawn_words(package, "word"):
        builder.paragraph(drawn)
    for deleted in _deletions(body):
        builder.paragraph("修订中删除的文字：" + deleted)
    return builder.text(), errors.PART_DAMAGED if package.damaged else ""


def _blocks_of(part: etree._Element) -> Iterator[etree._Element]:
    """Notes and comments hold their paragraphs one level deeper than headers do."""
    yield part
    for child in part:
        if child.tag not in (f"{_W}p", f"{_W}tbl"):
            yield child


def _add_blocks(builder: TextBuilder, parent: etree._Element) -> None:
    if builder.length > limits.CHARACTERS:
        raise UnreadableError(errors.TOO_LARGE)
    for block in _flat(parent):
        if block.tag == f"{_W}tbl":
            builder.table(list(_rows(block)))
        else:
            builder.paragraph(_paragraph(block))
        for box in _boxes(block):
            _add_blocks(builder, box)


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through content controls, insertions and the like, without recursion."""
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if node.tag in (f"{_W}p", f"{_W}tbl"):
            yield node
        elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo", f"{_W}smartTag"):
            waiting.extend(reversed(node))


def _boxes(block: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a paragraph or table; the fallback drawing repeats them."""
    for box in block.iter(_BOX):
        inside = [ancestor.tag for ancestor in box.iterancestors()]
        if _FALLBACK not in inside and _BOX not in inside:
            yield box


def _paragraph(paragraph: etree._Element) -> str:
    """Text of a paragraph, its text boxes left out."""
    pieces: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start",))
    for _, node in walker:
        if node.tag in (_BOX, _FALLBACK) and node is not paragraph:
            walker.skip_subtree()
        elif node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _BREAKS:
            pieces.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _rows(table: etree._Element) -> Iterator[list[str]]:
    for row in table.iter(f"{_W}tr"):
        if _table_of(row) is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(f"{_W}tc"):
            if _row_of(cell) is row and len(cells) < _MOST_COLUMNS:
                paragraphs = (_paragraph(paragraph) for paragraph in cell.iter(f"{_W}p"))
                cells.append(" ".join(filter(None, paragraphs)))
                cells.extend([""] * (_span(cell) - 1))
        yield cells


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{_W}tr"), None)


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    return min(int(value), _MOST_COLUMNS) if value.isdigit() and len(value) < 6 and int(value) > 0 else 1


def _deletions(body: etree._Element) -> Iterator[str]:
    """Deleted text of a tracked change is still in the file and shown by office programs."""
    for deletion in body.iter(f"{_W}del"):
        if text := "".join(node.text or "" for node in deletion.iter(f"{_W}delText")):
            yield text
