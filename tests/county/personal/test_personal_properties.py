"""What holds for any text, and what hostile ones cost."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_numbers import made_id

from county.personal import Redactor, mask_numbers
from county.text import Text

REDACTOR = Redactor(b"key")
born = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
ids = st.builds(made_id, st.sampled_from(["520123", "110105", "830000"]), born, st.from_regex(r"\A[0-9]{3}\Z"))
mobiles = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
between = st.text(st.sampled_from("，、；：（） \t\n号码姓名-/.*Xx一1\u200b\u00a0"), max_size=6)
pieces = st.lists(st.one_of(ids, mobiles, between, st.text(max_size=5)), max_size=12)
texts = pieces.map("".join)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_length_stays_and_a_second_time_changes_nothing(content: str) -> None:
    once = REDACTOR.redact(Text(content))
    assert len(once.text.content) == len(content)
    again = REDACTOR.redact(once.text)
    assert again.text == once.text
    assert not again.numbers
    for number in once.numbers:
        assert "*" in once.text.content[number.start : number.end]


@settings(max_examples=200, deadline=None)
@given(st.lists(ids, min_size=1, max_size=5), st.sampled_from(["，", "、", "\n", "\t", " ", "；手机"]))
def test_no_id_of_the_input_is_left(numbers: list[str], sign: str) -> None:
    masked = mask_numbers("名单：" + sign.join(numbers))
    assert not [number for number in numbers if number in re.sub("[^0-9X*]", "", masked)]


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 1_000_000,
        "62" * 500_000,
        "3141592653589793238462643383279502884197" * 25_000,
        "1" + " " * 1_000_000,
        ("123456789" + " " * 1000) * 1000,
        ("1" + " " * 200) * 5 + ("字" + ("1" + " " * 200) * 5) * 1000,
    ],
    ids=["ones", "cards", "digits", "blanks", "blanks between", "too few digits"],
)
def test_hostile_text_costs_no_more_than_its_length(hostile: str) -> None:
    began = time.process_time()
    mask_numbers(hostile)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("hostile", ["520123-", "1-", "1 3 ", "138 1234 5678 ", "62 "])
def test_cost_grows_with_the_length_only(hostile: str) -> None:
    began = time.process_time()
    mask_numbers(hostile * (20_000 // len(hostile)))
    short = time.process_time() - began
    mask_numbers(hostile * (200_000 // len(hostile)))
    assert time.process_time() - began < 30 * short + 0.5


def test_a_plain_page_costs_next_to_nothing() -> None:
    page = "根据2024年1月15日印发的通知，全县36个村完成了年度任务，惠及1234户。" * 55
    began = time.process_time()
    for _ in range(400):
        mask_numbers(page)
    assert (time.process_time() - began) / 400 < 0.005


def test_a_long_list_costs_no_more_a_row_than_a_short_one() -> None:
    row = f"张国珍\t{made_id()}\t15412345678\n"
    began = time.process_time()
    mask_numbers(row * 500)
    short = time.process_time() - began
    mask_numbers(row * 5000)
    assert time.process_time() - began < 30 * short + 0.5
