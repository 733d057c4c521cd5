"""Small documents of every format that is read, made anew or, where nothing here can write them, taken from files/."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache
from pathlib import Path

import docx
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FILES = Path(__file__).parent / "files"
"""名单.doc, 名单.xls, 加密.docx: written by LibreOffice 7 and msoffcrypto."""
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
OFD = (
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
    '<ofd:TextObject Boundary="10 20 50 5"><ofd:TextCode>版式文件</ofd:TextCode></ofd:TextObject>'
    '<ofd:TextObject Boundary="60 20 50 5"><ofd:TextCode>里的字</ofd:TextCode></ofd:TextObject>'
    "</ofd:Layer></ofd:Content></ofd:Page>"
).encode()
SLIDE = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>幻灯片</a:t></a:r></a:p></p:sld>'
).encode()
RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\pard "
    + "".join(f"\\'{byte:02x}" for byte in "通知".encode("gbk")).encode()
    + rb"\par\pard\intbl \u22995 ?\u21517 ?\cell \u30005 ?\cell\row \u26446 ?\cell 123\cell\row\pard \u23436 ?\par}"
)
EXCEL_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="表甲"><Table><Row><Cell><Data>姓名</Data></Cell><Cell><Data>电话</Data></Cell></Row>'
    '<Row><Cell><Data>李四</Data></Cell><Cell ss:Index="2"><Data>123</Data></Cell></Row></Table></Worksheet></Workbook>'
).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of those members."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return memory.getvalue()


def compound(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream))
    fat = struct.pack("<128I", *chain[:128], *[_FREE] * max(0, 128 - len(chain)))
    return head + fat + entries.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    entry = wide.ljust(64, b"\0") + struct.pack("<HBB3I", len(wide), kind, 1, _FREE, _FREE, child)
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def slide_atoms(text: str) -> bytes:
    """A stream of an old presentation: a container with one text atom."""
    wide = text.encode("utf-16-le")
    return struct.pack("<HHI", 0xF, 0x03E8, len(wide) + 8) + struct.pack("<HHI", 0, 0x0FA0, len(wide)) + wide


def workbook() -> bytes:
    """Header under a merged title, a hidden sheet, column and row, a comment."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory)
    sheet = book.add_worksheet("名单")
    sheet.merge_range("A1:C1", "补贴名单")
    sheet.write_row(1, 0, ["序号", "姓名", "卡号"])
    sheet.write_row(2, 0, [1, "张\n三", 6217000000000000])
    sheet.write_row(3, 0, [2, "李四", "62170"])
    sheet.set_column(2, 2, None, None, {"hidden": True})
    sheet.set_row(3, None, None, {"hidden": True})
    hidden = book.add_worksheet("隐藏表")
    hidden.hide()
    hidden.write(0, 0, "藏起来的字")
    hidden.write_comment(0, 0, "批注里的字")
    book.close()
    return memory.getvalue()


def word() -> bytes:
    """A paragraph, a table, a header."""
    document = docx.Document()
    document.add_paragraph("第一段")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("姓名", "电话", "李四", "12345"), strict=True):
        cell.text = text
    document.add_paragraph("最后一段")
    document.sections[0].header.paragraphs[0].text = "页眉的字"
    memory = io.BytesIO()
    document.save(memory)
    return memory.getvalue()


def ruled_pdf(rows: list[list[str]], *, first: int = 0, compressed: bool = False) -> bytes:
    """A page for each five rows of a ruled table; "|" in a cell breaks its line. `first` rows of text go before."""
    memory = io.BytesIO()
    page = Canvas(memory, pagesize=A4, pageCompression=int(compressed))
    for start in range(0, len(rows), 5):
        part = rows[start : start + 5]
        edges = [50 + 120 * place for place in range(len(part[0]) + 1)]
        heights = [780 - 40 * (place + first) for place in range(len(part) + 1)]
        for number in range(first if start == 0 else 0):
            page.drawString(50, 790 - 20 * number, f"before {number}")
        page.grid(edges, heights)
        for line, row in enumerate(part):
            for column, cell in enumerate(row):
                for number, piece in enumerate(cell.split("|")):
                    page.drawString(edges[column] + 4, heights[line] - 14 - 14 * number, piece)
        page.showPage()
    page.save()
    return memory.getvalue()


@cache
def one_of_each() -> dict[str, bytes]:
    """Name to bytes; each can be read."""
    return {
        "a.xlsx": workbook(),
        "a.docx": word(),
        "a.doc": (FILES / "名单.doc").read_bytes(),
        "a.xls": (FILES / "名单.xls").read_bytes(),
        "a.ppt": compound("PowerPoint Document", slide_atoms("幻灯片里的字")),
        "a.pptx": zipped({"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": SLIDE}),
        "a.ofd": zipped({"OFD.xml": b"<o/>", "Doc_0/Pages/Page_0/Content.xml": OFD}),
        "a.pdf": ruled_pdf([["name", "tel"], ["Li", "138|00000000"], ["Wang", "12"]]),
        "b.pdf": ruled_pdf([["name", "tel"], ["Li", "138"]], compressed=True),
        "a.rtf": RTF,
        "b.xls": EXCEL_2003,
        "a.csv": "姓名,电话\n王五,12345\n".encode("gbk"),
        "a.zip": zipped({"表.csv": b"a,b\n1,2\n", "内.zip": zipped({"b.txt": "字".encode()}), "a.docx": word()}),
    }
