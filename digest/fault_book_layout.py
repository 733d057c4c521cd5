"""整改台账.xlsx as office staff see it: its columns, and the code that tells whether a row still says what it said."""

from __future__ import annotations

import hashlib

from county.configuration.workbook_layout import Header
from digest.faults import Fault

SHEET, HELP_SHEET = "整改台账", "填写说明"
HEAD_ROW = 2
"""Row of the headers, counted from 0: title and note of the sheet stand above."""
CHOICES = ("已整改", "正在整改", "有异议（请在后面写明理由）")
"""Offered for 整改情况; anything else may be written."""
HEADERS: tuple[Header, ...] = (
    Header("number", "序号", 5, "行号。", required=False, number=True),
    Header("unit", "单位", 12, "问题所在的单位。", required=False),
    Header("column", "网站/栏目", 10, "问题所在的栏目。", required=False),
    Header("kind", "问题类型", 11, "检查规则的名称。", required=False),
    Header("grade", "严重程度", 7, "严重、一般等；“已核实”为原列疑似、经人工认定的。", required=False),
    Header("title", "页面标题", 18, "页面或附件的标题。", required=False),
    Header("url", "链接", 22, "页面或附件的网址。", required=False),
    Header("open", "打开", 6, "点击打开页面。", required=False),
    Header("said", "问题表述", 32, "页面原文或存在的问题，有问题的文字标红。", required=False),
    Header("right", "规范表述/依据", 28, "应当怎样改，以及依据。", required=False),
    Header("found_on", "发现时间", 11, "首次发现的日期。", required=False),
    Header("deadline", "整改时限", 11, "应在这一天以前改正。", required=False),
    Header("answer", "整改情况", 15, "由单位填写：已整改、正在整改，或写明情况、理由。"),
    Header("mended_on", "整改时间", 11, "由单位填写：改正的日期，写成 2026-03-05 这样。", day=True),
    Header("person", "责任人", 8, "由单位填写：姓名。"),
    Header("checked", "复核结果", 12, "系统重新采集后的结果。", required=False),
    Header("id", "编号", 11, "问题的编号，不要改动。"),
    Header("code", "校验码", 8, "核对这一行用，不要改动。"),
)
FILLED_IN = frozenset({"answer", "mended_on", "person"})
"""Keys of the columns that a unit fills in."""
READ_HEADERS = tuple(header for header in HEADERS if header.key in FILLED_IN | {"id", "code"})
"""The columns that are read back; what happens to the others does not matter."""
_CODE_LENGTH = 10


def check_code(fault: Fault) -> str:
    """Ten hexadecimal digits, equal as long as the row says the same: whose fault it is, of what kind, how grave, seen
    since when. What is counted anew each night (days without an update) is not part of it."""
    parts = (fault.id, fault.unit, fault.kind, str(fault.level), fault.url, fault.found_on.isoformat())
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_CODE_LENGTH]
