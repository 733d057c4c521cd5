"""A disease or disability beside a person's name (疾病类型、残疾类别). A disease alone is a health notice, a list with
masked names tells of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.health_sentences import speaks_of_health, told_in_prose
from checks.health_words import ill_in_heading, is_health_column, is_remark_column, tells_of_health, told_in_remark
from checks.inputs import CheckedText
from checks.person_names import form_name, has_whole_name, hide_name, name_columns
from checks.registry import RuleInfo, page_check
from checks.rows import rows_of
from county.finding import Finding, Level
from county.text import Table, Text

INFO = RuleInfo(
    id="personal-health",
    title="公开个人疾病或残疾类型",
    level=Level.GENERAL,
    basis="考核方案（五）8；《个人信息保护法》第二十八条（医疗健康信息）",
    version=2,
)
_SUGGESTION = "请删去疾病、残疾类型，或遮掩姓名（如张**）；附件换成处理后的文件，并确认旧文件已经删除"
_FORM_HEALTH = re.compile(
    "(?:病种|疾病(?:名称|类型|种类)?|所患疾病|患病(?:名称|情况|病种)|诊断(?:结果|名称|病名)?|残疾(?:类别|类型"
    "|种类|等级)|致贫原因)"
    "\\s*[:：\t 　]\\s*(?P<words>[\u3400-\u9fff][^\\s，。；、：]{1,20})"
)
_HEADING_REACH = 160
"""Characters above a table in which its heading stands."""
_FEWEST_ROWS = 2


@page_check(INFO)
def personal_health(text: CheckedText) -> Iterator[Finding]:
    """One finding for each column of a table, one for each sentence or form."""
    body = text.body.text
    for table in body.tables:
        listed = list(_columns(body, table))
        yield from listed or _by_heading(text.title, body, table)
    if not speaks_of_health(body.content):
        return
    for told in told_in_prose(body.content):
        yield _told(body.content, told.name, told.disease, told.start, told.end)
    yield from _forms(body)


def _columns(text: Text, table: Table) -> Iterator[Finding]:
    columns = [number for number, name in enumerate(table.header) if is_health_column(name) or is_remark_column(name)]
    names = name_columns(table) if columns else []
    if not names:
        return
    rows = [row for row in rows_of(text, table) if has_whole_name(row.cells, names)]
    for column in columns:
        name = table.header[column]
        told = [row for row in rows if _tells(name, row.cell(column))]
        if told:
            start, end = told[0].span(column)
            yield Finding(
                rule=INFO.id,
                level=Level.GENERAL,
                words=name,
                why=f"{table.place}的“{name}”一列有 {len(told)} 行与姓名并列，写明了个人的疾病或残疾情况",
                sentence=f"{table.place} {name}",
                quote=f"{name}：{hide_name(told[0].cell(names[0]))}，{told[0].cell(column)[:20]}",
                suggestion=_SUGGESTION,
                count=len(told),
                start=start,
                end=end,
            )


def _by_heading(title: str, text: Text, table: Table) -> Iterator[Finding]:
    """A list whose heading says what everybody in it suffers from."""
    above = text.content[max(0, table.start - _HEADING_REACH) : table.start]
    disease = ill_in_heading(title) or ill_in_heading(above)
    names = name_columns(table) if disease else []
    rows = [row for row in rows_of(text, table) if has_whole_name(row.cells, names)] if names else []
    if len(rows) < _FEWEST_ROWS:
        return
    start, end = rows[0].span(names[0])
    yield Finding(
        rule=INFO.id,
        level=Level.SUSPECTED,
        words=disease,
        why=f"{table.place}的标题写明名单上的人都是“{disease}”患者，{len(rows)} 行有完整姓名，请人工核实",
        sentence=f"{table.place} {disease}",
        quote=f"{disease}：{hide_name(rows[0].cell(names[0]))}等 {len(rows)} 人",
        suggestion=_SUGGESTION,
        count=len(rows),
        start=start,
        end=end,
    )


def _tells(name: str, cell: str) -> bool:
    if is_health_column(name):
        return tells_of_health(name, cell)
    return told_in_remark(cell)


def _forms(text: Text) -> Iterator[Finding]:
    for match in _FORM_HEALTH.finditer(text.content):
        if any(table.header and table.start <= match.start() < table.end for table in text.tables):
            continue
        if name := form_name(text.content, match.start()):
            start, end = match.span("words")
            yield _told(text.content, name, match["words"], start, end)


def _told(content: str, name: str, disease: str, start: int, end: int) -> Finding:
    shown = content[start:end].replace(name, hide_name(name))
    return Finding(
        rule=INFO.id,
        level=Level.SUSPECTED,
        words=f"{hide_name(name)} {disease}",
        why="文中把姓名和所患疾病或残疾写在一起，是否征得本人同意请人工核实",
        sentence=" ".join(shown.split()),
        quote=" ".join(shown.split()),
        suggestion=_SUGGESTION,
        start=start,
        end=end,
    )
