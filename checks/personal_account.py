"""Whole bank card and account numbers of persons (个人银行卡号、银行账号). Accounts of public bodies (对公账户) are
never recognised as personal in the first place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks.inputs import CheckedText
from checks.leak_findings import Wording
from checks.leaks import Leaks, TableColumn, leaks
from checks.registry import RuleInfo, page_check
from checks.shortened import shortened_columns
from county.finding import Finding, Level
from county.personal import NumberKind, PersonalNumber
from county.personal.labels import Label

INFO = RuleInfo(
    id="personal-account",
    title="公开完整的个人银行卡号或银行账号",
    level=Level.SERIOUS,
    basis="考核方案（五）8；《个人信息保护法》第二十八条",
)
_KINDS = (NumberKind.BANK_CARD, NumberKind.ACCOUNT)
_SUGGESTION = "请遮掩中间的数字（如 622848*********1234），或删去这一列；附件换成遮掩后的文件，并确认旧文件已经删除"
_MANY = 3
"""Rows of card numbers in a column without a name that are no accident: one order number in ten passes the check."""


def _level(_: Iterable[PersonalNumber]) -> Level:
    return Level.SERIOUS


def _doubt(_: Iterable[PersonalNumber]) -> str:
    return ""


_WORDING = Wording(INFO, "银行卡号或银行账号", _SUGGESTION, _level, _doubt)


@page_check(INFO)
def personal_account(text: CheckedText) -> Iterator[Finding]:
    """One finding for each number in running text, one for each column of a table. A card number that nothing names is
    reported only where a whole column without a name holds such."""
    found = leaks(text.body, _KINDS)
    running = tuple(number for number in found.running if number.certain)
    columns = tuple(replace(column, numbers=_sure(column)) for column in found.columns if _sure(column))
    yield from _WORDING.findings(text.body.text, Leaks(running, columns))
    yield from shortened_columns(INFO, text.body.text, lambda name: Label(name, "").names_account, _SUGGESTION)


def _sure(column: TableColumn) -> tuple[PersonalNumber, ...]:
    unnamed = column.names == (column.place,)
    if unnamed and column.rows >= max(_MANY, column.height // 2):
        return column.numbers
    return tuple(number for number in column.numbers if number.certain)
