"""Office files that are one XML text (Excel 2003 XML, Word 2003 XML) and OpenDocument packages."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.documents.package import Package, parse_xml
from crawler.reading.flow import TextBuilder

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_WORDS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HIDDEN = "（隐藏工作表）"
_REPEATED = 200
"""Copies of one cell or row that are written out: a sheet says of its empty end that it repeats a million times."""


def read_office_xml(body: bytes) -> tuple[Text, str]:
    """Text of a flat XML file. Raises `UnreadableError`."""
    if len(body) > limits.XML_BYTES:
        raise UnreadableError(errors.TOO_LARGE)
    root, whole = parse_xml(body)
    if root is None:
        raise UnreadableError(errors.DAMAGED)
    builder = TextBuilder()
    for sheet in root.iter(f"{_SHEET}Worksheet"):
        hidden = sheet.find(".//{*}WorksheetOptions/{*}Visible") is not None
        place = sheet.get(f"{_SHEET}Name", "") + (_HIDDEN if hidden else "")
        builder.table([list(_cells(row)) for row in sheet.iterfind(f"{_SHEET}Table/{_SHEET}Row")], place)
    if not builder.length:
        for paragraph in root.iter("{*}p"):
            builder.paragraph("".join(text.text or "" for text in paragraph.iter("{*}t")))
    return builder.text(), "" if whole else errors.PART_DAMAGED


def _cells(row: etree._Element) -> Iterator[str]:
    """Cells in their places: a cell may say its number and leave out those before it."""
    count = 0
    for cell in row.iterchildren(f"{_SHEET}Cell"):
        number = cell.get(f"{_SHEET}Index", "")
        while number.isdecimal() and count + 1 < min(int(number[:6]), _REPEATED):
            yield ""
            count += 1
        yield "".join(
            text for part in cell.iterchildren(f"{_SHEET}Data", f"{_SHEET}Comment") for text in part.itertext()
        )
        count += 1


def read_open_document(package: Package) -> tuple[Text, str]:
    """Text of an odt, ods or odp. Raises `UnreadableError`."""
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableError(errors.ENCRYPTED)
    builder = TextBuilder()
    for name in ("content.xml", "styles.xml"):
        root = package.xml(name)
        if root is not None:
            _add(builder, root)
    return builder.text(), errors.PART_DAMAGED if package.damaged else ""


def _add(builder: TextBuilder, root: etree._Element) -> None:
    """Paragraphs and tables in order; a table inside a table is read with the outer one."""
    walker = etree.iterwalk(root, events=("start",), tag=(f"{_TABLE}table", f"{_WORDS}p", f"{_WORDS}h"))
    for _, node in walker:
        if node.tag == f"{_TABLE}table":
            builder.table(list(_lines(node)), node.get(f"{_TABLE}name", ""))
        else:
            builder.paragraph("".join(node.itertext()))
        walker.skip_subtree()
        if builder.length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)


def _lines(table: etree._Element) -> Iterator[list[str]]:
    """Rows; of those that repeat, as many as people write."""
    length = 0
    for line in table.iter(f"{_TABLE}table-row"):
        cells = list(_columns(line))
        copies = _copies(line, "rows") if any(cells) else 1
        length += copies * sum(map(len, cells))
        if length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)
        yield from [cells] * copies


def _columns(line: etree._Element) -> Iterator[str]:
    for cell in line.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        text = " ".join("".join(part.itertext()) for part in cell.iter(f"{_WORDS}p"))
        yield from [text] * (_copies(cell, "columns") if text else 1)


def _copies(node: etree._Element, what: str) -> int:
    number = node.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(number[:7]), _REPEATED) if number.isascii() and number.isdigit() else 1
