"""What stands in a document beside its text, where every reader sees it: filled-in fields and boxes typed over a PDF,
what a workbook prints at the edge of each page, what it keeps of other workbooks, drawn charts of boxes."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from made_documents import word, workbook, zipped
from reportlab.pdfgen.canvas import Canvas

from crawler.documents import read_document
from crawler.documents.margins import printed

_DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_BOX = f"<x {_DRAWN}><a:p><a:r><a:t>框里</a:t></a:r><a:r><a:t>的字</a:t></a:r></a:p></x>".encode()


def _pdf(draw: Callable[[Canvas], object]) -> bytes:
    memory = io.BytesIO()
    page = Canvas(memory)
    draw(page)
    page.showPage()
    page.save()
    return memory.getvalue()


def test_a_filled_field_of_a_pdf_is_read_behind_its_page() -> None:
    def form(page: Canvas) -> None:
        page.drawString(50, 750, "application form")
        page.acroForm.textfield(name="id", value="filled in", x=50, y=700, width=200, height=20)
        page.acroForm.textfield(name="empty", value="", x=50, y=650, width=200, height=20)
        page.linkURL("http://example.gov.cn/", (1, 1, 50, 50))

    document = read_document(_pdf(form), "a.pdf")
    assert (document.text.content, document.reason) == ("application form\nfilled in\n", "")


def test_a_note_on_a_scan_is_read_and_the_scan_still_told() -> None:
    document = read_document(_pdf(lambda page: page.freeTextAnnotation("typed over it", (9, 9, 99, 99))), "a.pdf")
    assert (document.readable, document.text.content) == (True, "typed over it\n")
    assert "第1页没有可读取的文字" in document.reason


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('&L&"宋体,常规"&12填表人：李四&C第 &P 页，共 &N 页&R&K000000甲 && 乙', "填表人：李四 第 页，共 页 甲 & 乙"),
        ("&C&G", ""),
        ("制表：财政局", "制表：财政局"),
    ],
)
def test_codes_of_a_printed_edge_are_no_words(written: str, said: str) -> None:
    assert printed(written) == said


def test_a_workbook_prints_its_edges() -> None:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        for name in ("甲", "乙"):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "公示")
            sheet.set_header("&C<名单>")
            sheet.set_footer(f"&L{name}表填表人：李四&R&P")
    content = read_document(memory.getvalue(), "a.xlsx").text.content
    assert content == "公示\n公示\n页眉页脚：<名单>\n页眉页脚：甲表填表人：李四\n页眉页脚：乙表填表人：李四\n"


def test_a_workbook_keeps_rows_of_another() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = (
        f'<externalLink {space}><externalBook><sheetNames><sheetName val="底册"/></sheetNames><sheetDataSet>'
        '<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>姓名</v></cell><cell r="B1"><v>卡号</v></cell>'
        '</row><row r="2"><cell r="A2" t="str"><v>李四</v></cell><cell r="B2"><v>12345</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    ).encode()
    document = read_document(_with(workbook(), {"xl/externalLinks/externalLink1.xml": link}), "a.xlsx")
    table = document.text.tables[-1]
    assert (table.place, table.header) == ("外部链接缓存", ("姓名", "卡号"))
    assert document.text.content[table.start : table.end] == "李四\t12345\n"


@pytest.mark.parametrize(
    ("body", "part", "name"),
    [
        (word(), "word/diagrams/data1.xml", "a.docx"),
        (word(), "word/charts/chart1.xml", "a.docx"),
        (workbook(), "xl/diagrams/data1.xml", "a.xlsx"),
        (zipped({"ppt/presentation.xml": b"<p/>", "ppt/slides/slide1.xml": _BOX}), "ppt/diagrams/data1.xml", "a.pptx"),
    ],
)
def test_words_of_drawn_charts(body: bytes, part: str, name: str) -> None:
    before = read_document(body, name).text.content.count("框里的字")
    assert read_document(_with(body, {part: _BOX}), name).text.content.count("框里的字") == before + 1


def _with(body: bytes, more: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return zipped({name: package.read(name) for name in package.namelist()} | more)
