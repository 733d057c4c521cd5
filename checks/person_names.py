"""Persons' names as they stand in lists and sentences (人名)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from county.text import Table

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金"
    "陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申"
    "尤毕聂丛焦向柳邢路岳齐沿梅莫庄"
    "辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强"
    "柴华车冉房边辜吉饶刁瞿戚丘古米"
    "池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽"
    "井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
)
"""Of some four hundred, the commonest; a compound surname's first character counts as one."""
_MASKED = re.compile("[*＊×某○●xX]")
_WHOLE_NAME = re.compile("[\u3400-\u9fff]{2,4}\\Z|[\u3400-\u9fff]{1,8}[·•．][\u3400-\u9fff]{1,8}\\Z")
_BLANKS = re.compile(r"\s+")
_NAME_COLUMN = re.compile(
    "姓\\s*名|户主|申请人|申报人|患者|病人|救助对象|受助|救助人|残疾人(?!证|类|等|数|员)|参保人|学生|儿童|老人"
    "|监护对象|名\\s*字|当事人"
    "|保障对象|补贴对象|补助对象|帮扶对象|持证人|权利人|领取人|报销人|享受人|对象"
)
_NOT_A_NAME = re.compile(
    "编号|类别|类型|关系|电话|手机|号码?|身份|证|数$|人数|金额|性别|年龄|等级|地址|住址|单位|账|卡|生日|出生|标准"
    "|资格|状况|条件|意见|签名|签字|病|原因|时间|日期|民族|学校|班|联系"
)
_STAFF = re.compile("医生|医师|专家|护士|科室|职称|擅长|出诊|坐诊|讲师|授课|主任|责任人|负责人|职务|药|医院等级|执业")


def name_columns(table: Table) -> list[int]:
    """The columns that hold the names of the persons a list is about: none where it is a list of staff."""
    if any(_STAFF.search(name) for name in table.header):
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


def has_whole_name(cells: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether one of those columns of a row holds a whole name."""
    return any(column < len(cells) and is_whole_name(cells[column]) for column in columns)


def hide_name(name: str) -> str:
    """The surname only: what a finding shows of a person."""
    return name[:1] + "*" * (len(name) - 1)
