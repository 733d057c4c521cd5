"""Parts of a template: paragraphs in the styles of an official document, tables whose middle row stands for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from digest.official import Style

Cell = str | Sequence[str]
"""A line, or several. A line "!name" shows the parts of `name` with the faulty words in red."""
_MARKED = "!"


def write(document: Document, style: str, *lines: str) -> None:
    """A paragraph each."""
    for line in lines:
        document.add_paragraph(line, style)


def write_each(document: Document, style: str, name: str, rows: str, line: str) -> None:
    """A paragraph for each of `rows`, which `line` calls `name`."""
    write(document, style, f"{{%p for {name} in {rows} %}}", line, "{%p endfor %}")


def write_if(document: Document, style: str, condition: str, *lines: str) -> None:
    """Paragraphs that are there only where `condition` holds."""
    write(document, style, f"{{%p if {condition} %}}", *lines, "{%p endif %}")


def table(
    document: Document,
    widths: Sequence[int],
    heads: Sequence[str],
    rows: str,
    cells: Sequence[Cell],
    centred: str = "",
    styles: tuple[str, str] = (Style.CELL, Style.CELL_CENTRED),
) -> Table:
    """A table with a row for each of `rows` ("row in totals"); widths in mm. `centred` names the columns, by a mark
    each ("x" or "."), whose cells are centred; `styles` are those of the others and of these."""
    made: Table = document.add_table(rows=4, cols=len(widths), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    _narrow_margins(made)
    head, loop, row, end = made.rows
    _mark_row(head, "w:tblHeader")
    for cell, name in zip(head.cells, heads, strict=True):
        _fill(cell, name, Style.CELL_HEAD)
    _fill(loop.cells[0], f"{{%tr for {rows} %}}", Style.CELL)
    _mark_row(row, "w:cantSplit")
    for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        _fill(cell, text, styles[centred[at : at + 1] == "x"])
    _fill(end.cells[0], "{%tr endfor %}", Style.CELL)
    for line in made.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Mm(width)
    return made


def _narrow_margins(made: Table) -> None:
    """A millimetre left and right in each cell: more letters a line than Word's own two."""
    properties: Any = made._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(Mm(1).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # the schema wants it before the look of the table
    properties.find(qn("w:tblLook")).addprevious(margins)


def _mark_row(row: _Row, mark: str) -> None:
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(mark))


def _fill(cell: _Cell, text: Cell, style: str) -> None:
    for at, line in enumerate([text] if isinstance(text, str) else text):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.style = style
        if not line.startswith(_MARKED):
            paragraph.add_run(line)
            continue
        paragraph.add_run(f"{{%r for part in {line.removeprefix(_MARKED)} %}}")
        paragraph.add_run("{%r if part.fault %}")
        paragraph.add_run("{{ part.text }}", Style.FAULT)
        paragraph.add_run("{%r else %}")
        paragraph.add_run("{{ part.text }}")
        paragraph.add_run("{%r endif %}")
        paragraph.add_run("{%r endfor %}")
