"""Ruled tables of PDFs, told only where lines make a grid."""

import io
import zlib
from random import Random

from made_documents import ruled_pdf
from reportlab.pdfgen.canvas import Canvas

from bench.personal.case import Case, Grid
from bench.personal.made import resident_id
from bench.personal.writers import written
from crawler.documents import errors, read_document
from crawler.documents.broken_lines import joined_cell


def test_a_number_broken_inside_its_cell_is_whole() -> None:
    body = ruled_pdf([["name", "tel", "note"], ["Li Si", "1380000|0000", "a|b"], ["Wang", "", "c"]], first=1)
    document = read_document(body, "a.pdf")
    table = document.text.tables[0]
    assert document.text.content.startswith("before 0\n")
    assert (table.place, table.header) == ("第1页", ("name", "tel", "note"))
    assert document.text.content[table.start : table.end] == "Li Si\t13800000000\ta b\nWang\t\tc\n"


def test_an_id_is_whole_where_the_end_of_a_line_in_its_cell_is_read_as_a_blank() -> None:
    chance = Random(1)
    ids = [resident_id(chance) for _ in range(20)]
    rows = [(str(place), "某某", number, "某镇", "7.50", "") for place, number in enumerate(ids, 1)]
    grid = Grid((("序号", "姓名", "身份证号", "住址", "金额", "备注"), *rows))
    content = read_document(written(Case("名单", (grid,)), "pdf"), "a.pdf").text.content
    assert [number for number in ids if f"\t{number}\t" not in content] == []


def test_a_table_goes_on_over_the_end_of_the_page() -> None:
    rows = [["no", "name"], *[[str(number), f"n{number}"] for number in range(9)]]
    tables = read_document(ruled_pdf(rows), "a.pdf").text.tables
    assert [(table.place, table.header) for table in tables] == [("第1–2页", ("no", "name"))]


def test_a_box_round_text_is_no_table() -> None:
    memory = io.BytesIO()
    page = Canvas(memory)
    page.rect(40, 700, 300, 100)
    page.drawString(50, 750, "text inside a box")
    page.save()
    document = read_document(memory.getvalue(), "a.pdf")
    assert (document.text.content, document.text.tables) == ("text inside a box\n", ())


def test_two_numbers_in_a_cell_stay_two() -> None:
    assert joined_cell(["13800000000", "13900000000"]) == "13800000000 13900000000"
    assert joined_cell(["6217", "0000", "0000", "0000"]) == "6217000000000000"
    assert joined_cell(["123456789 987654322"]) == "123456789 987654322"
    assert joined_cell(["10 20 30", "40"]) == "10 20 30 40"
    assert joined_cell(["贵州省", "修文县"]) == "贵州省修文县"


def test_a_blank_page_among_others_is_told() -> None:
    memory = io.BytesIO()
    page = Canvas(memory)
    page.drawString(50, 700, "some text here")
    page.showPage()
    page.rect(0, 0, 10, 10)
    page.showPage()
    page.save()
    document = read_document(memory.getvalue(), "a.pdf")
    assert document.readable
    assert document.reason.startswith("第2页没有可读取的文字")


def test_scans_ask_for_the_extra_only_where_recognition_was_asked_for() -> None:
    memory = io.BytesIO()
    page = Canvas(memory)
    page.rect(10, 10, 100, 100)
    page.save()
    assert read_document(memory.getvalue(), "a.pdf").reason == errors.SCAN
    assert "pip install 'xuncha[ocr]'" in read_document(memory.getvalue(), "a.pdf", ocr=True).reason


def test_compressed_parts_that_grow_without_bound_are_refused() -> None:
    for packed, filters in ((zlib.compress(b" " * (32 << 20)), b"/FlateDecode"), (b"", b"[/Fl/Fl/Fl]")):
        body = b"%PDF-1.4\n4 0 obj<</Filter" + filters + b">>stream\n" + packed + b"\nendstream endobj"
        assert read_document(body, "a.pdf").reason == errors.BOMB


def test_behind_a_password() -> None:
    memory = io.BytesIO()
    page = Canvas(memory, encrypt="secret")
    page.drawString(50, 700, "some text here")
    page.save()
    assert read_document(memory.getvalue(), "a.pdf").reason == errors.ENCRYPTED
