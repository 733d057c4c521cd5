"""A number that the page masks and the attachment shows whole is told with the attachment's finding."""

from __future__ import annotations

import pytest
from made_history import checked

from checks import check_page
from checks.masked_beside import PageMasks, paired
from county.personal import Redacted
from county.text import Table, Text

ID = "11010119900307109X"
OTHER = "110101199003070257"
"""Made up, with valid check digits."""
MOBILE = "13800138000"


def whys(attachment: Text | str, page: str) -> list[str]:
    text, beside = checked(attachment), checked(page).body
    return [one.why for one in paired(check_page(text), text.body, PageMasks.of("网页《公示》", beside))]


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        (f"身份证号：{ID}", "110101********109X"),
        (f"身份证号：{ID}", "1101011990****109X"),
        (f"身份证号：{ID}", "110101××××109x"),
        (f"身份证号：{ID}", "110***********109X"),
        (f"王某手机：{MOBILE}", "138****8000"),
    ],
)
def test_the_same_number_masked_on_the_page(number: str, mask: str) -> None:
    [why] = whys(number, f"王某，{mask}，拟予救助。")
    assert why.endswith(f"；网页《公示》把这个号码遮掩了（{mask}），附件里却是全号")


@pytest.mark.parametrize(
    "page",
    [
        f"王某，{ID}，拟予救助。",
        "王某，110101********1097，拟予救助。",
        "王某，520123********109X，拟予救助。",
        "王某，11****9X，拟予救助。",
        "王某，**************109X，拟予救助。",
        "金额 110101.09 元，共 109 人。",
    ],
    ids=["whole too", "another tail", "another region", "too little open", "only the tail", "no mask"],
)
def test_what_tells_nothing_of_it(page: str) -> None:
    [why] = whys(f"身份证号：{ID}", page)
    assert "网页" not in why


def test_a_column_tells_how_many_of_its_numbers() -> None:
    rows = f"姓名\t身份证号\n王某\t{ID}\n李某\t{OTHER}\n"
    table = Table("Sheet1", ("姓名", "身份证号"), 0, len(rows))
    [why] = whys(Text(rows, (table,)), "王某 110101********109X；赵某 110101********0003")
    assert "其中 1 个号码遮掩了（110101********109X）" in why


def test_nothing_is_told_of_other_findings() -> None:
    assert whys("各乡镇人民政付要抓好落实。", "王某 110101********109X") == whys("各乡镇人民政付要抓好落实。", "")


def test_an_empty_page_has_no_masks() -> None:
    assert PageMasks.of("网页", Redacted(Text(""))).masks == {}
