"""Presentations (pptx) and fixed-layout files (ofd): the text of each page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.drawings import drawn_words
from crawler.documents.errors import UnreadableError
from crawler.documents.package import Package
from crawler.reading.flow import TextBuilder

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDES = ("ppt/slides/slide", "ppt/notesSlides/notesSlide", "ppt/comments/")


def read_slides(package: Package) -> tuple[Text, str]:
    """Text and tables of all slides, their notes and comments. Raises `UnreadableError`."""
    builder = TextBuilder()
    for prefix in _SLIDES:
        for number, name in enumerate(package.matching(prefix)[: limits.PAGES], 1):
            root = package.xml(name)
            if root is not None:
                _add_slide(builder, root, f"第{number}页")
    for drawn in drawn_words(package, "ppt"):
        builder.paragraph(drawn)
    return builder.text(), errors.PART_DAMAGED if package.damaged else ""


def _add_slide(builder: TextBuilder, root: etree._Element, place: str) -> None:
    for table in root.iter(f"{_A}tbl"):
        builder.table([[_joined(cell) for cell in row.iter(f"{_A}tc")] for row in table.iter(f"{_A}tr")], place)
    for paragraph in root.iter(f"{_A}p"):
        if next(paragraph.iterancestors(f"{_A}tbl"), None) is None:
            builder.paragraph(_joined(paragraph))
    for comment in root.iter("{*}text"):
        builder.paragraph(comment.text or "")


def _joined(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_A}t"))


def read_ofd(package: Package) -> tuple[Text, str]:
    """Text of all pages of an OFD. Raises `UnreadableError` where it holds only pictures or outlines."""
    builder = TextBuilder()
    for name in [name for name in package.matching("Doc_") if _is_page(name)][: limits.PAGES]:
        root = package.xml(name)
        for line in _lines(root) if root is not None else ():
            builder.paragraph(line)
    if builder.length == 0:
        raise UnreadableError(errors.SCAN)
    return builder.text(), errors.PART_DAMAGED if package.damaged else ""


def _is_page(name: str) -> bool:
    return "/Pages/" in name or "/Tpls/" in name


def _lines(root: etree._Element) -> Iterator[str]:
    """Pieces of text on the same height are one line."""
    pending: list[str] = []
    height = ""
    for box in root.iter("{*}TextObject"):
        boundary = (box.get("Boundary") or "").split()
        top = boundary[1].partition(".")[0] if len(boundary) > 1 else ""
        if pending and top != height:
            yield "".join(pending)
            pending = []
        height = top
        pending.extend(code.text or "" for code in box.iter("{*}TextCode"))
    if pending:
        yield "".join(pending)
