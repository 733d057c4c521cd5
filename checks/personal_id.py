"""Whole resident id and disability certificate numbers (身份证号、残疾人证号)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.inputs import CheckedText
from checks.leak_findings import Wording
from checks.leaks import leaks
from checks.registry import RuleInfo, page_check
from checks.shortened import shortened_columns
from county.finding import Finding, Level
from county.personal import NumberKind, PersonalNumber
from county.personal.labels import Label

INFO = RuleInfo(
    id="personal-id",
    title="公开完整的身份证号或残疾人证号",
    level=Level.SERIOUS,
    basis="考核方案（五）8；《个人信息保护法》第二十八条；GB 11643",
    version=2,
)
_KINDS = (NumberKind.RESIDENT_ID, NumberKind.DISABILITY, NumberKind.OLD_ID)
_SUGGESTION = "请遮掩中间的数字（如 520123********1234），附件换成遮掩后的文件，并确认旧文件已经删除"


def _level(numbers: Iterable[PersonalNumber]) -> Level:
    return Level.SERIOUS if any(number.certain for number in numbers) else Level.SUSPECTED


def _doubt(numbers: Iterable[PersonalNumber]) -> str:
    if any(number.certain for number in numbers):
        return ""
    return "（校验位不符，可能是录入有误，或表格按数值保存时丢了末几位，请人工核对）"


_WORDING = Wording(INFO, "身份证号或残疾人证号", _SUGGESTION, _level, _doubt)


@page_check(INFO)
def personal_id(text: CheckedText) -> Iterator[Finding]:
    """One finding for each number in running text, one for each column of a table; a column of shortened numbers, which
    nothing can validate, is for a person to look at."""
    yield from _WORDING.findings(text.body.text, leaks(text.body, _KINDS))
    yield from shortened_columns(INFO, text.body.text, lambda name: Label(name, "").names_id, _SUGGESTION)
