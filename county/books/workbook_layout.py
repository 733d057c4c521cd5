"""registers.xlsx as office staff see it (登记表): a sheet a register, and the lists behind its drop-downs."""

from __future__ import annotations

from collections.abc import Mapping

from county.books.book import BOOKS
from county.books.differences import NOTE, UNIT
from county.books.field import Field, FieldKind
from county.configuration.workbook_layout import Header
from county.register import Register

ID, CHECKSUM = "id", "checksum"
CHOICES_SHEET = "选项"
SHEETS: Mapping[str, Register] = {str(register): register for register in BOOKS}
"""Registers by the name of their sheet, in the order of the workbook."""
_TYPED_AS_NUMBERS = frozenset({FieldKind.WHOLE, FieldKind.POINTS, FieldKind.PERIOD})
"""Nothing is lost where they are."""

_FIRST: tuple[Header, ...] = (
    Header(ID, "编号", 10, "由程序编，不要改；新登记的一行留空。", required=False, centred=True, fixed=True),
    Header(UNIT, "单位", 24, "从下拉列表中选择。"),
)
_DOCUMENT = "由程序填，不要改；附件用 xuncha register correct 编号 --document 文件 添加。"
_LAST: tuple[Header, ...] = (
    Header(NOTE, "说明", 28, "为什么登记或更正，可以留空。", required=False),
    Header("recorded_on", "登记日期", 14, "由程序填，不要改。", required=False, fixed=True),
    Header("author", "登记人", 12, "由程序填，不要改。", required=False, fixed=True),
    Header("document", "附件", 22, _DOCUMENT, required=False, fixed=True),
    Header(CHECKSUM, "校验码", 16, "由程序填，不要改；用来发现导出之后的改动。", required=False, fixed=True),
)


def headers_of(register: Register) -> tuple[Header, ...]:
    """The headers of the register's sheet."""
    return (*_FIRST, *map(_header, BOOKS[register].fields), *_LAST)


def help_sheets() -> dict[str, tuple[Header, ...]]:
    """The headers by sheet, those that all sheets have told once."""
    return {"各表": (*_FIRST, *_LAST)} | {str(one): tuple(map(_header, BOOKS[one].fields)) for one in BOOKS}


def read_headers_of(register: Register) -> tuple[Header, ...]:
    """Those of them that the import looks at: who signed an entry is not for the sheet to say."""
    return tuple(one for one in headers_of(register) if not one.fixed or one.key in (ID, CHECKSUM))


def _header(field: Field) -> Header:
    return Header(
        field.key,
        field.name,
        field.width,
        field.note,
        required=field.required,
        several=field.kind is FieldKind.WORDS,
        number=field.kind in _TYPED_AS_NUMBERS,
        centred=field.kind in (FieldKind.CHOICE, FieldKind.FLAG, *_TYPED_AS_NUMBERS),
        day=field.kind is FieldKind.DAY,
    )
