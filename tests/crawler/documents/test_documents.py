"""Attachments as text and tables, or the reason why not."""

import io
import tracemalloc

import pytest
import xlsxwriter
from made_documents import word, workbook, zipped
from reportlab.pdfgen import canvas

from crawler.documents import read_document
from crawler.documents.broken_lines import is_broken_number, paragraphs

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identity() -> str:
    """A number with a valid checksum that belongs to nobody: its region does not exist."""
    head = "00000019000101000"
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, _WEIGHTS, strict=True)) % 11]


def test_workbook_with_hidden_sheet_and_comment() -> None:
    document = read_document(workbook(), "a.bin")
    table = document.text.tables[0]
    assert (document.format, document.readable) == ("xlsx", True)
    assert (table.place, table.header) == ("名单（第C列、第4行隐藏）", ("序号", "姓名", "卡号"))
    assert document.text.content[table.start : table.end] == "1\t张 三\t6217000000000000\n2\t李四\t62170\n"
    assert "末位已失真" in document.reason
    assert "藏起来的字" in document.text.content
    assert "批注里的字" in document.text.content


def test_word_document_in_order_with_header() -> None:
    text = read_document(word(), "通知.doc").text
    assert text.content == "第一段\n姓名\t电话\n李四\t12345\n最后一段\n页眉的字\n"
    assert text.tables[0].header == ("姓名", "电话")


def test_pdf_joins_a_number_broken_over_two_lines() -> None:
    memory = io.BytesIO()
    page = canvas.Canvas(memory)
    page.drawString(50, 800, _identity()[:13])
    page.drawString(50, 780, _identity()[13:])
    page.drawString(50, 760, "2026")
    page.showPage()
    page.save()
    assert read_document(memory.getvalue(), "a.pdf").text.content == f"{_identity()}\n2026\n"


def test_joined_lines_keep_latin_words_apart() -> None:
    assert list(paragraphs(["the county council of the town of", "Longchang met"])) == [
        "the county council of the town of Longchang met"
    ]
    assert list(paragraphs(["县政府召开常务会议研究部署防汛抗旱安全生产等", "工作"])) == [
        "县政府召开常务会议研究部署防汛抗旱安全生产等工作"
    ]


def test_an_error_page_under_the_name_of_a_file_is_not_clean() -> None:
    document = read_document("<html><title>404</title><p>您访问的页面不存在</p></html>".encode(), "决算.pdf")
    assert not document.readable
    assert "错误提示页" in document.reason


def test_digits_join_only_where_the_checksum_holds() -> None:
    number = _identity()
    assert is_broken_number("身份证 " + number[:10], number[10:])
    assert not is_broken_number("1234567890", "12345678")
    assert is_broken_number("电话 1380000", "0000")


def test_pdf_without_text_is_not_clean() -> None:
    memory = io.BytesIO()
    page = canvas.Canvas(memory)
    page.rect(10, 10, 100, 100)
    page.showPage()
    page.save()
    document = read_document(memory.getvalue(), "scan.pdf")
    assert not document.readable
    assert "扫描" in document.reason


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig", "utf-16"])
def test_csv_in_whatever_encoding(encoding: str) -> None:
    text = read_document("姓名,电话\n王五,12345\n".encode(encoding), "名单.csv").text
    assert text.tables[0].header == ("姓名", "电话")
    assert text.content.endswith("王五\t12345\n")


def test_page_called_doc() -> None:
    document = read_document("<html><body><p>网页另存的文档</p></body></html>".encode("gbk"), "a.doc")
    assert (document.format, document.text.content) == ("html", "网页另存的文档\n")


def test_zip_reads_members_and_names_what_it_could_not() -> None:
    document = read_document(zipped({"表.csv": b"a,b\n1,2\n", "原件.rar": b"Rar!\x1a\x07\x00"}), "附件.zip")
    assert document.readable
    assert "原件.rar" in document.reason
    assert document.text.tables[0].place.startswith("表.csv")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", "a.pdf"),
        (b"\x00" * 5000, "a.pdf"),
        (b"%PDF-1.4 broken", "a.pdf"),
        (b"PK\x03\x04broken", "a.docx"),
        (workbook()[:600], "a.xlsx"),
        (zipped({"word/document.xml": b"<broken"}), "a.docx"),
        (zipped({"xl/workbook.xml": b"<broken"}), "a.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.xls"),
        (b"Rar!\x1a\x07\x00", "a.rar"),
        (b"MZ\x90\x00", "a.exe"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, name: str) -> None:
    document = read_document(body, name)
    assert not document.readable
    assert document.reason.endswith("。")


