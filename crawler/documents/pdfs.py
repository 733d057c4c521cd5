"""PDF files: text in the order of the content, with its ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import pypdfium2

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.aligned import Listed, with_lists
from crawler.documents.broken_lines import is_broken_number, joined_cell, paragraphs
from crawler.documents.errors import UnreadableError
from crawler.documents.pdf_fonts import use_no_system_fonts
from crawler.documents.pdf_grid import Grid
from crawler.documents.pdf_page import PdfPage, Rows, read_page
from crawler.documents.pdf_streams import refuse_bombs
from crawler.documents.scans import recognised
from crawler.reading.flow import TextBuilder

_PASSWORD = "password"  # noqa: S105 - a word of the library's message
_FEW_CHARACTERS = 5
_NAMED_PAGES = 10

use_no_system_fonts()


def read_pdf(body: bytes, *, ocr: bool = False) -> tuple[Text, str]:
    """Text of a PDF and what of it could not be read, "" for nothing. Raises `UnreadableError`."""
    refuse_bombs(body)
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        encrypted = _PASSWORD in str(error).lower()
        raise UnreadableError(errors.ENCRYPTED if encrypted else errors.DAMAGED) from error
    try:
        return _read_pages(document, ocr)
    finally:
        document.close()


def _read_pages(document: pypdfium2.PdfDocument, ocr: bool) -> tuple[Text, str]:
    count = min(len(document), limits.PAGES)
    if count == 0:
        raise UnreadableError(errors.DAMAGED)
    pages = _Pages()
    blank: list[int] = []
    recognised_pages = 0
    end = monotonic() + limits.PDF_SECONDS + (limits.OCR_SECONDS if ocr else 0)
    for number in range(count):
        if monotonic() > end:
            return pages.text(), _cut(len(document), number)
        page = read_page(document, number)
        if ocr and _is_blank(page) and recognised_pages < limits.OCR_PAGES:
            recognised_pages += 1
            page = replace(page, lines=recognised(document, number))
        if _is_blank(page):
            blank.append(number + 1)
        pages.add(page, number + 1)
    text = pages.text()
    if len(blank) == count and not text.content:
        raise UnreadableError(errors.SCAN)
    cut = _cut(len(document), count) if len(document) > count else ""
    return text, cut + _unread(blank)


def _is_blank(page: PdfPage) -> bool:
    return not page.tables and sum(map(len, page.lines)) < _FEW_CHARACTERS


class _Pages:
    """Pages one after the other; a table that goes on over the page's end stays one table."""

    def __init__(self) -> None:
        self._builder = TextBuilder()
        self._starts: list[int] = []
        self._open: tuple[Grid, Rows, int, int] | None = None
        """The last table of the page before, with its first and last page."""
        self._held: list[str] = []
        """Lines behind it: the foot of the page."""

    def add(self, page: PdfPage, number: int) -> None:
        """One more page."""
        self._starts.append(self._builder.length)
        start = 0
        for order, (place, grid, rows) in enumerate(page.tables):
            before = page.lines[start:place]
            start = place
            if order == 0 and self._goes_on(grid, number):
                self._held += before
                self._extend(rows, number)
                continue
            self._close()
            self._say(before)
            self._open = (grid, rows, number, number)
        if self._open is not None and self._open[3] == number:
            self._held += (*page.lines[start:], *page.notes)
        else:
            self._close()
            self._say(page.lines[start:])
            self._say(page.notes)
        if self._builder.length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)

    def text(self) -> Text:
        """All of it."""
        self._close()
        return replace(self._builder.text(), pages=tuple(self._starts))

    def _goes_on(self, grid: Grid, number: int) -> bool:
        return self._open is not None and self._open[3] == number - 1 and self._open[0].is_same_form(grid)

    def _extend(self, rows: Rows, number: int) -> None:
        if self._open is None:
            return
        grid, kept, first, _ = self._open
        again = next((count for count in range(3, 0, -1) if rows[:count] == kept[:count]), 0)
        rows = rows[again:]
        if rows and any(map(is_broken_number, kept[-1], rows[0])):
            kept[-1] = [joined_cell([*filter(None, pair)]) for pair in zip(kept[-1], rows[0], strict=True)]
            rows = rows[1:]
        kept.extend(rows)
        self._open = (grid, kept, first, number)

    def _close(self) -> None:
        if self._open is not None:
            _, rows, first, last = self._open
            self._builder.table(rows, f"第{first}页" if first == last else f"第{first}–{last}页")
        self._open = None
        held, self._held = self._held, []
        self._say(held)

    def _say(self, lines: Sequence[str]) -> None:
        for part in with_lists(lines):
            if isinstance(part, Listed):
                self._builder.table(part.rows)
                continue
            for paragraph in paragraphs(part):
                self._builder.paragraph(paragraph)


def _cut(count: int, read: int) -> str:
    return f"共{count}页，只检查了前{read}页，其余请人工检查。"


def _unread(blank: Sequence[int]) -> str:
    if not blank:
        return ""
    more = "等" if len(blank) > _NAMED_PAGES else ""
    return (
        f"第{'、'.join(map(str, blank[:_NAMED_PAGES]))}页{more}没有可读取的文字（疑似扫描件），这{len(blank)}页未检查。"
    )
