"""Whole mobile numbers (手机号码): of persons, and for the eye only where the number is given as a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.leaks import REPORTED_ONE_BY_ONE, TableColumn, leaks
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from county.finding import Finding, Level
from county.personal import NumberKind, PersonalNumber

INFO = RuleInfo(
    id="personal-mobile",
    title="公开完整的手机号码",
    level=Level.GENERAL,
    basis="考核方案（五）8；《个人信息保护法》第六条",
)
_ROLE = re.compile(
    "联系人|联系电话|联系方式|联系手机|咨询|经办人|承办人|经办机构|招标|采购人|采购代理|代理机构|代理人|中标|供应商"
    "|报名(?:电话|热线|方式|地点)|(?:监督|举报|投诉|服务|预约|受理|招聘|业务|销售|客服|售后|传真|窗口|值班)电话"
    "|热线|客服"
    "|(?:请|可|与|向)[^，。；]{0,12}联系|法定代表人"
)
"""Words that give a number out as a contact: whether it may stand there is for a person to say (无权威规定)."""
_PERSONS = re.compile(
    "申请人|受助|救助|补助|补贴|低保|特困|五保|困难|贫困|脱贫户|监测户|残疾|优抚|退役|户主|户籍|患者|病人|学生|家长"
    "|监护人|当事人|被处罚人|被执行人|权利人|群众|村民|居民|农户|种植户|养殖户|享受|领取|获奖|学员|考生|应聘|拟录"
    "|拟聘"
    "|老人|儿童|家属|本人|身份证"
)
"""Words that make it the number of somebody who is dealt with."""
_PHONE_LABEL = re.compile(r"(?:电\s*话|手\s*机|联系方式|号码|tel|mobile)[^，。；\n]{0,8}$", re.IGNORECASE)
_SENTENCE_END = re.compile("[。！？；\n]")
_LEAD = 80
"""Characters before a number among which its role is looked for: an announcement names agent, person and phone on lines
of their own."""
_SUGGESTION = "请遮掩中间四位（如 138****1234）；确需公开联系方式的，改用办公电话"


@page_check(INFO)
def personal_mobile(text: CheckedText) -> Iterator[Finding]:
    """One finding for each number in running text, one for each column of a table."""
    content = text.body.text.content
    found = leaks(text.body, (NumberKind.MOBILE,))
    for number in found.running[:REPORTED_ONE_BY_ONE]:
        contact = _is_contact(content, number)
        yield Finding(
            rule=INFO.id,
            level=Level.NOTICE if contact else Level.GENERAL,
            words=number.masked,
            why=f"正文中有完整的手机号码{'，用作联系方式，是否应当公开请人工判断' if contact else ''}",
            sentence=sentence_at(content, number.start, number.end),
            quote=quote_at(content, number.start, number.end),
            suggestion=_SUGGESTION,
            start=number.start,
            end=number.end,
        )
    if rest := found.running[REPORTED_ONE_BY_ONE:]:
        yield _many(content, rest)
    for column in found.columns:
        yield _column(content, column)


def _is_contact(content: str, number: PersonalNumber) -> bool:
    if content.startswith(("@", "＠"), number.end):
        return True  # the name of a mailbox
    lead = content[max(0, number.start - _LEAD) : number.start]
    sentence = _SENTENCE_END.split(lead)[-1]
    if _PERSONS.search(sentence):
        return False
    if _ROLE.search(sentence):
        return True
    # a line that is only a label takes its role from the lines above it
    is_bare = _PHONE_LABEL.search(sentence) is not None
    return is_bare and _ROLE.search(lead) is not None and _PERSONS.search(lead) is None


def _many(content: str, numbers: tuple[PersonalNumber, ...]) -> Finding:
    return Finding(
        rule=INFO.id,
        level=Level.GENERAL,
        words="其余号码",
        why=f"正文中另有 {len(numbers)} 个完整的手机号码，前 {REPORTED_ONE_BY_ONE} 个已逐条列出",
        quote=quote_at(content, numbers[0].start, numbers[0].end),
        suggestion=_SUGGESTION,
        count=len(numbers),
        start=numbers[0].start,
        end=numbers[0].end,
    )


def _column(content: str, column: TableColumn) -> Finding:
    first = column.numbers[0]
    contact = _is_contact_column(column)
    doubt = "，用作联系方式，是否应当公开请人工判断" if contact else ""
    return Finding(
        rule=INFO.id,
        level=Level.NOTICE if contact else Level.GENERAL,
        words=column.name,
        why=f"{column.place}的“{column.name}”一列有 {column.rows} 行是完整的手机号码{doubt}",
        sentence=f"{column.place} {column.name}",
        quote=quote_at(content, first.start, first.end),
        suggestion=_SUGGESTION,
        count=column.rows,
        start=first.start,
        end=first.end,
    )


_GENERIC_COLUMN = re.compile("^(?:联系)?(?:电话|方式|手机)(?:号码?)?$")
"""A name that says nothing of a role: in a list of people it is their own number."""
_CONTACT_COLUMN = re.compile(
    "联系人|咨询|经办|承办|招标|采购|代理|报名|监督|举报|投诉|服务|热线|客服|业务|法定代表人|窗口"
)


def _is_contact_column(column: TableColumn) -> bool:
    """Whether the column's own name, or for a mere 联系电话 another column's, tells of a contact."""
    if any(_PERSONS.search(name) for name in column.names):
        return False
    if _CONTACT_COLUMN.search(column.name):
        return True
    names_contact = any(_CONTACT_COLUMN.search(name) for name in column.names)
    return names_contact and _GENERIC_COLUMN.search(column.name) is not None
