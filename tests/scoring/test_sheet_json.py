"""The sheet as JSON: the keys are a contract, the numbers are written as the decimals are."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from made_evidence import CALENDAR, column_finding, make_evidence, make_unit, page_finding, weekly_news

from scoring import load_scheme, score, sheet_json
from scoring.points import points_number, points_text

UNIT = make_unit()


def sheet_text() -> str:
    findings = [*(page_finding(n) for n in range(3)), column_finding(UNIT, "政策文件")]
    news = weekly_news([2] * 20 + [1] * 11 + [0] * 3 + [2] * 18)
    sheet = score(load_scheme("xiuwen"), make_evidence(UNIT, news, findings), CALENDAR)
    return json.dumps(sheet_json(sheet), ensure_ascii=False)


def test_the_keys_are_the_contract() -> None:
    sheet = json.loads(sheet_text())
    first = ["unit", "name", "class", "as_of", "total", "base", "bonus", "clauses"]
    assert list(sheet) == [*first, "penalty", "adjustment", "veto", "sections", "at_stake", "suspected_vetoes"]
    assert list(sheet["sections"][0]) == ["id", "title", "points", "earned"]
    clause = sheet["clauses"][0]
    assert list(clause) == ["id", "title", "points", "earned", "state", "entries", "section", "group", "at_stake"]
    first = ["points", "at_stake", "state", "why", "evidence"]
    assert list(clause["entries"][0]) == [*first, "id", "clause", "amount", "day", "ruling"]
    assert (sheet["unit"], sheet["class"], sheet["as_of"]) == ("longchang", "一类", "2024-12-31")


def test_numbers_do_not_drift() -> None:
    """35 - 0.5 - 1.7 - 3 × 0.2 = 32.2, in the text itself."""
    text = sheet_text()
    assert text.startswith(
        '{"unit": "longchang", "name": "龙场街道办事处", "class": "一类", "as_of": "2024-12-31", '
        '"total": 32.2, "base": 32.8, "bonus": 0, '
    )
    assert '"id": "(一)9", "title": "工作动态每周发布", "points": 6, "earned": 4.3, "state": "observed"' in text


def test_the_same_evidence_gives_the_same_bytes() -> None:
    assert sheet_text() == sheet_text()


@pytest.mark.parametrize(
    ("points", "number", "text"),
    [("0.20", 0.2, "0.2"), ("40.0", 40, "40"), ("4E+1", 40, "40"), ("-0.0", 0, "0"), ("-1.7", -1.7, "-1.7")],
)
def test_points_for_json_and_for_people(points: str, number: float, text: str) -> None:
    assert json.dumps(points_number(Decimal(points))) == json.dumps(number)
    assert points_text(Decimal(points)) == text
