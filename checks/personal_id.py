"""Whole resident id and disability certificate numbers (身份证号、残疾人证号)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.inputs import CheckedText
from checks.leaks import REPORTED_ONE_BY_ONE, TableColumn, leaks
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from county.finding import Finding, Level
from county.personal import NumberKind, PersonalNumber

INFO = RuleInfo(
    id="personal-id",
    title="公开完整的身份证号或残疾人证号",
    level=Level.SERIOUS,
    basis="考核方案（五）8；《个人信息保护法》第二十八条；GB 11643",
)
_KINDS = (NumberKind.RESIDENT_ID, NumberKind.DISABILITY)
_SUGGESTION = "请遮掩中间的数字（如 520123********1234），附件换成遮掩后的文件，并确认旧文件已经删除"


@page_check(INFO)
def personal_id(text: CheckedText) -> Iterator[Finding]:
    """One finding for each number in running text, one for each column of a table."""
    content = text.body.text.content
    found = leaks(text.body, _KINDS)
    for number in found.running[:REPORTED_ONE_BY_ONE]:
        yield Finding(
            rule=INFO.id,
            level=_level([number]),
            words=number.masked,
            why=f"正文中有完整的{number.kind}{_doubt([number])}",
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


def _level(numbers: Iterable[PersonalNumber]) -> Level:
    return Level.SERIOUS if any(number.certain for number in numbers) else Level.SUSPECTED


def _doubt(numbers: Iterable[PersonalNumber]) -> str:
    if any(number.certain for number in numbers):
        return ""
    return "（校验位不符，可能是录入有误，请人工核对）"


def _many(content: str, numbers: tuple[PersonalNumber, ...]) -> Finding:
    return Finding(
        rule=INFO.id,
        level=_level(numbers),
        words="其余号码",
        why=f"正文中另有 {len(numbers)} 个完整的身份证号或残疾人证号，前 {REPORTED_ONE_BY_ONE} 个已逐条列出",
        quote=quote_at(content, numbers[0].start, numbers[0].end),
        suggestion=_SUGGESTION,
        count=len(numbers),
        start=numbers[0].start,
        end=numbers[0].end,
    )


def _column(content: str, column: TableColumn) -> Finding:
    first = column.numbers[0]
    kinds = "、".join(kind for kind in _KINDS if any(number.kind is kind for number in column.numbers))
    return Finding(
        rule=INFO.id,
        level=_level(column.numbers),
        words=column.name,
        why=f"{column.place}的“{column.name}”一列有 {column.rows} 行是完整的{kinds}{_doubt(column.numbers)}",
        sentence=f"{column.place} {column.name}",
        quote=quote_at(content, first.start, first.end),
        suggestion=_SUGGESTION,
        count=column.rows,
        start=first.start,
        end=first.end,
    )
