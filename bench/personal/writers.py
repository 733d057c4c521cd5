"""Cases as real files (真实文件), by real writers. Old Word files cannot be written by a
library: they were made once by LibreOffice and lie in doc.tar.xz, each named by the digest of its case."""

from __future__ import annotations

import csv
import html
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import xlsxwriter
import xlwt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from bench.personal.case import Case, Grid, Placed

DOCS = Path(__file__).with_name("doc.tar.xz")
_FONT = "STSong-Light"
_LONG = 11
_AT_ONCE = 40
"""Files in one call of LibreOffice: of some hundred it leaves the last ones out."""
pdfmetrics.registerFont(UnicodeCIDFont(_FONT))


def _grids(case: Case) -> list[Grid]:
    """Its tables; where it has none, its paragraphs as one column."""
    return [block if isinstance(block, Grid) else Grid(((block,),), 0) for block in case.blocks]


def _titled(grid: Grid) -> list[tuple[str, ...]]:
    width = max(len(row) for row in grid.rows)
    return [*([(grid.title, *[""] * (width - 1))] if grid.title else []), *grid.rows]


def _html(case: Case) -> bytes:
    parts: list[str] = []
    for block in case.blocks:
        if isinstance(block, str):
            parts.append("<p>" + html.escape(block).replace("\n", "<br>") + "</p>")
            continue
        width = max(len(row) for row in block.rows)
        title = f"<tr><td colspan={width}>{html.escape(block.title)}</td></tr>" if block.title else ""
        rows = "".join(
            "<tr>" + "".join(f"<td><p>{html.escape(cell).replace(chr(10), '<br>')}</p></td>" for cell in row) + "</tr>"
            for row in block.rows
        )
        parts.append(f"<table border=1>{title}{rows}</table>")
    heading = html.escape(case.title or "公示")
    return (
        f"<html><head><meta charset=utf-8><title>{heading}</title></head><body><div class=content><h1>{heading}</h1>"
        f"{''.join(parts)}</div></body></html>"
    ).encode()


def _xlsx(case: Case) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for grid in _sheets(case):
        sheet = book.add_worksheet()
        for number, row in enumerate(_titled(grid)):
            for column, cell in enumerate(row):
                if grid.numeric and cell.isdigit() and len(cell) >= _LONG:
                    sheet.write_number(number, column, int(cell))
                else:
                    sheet.write_string(number, column, cell)
        if grid.title:
            sheet.merge_range(0, 0, 0, len(_titled(grid)[0]) - 1, grid.title)
        for column in grid.hidden:
            sheet.set_column(column, column, 8, None, {"hidden": True})
        if grid.hidden_sheet:
            book.add_worksheet("说明").activate()
            sheet.hide()
    book.close()
    return buffer.getvalue()


def _sheets(case: Case) -> list[Grid]:
    """Paragraphs before a table go above it in one sheet."""
    if any(isinstance(block, Grid) for block in case.blocks):
        return [block for block in case.blocks if isinstance(block, Grid)]
    return [Grid(tuple((str(block),) for block in case.blocks), 0)]


def _xls(case: Case) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for order, grid in enumerate(_sheets(case), 1):
        sheet = book.add_sheet(f"Sheet{order}")
        rows = _titled(grid)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if number == 0 and grid.title:
                    continue
                whole = grid.numeric and cell.isdigit() and len(cell) >= _LONG
                sheet.write(number, column, float(cell) if whole else cell)
        if grid.title:
            sheet.write_merge(0, 0, 0, len(rows[0]) - 1, grid.title)
        for column in grid.hidden:
            sheet.col(column).hidden = True
        if grid.hidden_sheet:
            sheet.visibility = 1
            book.add_sheet("说明").write(0, 0, "说明")
            book.set_active_sheet(1)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _docx(case: Case) -> bytes:
    document = docx.Document()
    for block in case.blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        rows = _titled(block)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=False):
                cell.text = text
        if block.title:
            table.cell(0, 0).merge(table.cell(0, len(rows[0]) - 1))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(case: Case) -> bytes:
    buffer = io.BytesIO()
    style = ParagraphStyle("正文", fontName=_FONT, fontSize=11, leading=16, wordWrap="CJK")
    small = ParagraphStyle("表格", fontName=_FONT, fontSize=9, leading=12, wordWrap="CJK")
    story: list[object] = []
    for block in case.blocks:
        if isinstance(block, str):
            story.append(Paragraph(html.escape(block).replace("\n", "<br/>"), style))
            continue
        rows = [[Paragraph(html.escape(cell), small) if block.ruled else cell for cell in row] for row in block.rows]
        if block.title:
            story.append(Paragraph(html.escape(block.title), style))
        lines = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if block.ruled else []
        looks = [("FONTNAME", (0, 0), (-1, -1), _FONT), ("FONTSIZE", (0, 0), (-1, -1), 8), *lines]
        widths = [500 / len(block.rows[0])] * len(block.rows[0]) if block.ruled else None
        story.append(Table(rows, widths, repeatRows=block.head if block.ruled else 0, style=looks))
        story.append(Spacer(1, 8))
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def _csv(case: Case) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for grid in _grids(case):
        writer.writerows(_titled(grid))
    return buffer.getvalue().encode("gb18030" if len(buffer.getvalue()) % 2 else "utf-8-sig")


_WRITERS: dict[str, Callable[[Case], bytes]] = {
    "html": _html,
    "xlsx": _xlsx,
    "xls": _xls,
    "docx": _docx,
    "pdf": _pdf,
    "csv": _csv,
}


def written(case: Case, form: str) -> bytes:
    """The file of a case in any form but that of old Word."""
    return _WRITERS[form](case)


class Files:
    """The file of each placed case."""

    def __init__(self) -> None:
        self._docs: dict[str, bytes] = {}
        if DOCS.exists():
            with tarfile.open(DOCS, "r:xz") as archive:
                for member in archive:
                    content = archive.extractfile(member)
                    self._docs[member.name] = content.read() if content else b""

    def body(self, placed: Placed) -> bytes:
        """The bytes of its file. Raises `KeyError` for an old Word file that was not made: `--write-docs` does."""
        if placed.format == "doc":
            return self._docs[placed.case.digest]
        return written(placed.case, placed.format)


def make_docs(cases: Iterable[Placed]) -> None:
    """Writes doc.tar.xz anew, with LibreOffice."""
    made = {placed.case.digest: _docx(placed.case) for placed in cases if placed.format == "doc"}
    names = sorted(made)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(DOCS, "w:xz") as archive:
        for name in names:
            Path(folder, f"{name}.docx").write_bytes(made[name])
        for start in range(0, len(names), _AT_ONCE):
            sources = [str(Path(folder, f"{name}.docx")) for name in names[start : start + _AT_ONCE]]
            command = ["soffice", "--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder, *sources]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        for name in names:
            body = Path(folder, f"{name}.doc").read_bytes()
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))


def dumped(found: object) -> str:
    """As it is printed and stored."""
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
