"""Lists without ruled lines, captions above headers, and forms."""

from __future__ import annotations

from crawler.documents import read_document
from crawler.documents.aligned import Listed, with_lists
from crawler.reading.grid import header_of

_LINES = ["名单", "序号 姓 名 账号 备注", "1 张三 123456789012 无", "第1页", "2 李四 123456789013", "如有异议请来电"]


def test_lines_under_names_are_rows() -> None:
    parts = [*with_lists(_LINES)]
    rows = [row for part in parts if isinstance(part, Listed) for row in part.rows]
    header = ["序号", "姓名", "账号", "备注"]
    assert rows == [header, ["1", "张三", "123456789012", "无"], header, ["2", "李四", "123456789013", ""]]


def test_a_plain_text_file_has_its_table() -> None:
    document = read_document("\n".join(_LINES).encode(), "名单.txt")
    assert {table.header for table in document.text.tables} == {("序号", "姓名", "账号", "备注")}


def test_sentences_stay_sentences() -> None:
    lines = ["关于印发通知的函", "各村 各单位 各部门：", "现将 有关 事项 通知如下"]
    assert [*with_lists(lines)] == [lines]


def test_a_caption_is_no_header() -> None:
    rows = [["填报单位：某镇", "", "2026年3月"], ["序号", "姓名", "2024年补贴"], ["1", "张三", "500"]]
    assert header_of(rows) == (("序号", "姓名", "2024年补贴"), 2)


def test_a_form_has_no_header() -> None:
    assert header_of([["姓名", "张三"], ["开户行", "贵州银行"], ["银行账号", "1234"]]) == ((), 0)
