"""Formats from before 2007 and their relatives: doc, xls, ppt, rtf, XML, OpenDocument, names inside rar and 7z."""

import struct

import pytest
from made_documents import EXCEL_2003, FILES, OFD, RTF, compound, slide_atoms, zipped

from crawler.documents import read_document


def test_doc_with_its_table_and_header() -> None:
    document = read_document((FILES / "名单.doc").read_bytes(), "名单.wps")
    table = document.text.tables[0]
    assert (document.format, document.readable, document.reason) == ("wps", True, "")
    assert document.text.content.startswith("公示名单\n各乡镇（街道）：现将名单公示如下。\n姓名\t备注\t号码\n李四\t\t")
    assert document.text.content.endswith("王五\t第一行\t12345\n特此公示。\n页眉的字\n")
    assert table.header == ("姓名", "备注", "号码")


def test_doc_behind_a_password_is_not_checked() -> None:
    body = bytearray((FILES / "名单.doc").read_bytes())
    header = body.index(struct.pack("<H", 0xA5EC))
    body[header + 0x0B] |= 1
    document = read_document(bytes(body), "名单.doc")
    assert (document.readable, document.text.content) == (False, "")
    assert "加密" in document.reason


def test_package_behind_a_password_is_not_checked() -> None:
    document = read_document((FILES / "加密.docx").read_bytes(), "名单.docx")
    assert (document.format, document.readable) == ("docx", False)
    assert "加密" in document.reason


def test_xls_says_what_is_hidden_and_what_lost_its_digits() -> None:
    document = read_document((FILES / "名单.xls").read_bytes(), "名单.xls")
    assert [table.place for table in document.text.tables] == ["名单（第C列、第3行隐藏）", "藏（隐藏工作表）"]
    assert "王五\t00000\t乙\n" in document.text.content
    assert "批注：批注里的字" in document.text.content
    assert "末位已失真" in document.reason


def test_xls_behind_a_password_is_not_checked() -> None:
    start = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5)
    body = compound("Workbook", start + struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1))
    document = read_document(body, "a.xls")
    assert not document.readable
    assert "加密" in document.reason


def test_ppt_gives_each_text_once() -> None:
    body = compound("PowerPoint Document", slide_atoms("第一行\r第二行") + slide_atoms("第一行\r第二行"))
    assert read_document(body, "a.dps").text.content == "第一行\n第二行\n"


def test_rtf_in_bytes_and_in_numbers() -> None:
    document = read_document(RTF, "a.doc")
    assert (document.format, document.reason) == ("rtf", "")
    assert document.text.content == "通知\n姓名\t电\n李\t123\n完\n"


def test_torn_rtf_is_only_partly_read() -> None:
    document = read_document(RTF[:-30], "a.rtf")
    assert document.readable
    assert "损坏" in document.reason


def test_sheet_as_xml_text() -> None:
    document = read_document(EXCEL_2003, "名单.xls")
    assert document.text.tables[0].place == "表甲"
    assert document.text.content == "姓名\t电话\n李四\t123\n"


def test_tab_separated_text_under_the_name_of_a_workbook() -> None:
    document = read_document("姓名\t电话\n李四\t123\n".encode("gbk"), "导出.xls")
    assert (document.format, document.text.tables[0].header) == ("csv", ("姓名", "电话"))


def test_shortened_numbers_in_a_csv_are_told() -> None:
    assert "末位已失真" in read_document("姓名,号码\n李四,5.20123E+17\n".encode(), "a.csv").reason


def test_open_document_repeats_no_more_than_people_write() -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="表">'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
        "</table:table></office:document-content>"
    )
    body = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})
    document = read_document(body, "a.ods")
    assert (document.format, document.text.content) == ("ods", "甲\t甲\n")


def test_ofd_joins_pieces_of_one_height() -> None:
    body = zipped({"OFD.xml": b"<o/>", "Doc_0/Pages/Page_0/Content.xml": OFD})
    assert read_document(body, "a.ofd").text.content == "版式文件里的字\n"


def _rar_5(name: str) -> bytes:
    wide = name.encode()
    fields = bytes([2, 0, 0, 0, 0, 0, 0, len(wide)]) + wide
    return b"Rar!\x1a\x07\x01\x00" + b"\0\0\0\0" + bytes([len(fields)]) + fields


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (_rar_5("名单.xls"), "a.rar"),
        (
            b"Rar!\x1a\x07\x00"
            + struct.pack("<HBHHI", 0, 0x74, 0x8000, 32 + 8, 0)
            + bytes(15)
            + struct.pack("<H", 8)
            + bytes(4)
            + "名单.xls".encode("gbk"),
            "b.rar",
        ),
        (
            b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQI", 0, 17, 0)
            + b"\x11\x0f\0" + "名单.xls".encode("utf-16-le") + b"\0\0",
            "c.7z",
        ),
    ],
)  # fmt: skip
def test_names_inside_what_cannot_be_unpacked(body: bytes, name: str) -> None:
    document = read_document(body, name)
    assert not document.readable
    assert "1个文件未检查（名单.xls）" in document.reason


def test_names_of_members_do_not_leak_into_the_reason() -> None:
    number = "11010119900307" + "0053"
    document = read_document(_rar_5(f"{number}.jpg"), "a.rar")
    assert number not in document.reason
