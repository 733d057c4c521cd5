"""Real attachments (附件): xlsx, docx and pdf, the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from sample.inserts import FileKind, SampleFile

_MADE = dt.datetime(2020, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FONT = "STSong-Light"
_FONT_SIZE = 12
_LINE = 22
_MARGIN = 60
_LINE_CHARACTERS = 36


def file_bytes(file: SampleFile) -> bytes:
    """The attachment as it is served."""
    return _WRITERS[file.kind](file)


def _xlsx(file: SampleFile) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _MADE, "author": ""})
    as_text = book.add_format({"num_format": "@"})
    for table in file.tables:
        sheet = book.add_worksheet(table.caption)
        sheet.set_column(0, len(table.header) - 1, 20)
        sheet.merge_range(0, 0, 0, len(table.header) - 1, file.name.removesuffix(".xlsx"))
        for line, row in enumerate((table.header, *table.rows), start=1):
            for place, cell in enumerate(row):
                if line > 1 and cell.isdigit() and len(cell) < 8:
                    sheet.write_number(line, place, int(cell))
                else:
                    sheet.write_string(line, place, cell, as_text)
        if table.caption in file.hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def _docx(file: SampleFile) -> bytes:
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = _MADE
    document.core_properties.author = ""
    for number, paragraph in enumerate(file.paragraphs):
        document.add_heading(paragraph) if number == 0 and len(paragraph) < 30 else document.add_paragraph(paragraph)
    for table in file.tables:
        grid = document.add_table(rows=0, cols=len(table.header))
        for row in (table.header, *table.rows):
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _without_times(archive: bytes) -> bytes:
    """The same zip with the time of its members taken out: python-docx writes the clock into them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return buffer.getvalue()


@cache
def _register_font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    return _FONT


def _pdf(file: SampleFile) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    bottom = A4[1] - _MARGIN
    height = bottom
    canvas.setFont(_register_font(), _FONT_SIZE)
    for line in _lines(file):
        if height < _MARGIN:
            canvas.showPage()
            canvas.setFont(_FONT, _FONT_SIZE)
            height = bottom
        canvas.drawString(_MARGIN, height, line)
        height -= _LINE
    canvas.save()
    return buffer.getvalue()


def _lines(file: SampleFile) -> list[str]:
    return [
        paragraph[start : start + _LINE_CHARACTERS]
        for paragraph in file.paragraphs
        for start in range(0, len(paragraph), _LINE_CHARACTERS)
    ]


_WRITERS: dict[FileKind, Callable[[SampleFile], bytes]] = {
    FileKind.XLSX: _xlsx,
    FileKind.DOCX: _docx,
    FileKind.PDF: _pdf,
}
