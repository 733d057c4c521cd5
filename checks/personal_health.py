"""A disease or disability beside a person's name (疾病类型、残疾类别). A disease alone is a health notice, a list with
masked names tells of nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.health_words import is_health_column, is_remark_column, is_specific, specific_disease, tells_of_health
from checks.inputs import CheckedText
from checks.person_names import has_whole_name, hide_name, name_columns
from checks.registry import RuleInfo, page_check
from checks.rows import rows_of
from county.finding import Finding, Level
from county.personal.surnames import SURNAMES
from county.text import Table, Text

INFO = RuleInfo(
    id="personal-health",
    title="公开个人疾病或残疾类型",
    level=Level.GENERAL,
    basis="考核方案（五）8；《个人信息保护法》第二十八条（医疗健康信息）",
)
_SUGGESTION = "请删去疾病、残疾类型，或遮掩姓名（如张**）；附件换成处理后的文件，并确认旧文件已经删除"
_HINTS = ("患", "查出", "确诊", "诊断", "感染", "突发", "病种", "疾病", "残疾", "致贫", "病人", "癌", "级", "症", "病")
_ROLE = (
    "资助|救助|慰问|帮扶|看望|村民|居民|群众|患者|病人|户主|申请人|困难户|贫困户|低保户|脱贫户|监测户|五保户|特困(?:人员|户|群众)?|学生"
    "|同学|儿童|女孩|男孩|老人|职工"
    "|救助对象|受助人|残疾人|的|对象|丈夫|妻子|儿子|女儿|父亲|母亲|其子|其女|其夫|其妻|当事人|姓名[:：]?|同志"
    "|家庭|教师|会员|党员|社员|农户|组的?"
)
_NO_GIVEN = (
    "某于是年时为以者人后因有的在期等类前中便患病经常也都会若如果与及和或其内外上下对将已从来群众体家员童老"
    "各种些该此区县镇乡村市省州部门院科室未能可被向使得常虽但且并则均"
)
_NO_NAMES = (
    "管理|常见|应该|应当|应及|关怀|关爱|康复|包括|安全|温馨|项目|成功|计划|方法|方便|时间|严格|单独|花费|明显|任何|全部|平时|白天|党员|水平"
    "|安置|和谐|金额|万元|解决|慰问|于是|关注|成员|单位|程序|计生|支出|阳光|从中|商业|路上|花钱"
)
_TITLE = "女士|先生|老师|阿姨|大爷|大娘|师傅|奶奶|爷爷|医生|主任|局长|书记|镇长|院长|大夫|老汉|大姐|大哥|氏"
_NAME = f"(?!{_NO_NAMES}|.(?:{_TITLE}))(?P<name>[{SURNAMES}][^\\W\\d_A-Za-z{_NO_GIVEN}]{{1,2}})"
_VERB = (
    "(?:身患|患有|罹患|患上|查出(?:患有|患)?|确诊(?:患有|患|为|了)?|被诊断(?:患有|为|出)|诊断(?:为|出|[:：])"
    "|因患(?:有)?|感染|突患|突发|患(?!者|病|儿|难))"
)
_BETWEEN = (
    "(?:[，,、（(][^。；！？\n]{0,24}?)?(?:[，,]?(?:家庭|一家|本人|因其|因|由于|曾|因病|多年前|去年|今年|\\d{4}年|\\d{1,2}月"
    "|不幸|长期|自幼|常年|于)){0,3}"
)
_SENTENCE = re.compile(
    f"(?:^|[，。；！？、：:（(“\n\t 　]|{_ROLE}){_NAME}{_BETWEEN}{_VERB}了?(?P<words>[^，。；！？、\n]{{1,16}})",
    re.MULTILINE,
)
_AFTER_NAME = "(?=[，。、；：（(\\s\\d]|家|领|获|申|说|等人|一家|家庭|同志|$)"
_KIND_OF_DISABILITY = "(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?(?:[一二三四1-4]级)?(?:残疾)?"
_ILL_PERSON = re.compile(
    f"(?P<words>[\u3400-\u9fff]{{2,8}}(?:癌|症|病|炎|瘤|硬化|结核|高血压|障碍|衰竭)|{_KIND_OF_DISABILITY})"
    f"(?:患者|病人|患儿|残疾人|人员|人|学生|儿童|村民|群众){_NAME}{_AFTER_NAME}",
    re.MULTILINE,
)
_DISABLED_PERSON = re.compile(
    f"(?:^|[，。；！？、：:（(“\n\t 　]|{_ROLE}){_NAME}[，,（(：: ]{{1,2}}"
    "(?:[男女][，,、]|[^，。；！？\n]{0,8}[，,])?"
    "(?P<words>(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[一二三四1-4]级"
    "|[\u3400-\u9fff]{0,6}(?:癌|尿毒症|白血病|硬化|肿瘤|脑瘫|精神病|糖尿病|高血压|心脏病))",
    re.MULTILINE,
)
_FORM_NAME = re.compile(
    "(?:姓\\s*名|患者(?:姓名)?|申请人(?:姓名)?|救助对象"
    "|户主(?:姓名)?)\\s*[:：\t 　]\\s*(?P<name>[\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])"
)
_FORM_HEALTH = re.compile(
    "(?:病种|疾病(?:名称|类型|种类)?|所患疾病|患病(?:名称|情况|病种)|诊断(?:结果|名称|病名)?|残疾(?:类别|类型"
    "|种类|等级)|致贫原因)"
    "\\s*[:：\t 　]\\s*(?P<words>[\u3400-\u9fff][^\\s，。；、：]{1,20})"
)
_FORM_REACH = 300
"""Characters between the name and the disease of one form."""


@page_check(INFO)
def personal_health(text: CheckedText) -> Iterator[Finding]:
    """One finding for each column of a table, one for each sentence or form."""
    body = text.body.text
    for table in body.tables:
        yield from _columns(body, table)
    if not any(hint in body.content for hint in _HINTS):
        return
    for match in _SENTENCE.finditer(body.content):
        if disease := specific_disease(match["words"]):
            yield _told(body.content, match["name"], disease, *match.span())
    for pattern in (_ILL_PERSON, _DISABLED_PERSON):
        for match in pattern.finditer(body.content):
            if is_specific(match["words"]):
                yield _told(body.content, match["name"], match["words"], *match.span())
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


def _tells(name: str, cell: str) -> bool:
    if is_health_column(name):
        return tells_of_health(name, cell)
    return specific_disease(cell) != ""


def _forms(text: Text) -> Iterator[Finding]:
    for match in _FORM_HEALTH.finditer(text.content):
        if any(table.header and table.start <= match.start() < table.end for table in text.tables):
            continue
        before = text.content[max(0, match.start() - _FORM_REACH) : match.start()]
        names = [named["name"] for named in _FORM_NAME.finditer(before)]
        if names and names[-1][0] in SURNAMES and "某" not in names[-1]:
            start, end = match.span("words")
            yield _told(text.content, names[-1], match["words"], start, end)


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
