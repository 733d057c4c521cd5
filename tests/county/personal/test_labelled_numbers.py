"""Numbers that only the words beside them make personal, and what those words make of the accounts of public bodies."""

from __future__ import annotations

import pytest
from made_numbers import made_card, made_id

from county.personal import NumberKind, Redactor, mask_numbers
from county.text import Table, Text

REDACTOR = Redactor(b"key")
ID = made_id()
CARD = made_card()
ACCOUNT = "10000123456789012345"


def _kinds(content: str, *header: str) -> list[NumberKind]:
    tables = (Table("表1", header, 0, len(content)),) if header else ()
    return [number.kind for number in REDACTOR.redact(Text(content, tables)).numbers]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("某某，身份证号：520123030203123。", NumberKind.OLD_ID),
        (f"某某，银行账号：{ACCOUNT}。", NumberKind.ACCOUNT),
        (f"户名：张国珍\n账号：{ACCOUNT}\n开户行：农业银行", NumberKind.ACCOUNT),
        (f"张国珍的一卡通账号{CARD}", NumberKind.BANK_CARD),
        (f"张国珍 {ID} {CARD} 500元"[3:], NumberKind.RESIDENT_ID),
        ("某某，护照号码：E99123456", NumberKind.PASSPORT),
        ("持G99123456号护照", NumberKind.PASSPORT),
        ("社会保障卡号：A99123456", NumberKind.SOCIAL_CARD),
        ("军官证号：军字第9912345号", NumberKind.MILITARY),
        (f"身份证号：{ID[:6]}.{ID[6:14]}.{ID[14:]}", NumberKind.RESIDENT_ID),
        ("\t".join(ID), NumberKind.RESIDENT_ID),
        (f"身份证号：{ID[:10]}\n{ID[10:]}", NumberKind.RESIDENT_ID),
        ("张国珍，手机(154)1234-5678", NumberKind.MOBILE),
        ("张国珍，手机154.1234.5678", NumberKind.MOBILE),
        ("张国珍，手机015412345678", NumberKind.MOBILE),
    ],
)
def test_words_make_a_number(content: str, kind: NumberKind) -> None:
    assert _kinds(content)[0] is kind
    assert len(mask_numbers(content)) == len(content)
    assert mask_numbers(content) != content


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (("姓名", "身份证号"), NumberKind.OLD_ID),
        (("姓名", "一卡通账号"), NumberKind.ACCOUNT),
        (("户主", "开户行及账号"), NumberKind.ACCOUNT),
        (("姓名", "社保卡银行账号"), NumberKind.ACCOUNT),
    ],
)
def test_the_header_makes_a_number(header: tuple[str, ...], kind: NumberKind) -> None:
    assert _kinds("张国珍\t520123030203123\n", *header) == [kind]


@pytest.mark.parametrize(
    "content",
    [
        f"户名：修文县财政局，开户行：贵州银行，账号：{ACCOUNT}",
        f"贵州某某有限公司，开户行建行修文支行，账号{ACCOUNT}。",
        f"投标保证金账号：{ACCOUNT}，请在截止前汇入",
        f"加油卡号{ACCOUNT}",
        "产品型号：G12345678",
        "货车通行证号：12345678",
        "单位社保编号：520123138123",
        "军字第1号令",
        "设备编号520123030203123",
    ],
)
def test_a_body_or_a_thing_has_it(content: str) -> None:
    assert _kinds(content) == []
    assert mask_numbers(content) == content


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("收款单位", "账号"), f"修文县第一小学\t{ACCOUNT}\n"),
        (("企业名称", "法人姓名", "开户账号"), f"修文阳光养殖专业合作社\t张国珍\t{ACCOUNT}\n"),
        (("收款人名称", "收款人账号"), f"贵州阳光有限公司\t{CARD}\n"),
        (("合作社名称", "法人姓名", "银行账号"), f"修文阳光养殖场\t张国珍\t{ACCOUNT}\n"),
        (("指标", "本年"), "地区生产总值\t15412345678\n"),
    ],
)
def test_a_row_of_a_body_or_a_figure(header: tuple[str, ...], row: str) -> None:
    assert _kinds(row, *header) == []


def test_a_card_that_nothing_names_is_masked_and_doubted() -> None:
    redacted = REDACTOR.redact(Text(f"凭证 {CARD}"))
    assert [number.certain for number in redacted.numbers] == [False]
    assert CARD not in redacted.text.content
