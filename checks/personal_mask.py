"""Masks that hide too little (打码不到位): an id that shows all but month and day leaves thirty candidates; six and
four signs beside the date of birth leave none to guess (domain.md 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from checks.rows import Row, columns_named, rows_of
from county.finding import Finding, Level
from county.personal.ids import has_region_and_birth
from county.text import Table, Text

INFO = RuleInfo(
    id="personal-mask",
    title="个人号码遮掩不到位，仍可还原",
    level=Level.SUSPECTED,
    basis="《个人信息保护法》第七十三条（去标识化）；考核方案（五）8",
    version=2,
)
_SUGGESTION = (
    "请把出生年月日八位和顺序码一并遮掩（如 35*************123），不要另列出生日期；附件同样处理，并确认旧文件已经删除"
)
_STAR = "[*＊×●■█✱•Xx]"
_SIGN = f"(?:\\d|{_STAR})"
_MASKED_ID = re.compile(
    f"(?<![0-9A-Za-z*＊]){_SIGN}{{6}}(?:18|19|20|{_STAR}{{2}}){_SIGN}{{9}}[\\dXx*＊×](?![0-9A-Za-z*＊])"
)
_MASKED_MOBILE = re.compile("(?<![0-9A-Za-z*＊])1[3-9](?:\\d|[*＊×●]){9}(?![0-9A-Za-z*＊])")
_MASKED = re.compile("[*＊×●■█✱•Xx](?:(?<![Xx])|[Xx]{3})")
"""A star, or four x. A pattern that begins with one set of characters is found ten times faster than two."""
_ONLY_BIRTH = re.compile(f"\\d{{6}}{_STAR}{{8}}\\d{{3}}[\\dXx]\\Z")
_MOST_ANYWHERE = 2
_BIRTH_START, _BIRTH_END = 6, 14
_MOST_OPEN_ID = 4
"""Hidden signs of an id that leave at most a few hundred candidates where they are a month and a day."""
_BIRTH_COLUMN = re.compile("出生(?:日期|年月|时间)|生日|出生$")
_BIRTH = re.compile(r"(?:18|19|20)\d\d(?:[-/.年]\s*\d{1,2}(?:[-/.月]\s*\d{1,2}日?|月)?|[01]\d(?:[0-3]\d)?)\s*\Z")
_BORN = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?(?:出?生|生于)|生于(?:19|20)\d\d年\d{1,2}月|出生(?:日期"
    r"|年月)?[:：为]?\s*(?:19|20)\d\d[-年./]\d{1,2}"
)
_ID_IN_TEXT = re.compile(f"(?<![0-9A-Za-z*＊])\\d{{6}}{_STAR}{{8}}\\d{{3}}[\\dXx](?![0-9A-Za-z*＊])")
_SENTENCE_REACH = 80
_REPORTED = 20


@page_check(INFO)
def personal_mask(text: CheckedText) -> Iterator[Finding]:
    """One finding for each weak mask in running text, one for each column of a table."""
    body = text.body.text
    if _MASKED.search(body.content) is None:
        return
    whole = {number.start for number in text.body.numbers}
    """Masks that were put in at capture: the number itself is a finding of its own."""
    weak = [(start, end, why) for start, end, why in _weak(body.content) if start not in whole]
    for table in body.tables:
        yield from _columns(body, table, weak, whole)
    outside = [
        (start, end, why)
        for start, end, why in weak
        if not any(table.header and table.start <= start < table.end for table in body.tables)
    ]
    for start, end, why in outside[:_REPORTED]:
        yield _one(body.content, start, end, why)
    yield from _beside_birth(body, whole)


def _weak(content: str) -> Iterator[tuple[int, int, str]]:
    for match in _MASKED_ID.finditer(content):
        hidden = [place for place, sign in enumerate(match[0][:17]) if not sign.isdigit()]
        if not hidden and match[0][17] in "*＊×" and has_region_and_birth(match[0]):
            yield *match.span(), "身份证号只遮掩了最后一位，那是校验码，由前17位就能算出来"
        if hidden and (len(hidden) <= _MOST_ANYWHERE or _hides_little(hidden)):
            count = len(hidden) + (match[0][17] in "*＊×")
            yield *match.span(), f"身份证号只遮掩了 {count} 位，其余数字都在，结合校验位或户籍地容易还原"
    for match in _MASKED_MOBILE.finditer(content):
        hidden = [place for place, sign in enumerate(match[0]) if not sign.isdigit()]
        if 0 < len(hidden) <= 2:
            yield *match.span(), f"手机号码只遮掩了 {len(hidden)} 位，容易试出全号"


def _hides_little(hidden: list[int]) -> bool:
    """Whether the hidden signs are some of the date of birth only, or of the region, which the county tells."""
    in_birth = len(hidden) <= _MOST_OPEN_ID and hidden[0] >= _BIRTH_START and hidden[-1] < _BIRTH_END
    return in_birth or hidden[-1] < _BIRTH_START


def _columns(text: Text, table: Table, weak: list[tuple[int, int, str]], whole: set[int]) -> Iterator[Finding]:
    if not table.header:
        return
    columns: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, why in weak:
        if table.start <= start < table.end:
            line = text.content.rfind("\n", 0, start) + 1
            columns.setdefault(text.content.count("\t", line, start), []).append((start, end, why))
    for column, found in columns.items():
        name = table.header[column] if column < len(table.header) else f"第{column + 1}列"
        why = f"{table.place}的“{name}”一列有 {len(found)} 行遮掩不到位：{found[0][2]}"
        yield _listed(text.content, (table.place, name), why, len(found), found[0][:2])
    births = columns_named(table, _BIRTH_COLUMN)
    if births:
        yield from _rebuilt(text, table, births[0], whole)


def _rebuilt(text: Text, table: Table, birth: int, whole: set[int]) -> Iterator[Finding]:
    found: dict[int, list[tuple[Row, int]]] = {}
    for row in rows_of(text, table):
        if _BIRTH.match(row.cell(birth)):
            for column, cell in enumerate(row.cells):
                if _ONLY_BIRTH.match("".join(cell.split())) and row.span(column)[0] not in whole:
                    found.setdefault(column, []).append((row, column))
    for column, rows in found.items():
        name = table.header[column] if column < len(table.header) else f"第{column + 1}列"
        why = (
            f"{table.place}有 {len(rows)} 行的“{name}”只遮掩了出生日期，而“{table.header[birth]}”一列又写明了它，"
            "两列合起来就是完整的身份证号"
        )
        yield _listed(text.content, (table.place, name), why, len(rows), rows[0][0].span(column))


def _beside_birth(text: Text, whole: set[int]) -> Iterator[Finding]:
    """A mask of six and four in a sentence that also says when the person was born."""
    for match in _ID_IN_TEXT.finditer(text.content):
        inside = any(table.header and table.start <= match.start() < table.end for table in text.tables)
        if inside or match.start() in whole:
            continue
        before = text.content[max(0, match.start() - _SENTENCE_REACH) : match.start()].rpartition("\n")[2]
        after = text.content[match.end() : match.end() + _SENTENCE_REACH].partition("\n")[0]
        around = before.rpartition("。")[2] + "，" + after.partition("。")[0]
        if _BORN.search(around):
            why = "身份证号只遮掩了出生日期，同一句里又写明了出生日期，合起来就是完整的身份证号"
            yield _one(text.content, *match.span(), why)


def _one(content: str, start: int, end: int, why: str) -> Finding:
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=content[start:end],
        why=why,
        sentence=sentence_at(content, start, end),
        quote=quote_at(content, start, end),
        suggestion=_SUGGESTION,
        start=start,
        end=end,
    )


def _listed(content: str, words: tuple[str, str], why: str, count: int, span: tuple[int, int]) -> Finding:
    place, name = words
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=name,
        why=why,
        sentence=f"{place} {name} 遮掩",
        quote=quote_at(content, *span),
        suggestion=_SUGGESTION,
        count=count,
        start=span[0],
        end=span[1],
    )