def test_bombs_are_refused_within_bounds() -> None:
    bomb = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * (64 << 20)})
    vast = io.BytesIO()
    book = xlsxwriter.Workbook(vast)
    sheet = book.add_worksheet()
    for number in range(2000):
        sheet.write(number * 500, number * 8, "a")
    book.close()
    nested = bomb
    for _ in range(5):
        nested = zipped({"a.zip": nested})
    tracemalloc.start()
    try:
        assert [read_document(body, "a.xlsx").readable for body in (bomb, vast.getvalue(), nested)] == [False] * 3
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "aaaa" not in read_document(zipped({"word/document.xml": laughs + body}), "a.docx").text.content


def test_what_is_torn_or_kept_in_entities_is_told() -> None:
    secret = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>shown&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    whole, declared, torn = (
        read_document(zipped({"word/document.xml": part}), "a.docx")
        for part in (body.replace(b"&e;", b""), secret + body, body[:-20])
    )
    assert [document.text.content for document in (whole, declared, torn)] == ["shown\n"] * 3
    assert [bool(document.reason) for document in (whole, declared, torn)] == [False, True, True]


def test_deletions_boxes_notes_and_comments_of_a_word_document() -> None:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        b"<w:document "
        + space
        + b"><w:body><w:p><w:r><w:t>main</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r>"
        b"</w:del></w:p><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        b"</w:p></w:body></w:document>"
    )
    note = b"<w:notes " + space + b"><w:note><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:note></w:notes>"
    members = {"word/document.xml": body, "word/footnotes.xml": note % b"foot", "word/comments.xml": note % b"said"}
    content = read_document(zipped(members), "a.docx").text.content
    assert content == "main\nbox\nfoot\nsaid\n修订中删除的文字：gone\n"


def test_files_inside_office_documents_are_read_too() -> None:
    members = {"word/document.xml": b"<broken", "word/embeddings/a.xlsx": workbook(), "word/embeddings/b.bin": b"\0\1"}
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
    document = read_document(zipped(members | {"word/document.xml": body, "word/media/scan.jpg": bytes(100)}), "a.docx")
    assert "张 三" in document.text.content
    assert "内嵌对象中有1个文件未检查（b.bin）" in document.reason


def test_one_budget_for_archives_inside_archives() -> None:
    bomb = zipped({f"{number}.txt": b" " * (8 << 20) for number in range(2)})
    body = zipped({f"{number}.zip": bomb for number in range(20)})
    document = read_document(body, "a.zip")
    assert not document.readable
    assert document.reason


def _with_far_cell(value: str) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["姓名", "金额"])
        sheet.write_row(1, 0, ["张三", 100])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.write(1_048_575, 16_383, value, book.add_format({"bold": True}))
    return memory.getvalue()


@pytest.mark.parametrize("value", ["远处的字", ""])
def test_a_cell_far_away_does_not_make_a_small_sheet_too_large(value: str) -> None:
    document = read_document(_with_far_cell(value), "名单.xlsx")
    assert document.readable
    assert document.text.content.replace("\t", "") == f"姓名金额\n张三100\n{value}".rstrip() + "\n"
    assert document.text.tables[0].place == "名单（第2行隐藏）"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_csv_in_utf16_needs_no_mark(encoding: str) -> None:
    document = read_document("姓名,金额\r\n张三,100\r\n李四,2".encode(encoding), "名单.csv")
    assert document.text.content == "姓名\t金额\n张三\t100\n李四\t2\n"


@pytest.mark.parametrize("body", [b"\0\1\0\2\0\3" * 50, bytes(range(256)) * 20, b"ab\0cd" * 40])
def test_other_bytes_with_zeros_are_no_text(body: bytes) -> None:
    assert not read_document(body, "名单.csv").readable
