"""Whole numbers of passports, permits, social security cards, military papers (护照、通行证、社保卡、军人证件)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.inputs import CheckedText
from checks.leak_findings import Wording
from checks.leaks import leaks
from checks.registry import RuleInfo, page_check
from county.finding import Finding, Level
from county.personal import NumberKind, PersonalNumber

INFO = RuleInfo(
    id="personal-document",
    title="公开完整的护照、通行证、社会保障卡或军人证件号码",
    level=Level.GENERAL,
    basis="《个人信息保护法》第二十八条；国办发〔2017〕47号（不得泄露个人隐私）",
)
_KINDS = (NumberKind.PASSPORT, NumberKind.SOCIAL_CARD, NumberKind.MILITARY)
_SUGGESTION = "请遮掩中间的数字，附件换成遮掩后的文件，并确认旧文件已经删除"


def _level(_: Iterable[PersonalNumber]) -> Level:
    return Level.GENERAL


def _doubt(_: Iterable[PersonalNumber]) -> str:
    return ""


_WORDING = Wording(INFO, "证件号码", _SUGGESTION, _level, _doubt)


@page_check(INFO)
def personal_document(text: CheckedText) -> Iterator[Finding]:
    """One finding for each number in running text, one for each column of a table."""
    yield from _WORDING.findings(text.body.text, leaks(text.body, _KINDS))
