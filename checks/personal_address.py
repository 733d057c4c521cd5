"""A home address down to the house beside a person's name (家庭住址). Lists may name township or street only
(永安市 2023, domain.md 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import sentence_at
from checks.person_names import FORM_REACH, form_name, has_whole_name, hide_name, name_columns
from checks.registry import RuleInfo, page_check
from checks.rows import rows_of
from county.finding import Finding, Level
from county.personal.surnames import SURNAMES
from county.text import Table, Text

INFO = RuleInfo(
    id="personal-address",
    title="公开个人家庭住址（具体到门牌）",
    level=Level.GENERAL,
    basis="《个人信息保护法》第六条；政务公开个人信息去标识化要求（住址只写到乡镇、街道）",
    version=2,
)
_SUGGESTION = "住址请只写到乡镇、街道，或删去这一项；附件换成处理后的文件，并确认旧文件已经删除"
_HOME_COLUMN = re.compile(
    "住\\s*址|家庭地址|居住地|户籍(?:地|所在地)|户口所在地|家庭所在地|现住|常住地|详细地址|通[讯信]地址|联系地址"
    "|收件地址"
)
_ANY_ADDRESS = re.compile("^地\\s*址$")
_NOT_A_HOME = re.compile(
    "单位|企业|公司|机构|店|项目|办公|经营|注册|学校地|工程|养殖|种植|法定代表|供应商|服务|网点|医院|药店|商户|字号"
)
_DIGITS = "[0-9０-９一二三四五六七八九十百零〇]"
_HOUSE = re.compile(
    f"{_DIGITS}{{1,5}}(?:号(?!线|文|令|地块|院?矿)|栋|幢|单元|室|座|弄)"
    f"|{_DIGITS}{{1,4}}[-－—]{_DIGITS}{{1,4}}(?:[-－—]{_DIGITS}{{1,5}})?(?:号|室|$)"
    f"|(?:附|门牌号?){_DIGITS}{{1,5}}号?|[A-Za-z]?\\d{{1,3}}[-#＃]\\d{{1,3}}[-#＃]?\\d{{3,4}}"
)
_TOLD = re.compile(
    "(?:家住|家庭(?:住址|地址)|住\\s*址|现住(?:址|地)?|居住地?址?|居住(?:在|于)|户籍(?:所在地|地址|地)?"
    "|户口所在地|常住地址?|住)\\s*[:：为在于是]?\\s*"
    f"(?P<place>[^，。；！？、\\s:：]{{2,40}}?(?:{_DIGITS}{{1,5}}(?:号(?!线|文|令)|栋|幢|单元|室|弄)"
    f"|\\d{{1,3}}-\\d{{1,3}}-\\d{{2,4}}))"
)
_REGION = re.compile("[省市县区镇乡村路街巷道寨组屯苑园小庭城湾坊弄里社]")
_NAME = re.compile(
    f"(?:^|[^\u3400-\u9fff]|人|者|户主|村民|居民|姓名|对象|学生|老人|为"
    f"|的)([{SURNAMES}][\u3400-\u9fff]{{1,2}})(?=[，,、：:（(\\s；。]|男|女|家住|住|$)"
)
_NO_PERSON = re.compile("办公|公司|单位|机构|营业|注册地|经营场所|中心|局|法定代表人|[某×*＊]")
_REACH = 80


@page_check(INFO)
def personal_address(text: CheckedText) -> Iterator[Finding]:
    """One finding for each column of a table, one for each sentence."""
    body = text.body.text
    for table in body.tables:
        yield from _columns(body, table)
    if not any(word in body.content for word in ("住", "户籍", "户口")):
        return
    for match in _TOLD.finditer(body.content):
        name = _person_at(body, match.start())
        if name and _REGION.search(match["place"]):
            start, end = match.span("place")
            sentence = sentence_at(body.content, start, end).replace(name, hide_name(name))
            yield Finding(
                rule=INFO.id,
                level=Level.SUSPECTED,
                words=f"{hide_name(name)} 住址",
                why="文中把姓名和具体到门牌的住址写在一起，是否应当公开请人工核实",
                sentence=_HOUSE.sub("…", sentence),
                quote=f"{hide_name(name)}，{_HOUSE.sub('…', match[0])}",
                suggestion=_SUGGESTION,
                start=start,
                end=end,
            )


def _columns(text: Text, table: Table) -> Iterator[Finding]:
    homes = [number for number, name in enumerate(table.header) if _is_home(name, table)]
    names = name_columns(table) if homes else []
    if not names:
        return
    rows = [row for row in rows_of(text, table) if has_whole_name(row.cells, names)]
    for column in homes:
        exact = [row for row in rows if _HOUSE.search(row.cell(column))]
        if exact:
            name = table.header[column]
            start, end = exact[0].span(column)
            yield Finding(
                rule=INFO.id,
                level=Level.GENERAL,
                words=name,
                why=f"{table.place}的“{name}”一列有 {len(exact)} 行与姓名并列，写到了门牌号",
                sentence=f"{table.place} {name}",
                quote=f"{name}：{_HOUSE.sub('…', exact[0].cell(column))}",
                suggestion=_SUGGESTION,
                count=len(exact),
                start=start,
                end=end,
            )


def _is_home(name: str, table: Table) -> bool:
    if _NOT_A_HOME.search(name):
        return False
    if _HOME_COLUMN.search(name):
        return True
    return _ANY_ADDRESS.search(name) is not None and not any(_NOT_A_HOME.search(other) for other in table.header)


def _person_at(text: Text, start: int) -> str:
    """The whole name that goes before in the same line or above in the form, "" for none, and for what is no person's
    home."""
    if any(table.header and table.start <= start < table.end for table in text.tables):
        return ""
    lead = text.content[max(0, start - _REACH) : start]
    lines = lead.split("\n")
    near = "\n".join(lines[-3:]) if len(lines[-1]) < 4 or text.content[start] == "住" else lines[-1]
    sentence = near.rpartition("。")[2]
    if _NO_PERSON.search(sentence):
        return ""
    if names := _NAME.findall(sentence):
        return str(names[-1])
    is_field = text.content[start - 1 : start] in ("\n", "\t")
    is_persons = is_field and _NO_PERSON.search(text.content, max(0, start - FORM_REACH), start) is None
    return form_name(text.content, start) if is_persons else ""
