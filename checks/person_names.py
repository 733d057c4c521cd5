"""Persons' names as they stand in lists and sentences (人名)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from county.personal.surnames import SURNAMES
from county.text import Table

_MASKED = re.compile("[*＊×某○●xX]")
_WHOLE_NAME = re.compile("[\u3400-\u9fff]{2,4}\\Z|[\u3400-\u9fff]{1,8}[·•．][\u3400-\u9fff]{1,8}\\Z")
_FORM_NAME = re.compile(
    "(?:姓\\s*名|患者(?:姓名)?|申请人(?:姓名)?|救助对象"
    "|户主(?:姓名)?)\\s*[:：\t 　]\\s*(?P<name>[\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])"
)
FORM_REACH = 300
"""Characters between the name and what else one form tells."""
_BLANKS = re.compile(r"\s+")
_NAME_COLUMN = re.compile(
    "^[Nn]ame$|"
    "姓\\s*名|户主|申请人|申报人|患者|病人|救助对象|受助|救助人|残疾人(?!证|类|等|数|员)|参保人|学生|儿童|老人"
    "|监护对象|名\\s*字|当事人"
    "|保障对象|补贴对象|补助对象|帮扶对象|持证人|权利人|领取人|报销人|享受人|对象"
)
_NOT_A_NAME = re.compile(
    "编号|类别|类型|关系|电话|手机|号码?|身份|证|数$|人数|金额|性别|年龄|等级|地址|住址|单位|账|卡|生日|出生|标准"
    "|资格|状况|条件|意见|签名|签字|病|原因|时间|日期|民族|学校|班|联系"
)
_STAFF = re.compile("医生|医师|专家|护士|科室|职称|擅长|出诊|坐诊|讲师|授课|主任|责任人|负责人|职务|药|医院等级|执业")
_HELPER = re.compile(
    "(?:帮扶|包保|结对|挂钩|联系|驻村|网格|监护|家庭医生|签约)[^，、]{0,4}(?:责任人|负责人|主任|职务|医生)"
)
"""The official or doctor who looks after each person of a list: the list is still about the persons."""
_SERVED = re.compile("户主|患者|病人|救助对象|受助|残疾人姓名|参保人|监护对象|保障对象|补[贴助]对象|帮扶对象|报销人")


def name_columns(table: Table) -> list[int]:
    """The columns that hold the names of the persons a list is about: none where it is a list of staff."""
    served = any(_SERVED.search(name) for name in table.header)
    if not served and any(_STAFF.search(_HELPER.sub("", name)) for name in table.header):
        return []
    return [
        number
        for number, name in enumerate(table.header)
        if _NAME_COLUMN.search(name) and not _NOT_A_NAME.search(_NAME_COLUMN.sub("", name))
    ]


def is_whole_name(cell: str) -> bool:
    """Whether a cell is a name with nothing of it hidden."""
    bare = _BLANKS.sub("", cell)
    return _MASKED.search(bare) is None and _WHOLE_NAME.match(bare) is not None


def form_name(content: str, start: int) -> str:
    """The whole name that a form has last before `start` (姓名：某某), "" for none."""
    names = [named["name"] for named in _FORM_NAME.finditer(content, max(0, start - FORM_REACH), start)]
    return names[-1] if names and names[-1][0] in SURNAMES and "某" not in names[-1] else ""


def has_whole_name(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether one of those columns of a row holds a whole name."""
    return any(column < len(cells) and is_whole_name(cells[column]) for column in columns)


def hide_name(name: str) -> str:
    """The surname only: what a finding shows of a person."""
    return name[:1] + "*" * (len(name) - 1)
