"""Personal numbers: what is masked, in which kind, and what is known of it afterwards."""

from __future__ import annotations

import logging

import pytest
from made_numbers import made_card, made_credit_code, made_id, made_id_with_x, with_wrong_check

from county.logs import MaskingFormatter
from county.personal import Redactor, identity, mask_numbers
from county.text import Table, Text

ID, ID_X = made_id(), made_id_with_x()
REDACTOR = Redactor(b"key")


def kinds(content: str, *tables: Table) -> list[str]:
    return [number.kind.name for number in REDACTOR.redact(Text(content, tables)).numbers]


@pytest.mark.parametrize(
    ("content", "masked"),
    [
        (f"身份证号：{ID}，已受理", f"身份证号：520123********{ID[14:]}，已受理"),
        (f"（身份证号{ID_X}）", f"（身份证号520123********{ID_X[14:]}）"),
        (ID_X.lower(), f"520123********{ID_X[14:17]}x"),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"520123 ******** {ID[14:]}"),
        (f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", f"520123-********-{ID[14:]}"),
        (f"{ID[:6]}\u00a0{ID[6:]}", f"520123\u00a0********{ID[14:]}"),
        (f"{ID[:9]}\u200b{ID[9:]}", f"520123***\u200b*****{ID[14:]}"),
        (f"残疾人证号{ID}43，二级", f"残疾人证号520123********{ID[14:]}43，二级"),
        (f"残疾人证{ID_X}43B1", f"残疾人证520123********{ID_X[14:]}43B1"),
        (f"身份证{ID}、手机13812345678。", f"身份证520123********{ID[14:]}、手机138****5678。"),
        (f"1 {ID} 13812345678 2", f"1 520123********{ID[14:]} 138****5678 2"),
        (f"{ID}/13812345678", f"520123********{ID[14:]}/138****5678"),
        (f"3.{ID}", f"3.520123********{ID[14:]}"),
        (f"张三{ID}.pdf", f"张三520123********{ID[14:]}.pdf"),
        (f"统一社会信用代码/身份证号：{ID}", f"统一社会信用代码/身份证号：520123********{ID[14:]}"),
        ("13812345678", "138****5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("138.1234.567٨", "138.***4.567٨"),
        ("138 1234 5678", "138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("1381234 5678", "138**** 5678"),
        ("2 138 1234 5678", "2 138 **** 5678"),
        ("+8613812345678", "+86138****5678"),
        ("＋86 138 1234 5678", "＋86 138 **** 5678"),
        ("0086-13812345678", "0086-138****5678"),
        ("(+86)13812345678", "(+86)138****5678"),
        ("13812345678/13912345678", "138****5678/139****5678"),
        ("0851-82321234/13812345678", "0851-82321234/138****5678"),
        ("13812345678（微信同号）", "138****5678（微信同号）"),
        ("证书领取请联系李四13812345678", "证书领取请联系李四138****5678"),
        ("13812345678-13912345678", "138****5678-139****5678"),
        ("Tel13812345678", "Tel138****5678"),
        (f"编号：{ID}", f"编号：520123********{ID[14:]}"),
        (f"身份证号 {ID}.0", f"身份证号 520123********{ID[14:]}.0"),
        ("电话\n13812345678.0", "电话\n138****5678.0"),
        ("13812345678@163.com", "138****5678@163.com"),
    ],
)
def test_masked(content: str, masked: str) -> None:
    assert REDACTOR.redact(Text(content)).text.content == masked
    assert mask_numbers(content) == masked


def test_kinds() -> None:
    assert kinds(f"{ID}，{ID}21，13812345678，{made_card()}") == ["RESIDENT_ID", "DISABILITY", "MOBILE", "BANK_CARD"]


def test_card_in_fours() -> None:
    card = made_card()
    content = " ".join(card[place : place + 4] for place in range(0, len(card), 4))
    assert kinds(f"卡号 {content}") == ["BANK_CARD"]


@pytest.mark.parametrize("region", ["110105", "810000", "820000", "830000", "711000", "944156"])
def test_regions(region: str) -> None:
    assert kinds(made_id(region)) == ["RESIDENT_ID"]


def test_wrong_checksum_counts_only_beside_the_words() -> None:
    number = with_wrong_check(ID)
    [known] = REDACTOR.redact(Text(f"姓名：某某，身份证号码：{number}")).numbers
    assert not known.certain
    assert kinds(f"编号：{number}\n身份证另附") == []


def test_ids_of_guizhou_are_no_credit_codes() -> None:
    """ "52" opens the code of a social body as well, and one id in thirty-one passes the check of GB 32100 alone."""
    content = "\n".join(
        made_id("520123", f"1903{month:02d}{day:02d}") for month in range(1, 13) for day in range(1, 29)
    )
    assert kinds(content) == ["RESIDENT_ID"] * 336


def test_header_decides() -> None:
    number = with_wrong_check(ID)
    rows = f"1\t{number}\t15812345678\n"
    assert kinds(rows, Table("表1", ("序号", "身份证号", "手机"), 0, len(rows))) == ["RESIDENT_ID", "MOBILE"]
    assert kinds(rows, Table("表1", ("序号", "项目编号", "投资额（元）"), 0, len(rows))) == []
    serial = made_id(born="20240115")
    assert kinds(f"1\t{serial}\t\n", Table("表1", ("序号", "合同编号", ""), 0, 22)) == []


def test_what_is_known() -> None:
    redacted = REDACTOR.redact(Text(f"{ID} 和 {ID[:6]} {ID[6:]}"))
    one, other = redacted.numbers
    assert one.digest == other.digest != Redactor(b"other").redact(Text(ID)).numbers[0].digest
    assert one.masked == other.masked == f"520123********{ID[14:]}"
    assert (other.start, other.end) == (21, 40)
    assert ID not in repr(redacted)
    assert ID[6:14] not in repr(REDACTOR.redact(Text(ID)))


def test_headers_are_masked_and_spans_stay() -> None:
    content = f"{ID}\t姓名\n甲\t乙\n"
    table = Table("表1", (ID, "姓名"), 22, len(content))
    redacted = REDACTOR.redact(Text(content, (table,)))
    assert redacted.text.tables == (Table("表1", (f"520123********{ID[14:]}", "姓名"), 22, len(content)),)


def test_identity_sees_a_changed_number() -> None:
    other = next(number for order in range(124, 999) if (number := made_id(order=str(order)))[14:] != ID[14:])
    same_mask = made_id(born="19030204")
    texts = [Text(ID), Text(other), Text("无"), Text(ID, (Table("表1", ("号",), 0, 18),))]
    assert len({identity(REDACTOR.redact(text)) for text in texts}) == 4
    assert identity(REDACTOR.redact(Text(ID))) == identity(REDACTOR.redact(Text(ID)))
    assert identity(REDACTOR.redact(Text(same_mask))) != identity(REDACTOR.redact(Text(ID)))


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        (f"/xxgk/{ID}.html", f"/xxgk/520123********{ID[14:]}.html"),
        ("/a/张三13812345678.xlsx", "/a/张三138****5678.xlsx"),
        ("/a/%E5%BC%A0%E4%B8%8913812345678.xlsx", "/a/%E5%BC%A0%E4%B8%89138****5678.xlsx"),
        ("/a/%D5%C5%C8%FD13812345678.xls", "/a/%D5%C5%C8%FD138****5678.xls"),
        ("/a/%E5%BC%A0%31%33812345678.xls", "/a/%E5%BC%A0%31%338****5678.xls"),
        ("/a/13812345678.html?id=15912345678", "/a/13812345678.html?id=15912345678"),
        ("/a?id=1&tel=13812345678", "/a?id=1&tel=138****5678"),
        ("/a?linkPhone=13812345678&sjh=15912345678#x", "/a?linkPhone=138****5678&sjh=159****5678#x"),
        ("/a?hotel=13812345678", "/a?hotel=13812345678"),
        ("/a/t20230104_1868472.htm", "/a/t20230104_1868472.htm"),
        (f"/a/{with_wrong_check(ID)}.html", f"/a/{with_wrong_check(ID)}.html"),
        ("/a/content_520123202401150012345.html", "/a/content_520123202401150012345.html"),
        ("/a/%FF%13812345678", "/a/%FF%13812345678"),
    ],
)
def test_addresses(url: str, masked: str) -> None:
    assert REDACTOR.mask_url(url) == masked


def test_log_lines_and_tracebacks(caplog: pytest.LogCaptureFixture) -> None:
    formatter = MaskingFormatter(logging.Formatter("%(message)s"))
    try:
        raise ValueError(f"无法解析 {ID}")
    except ValueError:
        logging.getLogger("test").exception("手机 %s，<GET http://portal/a/%s>", "13812345678", ID)
    line = formatter.format(caplog.records[-1])
    assert "138****5678" in line
    assert f"520123********{ID[14:]}" in line
    assert ID not in line


def test_credit_code_of_digits_only() -> None:
    codes = (made_credit_code(organisation=f"1980{number:04d}") for number in range(9999))
    code = next(code for code in codes if code.isdigit())
    assert kinds(f"登记为{code}。") == []


@pytest.mark.parametrize("text", [f"学籍号G{ID}", f"身份证{ID[:6]}\n{ID[6:]}", f"{ID}_张三"])
def test_an_id_that_touches_something_is_masked_without_a_finding(text: str) -> None:
    redacted = REDACTOR.redact(Text(text))
    assert ID not in redacted.text.content.replace("\n", "")
    assert len(redacted.text.content) == len(text)
