"""The built-in scheme holds against the county's own text (schemes/xiuwen.txt): nothing left out, and every number of
the text is the number that is counted."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from scoring import Clause, Group, load_scheme
from scoring.rules import CappedBonus, CappedPenalty, ColumnCurrency, HandInByDate, WeeklyQuota
from scoring.settings import Settings

TEXT = (Path(__file__).parent / "schemes" / "xiuwen.txt").read_text("utf-8")
SCHEME = load_scheme("xiuwen")
NUMBERED = re.compile(r"^(?:\([一二三四五六]\)|\d{1,2}\.)")
CONTENTS = "考核内容主要包括"
"""The sentence that only lists the sections."""


def told(text: str) -> str:
    """Without spaces, the county's stray quotation mark and what ends a line."""
    return re.sub(r"[\s']", "", text).rstrip("。;")


def lines() -> list[str]:
    part = TEXT.partition("二、分值权重")[2].partition("四、考核实施与落实")[0].replace("三、考核内容与标准", "")
    part = re.sub(f"{CONTENTS}[^。]*。", "", part)
    return [told(NUMBERED.sub("", line.strip())) for line in part.splitlines() if line.strip()]


def test_every_line_of_the_text_stands_in_the_scheme() -> None:
    words = [SCHEME.basis, *(one.words for one in (*SCHEME.sections, *SCHEME.clauses))]
    kept = told("\n".join(words))
    assert [line for line in lines() if line not in kept] == []
    assert len(lines()) == 40


def test_every_clause_and_section_quotes_the_text() -> None:
    text = told(re.sub(r"(?m)^\s*\d\.", "", TEXT))
    for one in (*SCHEME.sections, *SCHEME.clauses):
        for sentence in re.split(r"[。;]", one.words):
            assert told(NUMBERED.sub("", sentence)) in text, sentence


def test_the_sections_are_worth_24_9_2_and_5_points_which_make_40() -> None:
    said = {one.id: found.group(1) for one in SCHEME.sections if (found := re.search(r"\((\d+)分\)", one.words))}
    assert said == {"(一)": "24", "(二)": "9", "(三)": "2", "(四)": "5"}
    for section, points in said.items():
        own = [clause for clause in SCHEME.clauses if clause.section == section]
        base = sum(clause.points for clause in own)
        gains = sum(clause.limit for clause in own if clause.group is Group.BONUS)
        assert (base or min(gains, SCHEME.bonus)) == Decimal(points)
    assert sum(map(Decimal, said.values())) == SCHEME.covered == SCHEME.full == 40
    assert re.findall(r"(\d+)分", SCHEME.basis) == ["40", "35", "5"]
    assert (SCHEME.full, SCHEME.base, SCHEME.bonus) == (40, 35, 5)


def number(pattern: str, clause: Clause) -> list[Decimal]:
    return [Decimal(found) for found in re.findall(pattern, clause.words)]


@pytest.mark.parametrize("clause", SCHEME.clauses, ids=lambda clause: clause.id)
def test_the_numbers_of_the_words_are_those_that_are_counted(clause: Clause) -> None:
    worth = number(r"分值(?:为)?([\d.]+)分", clause)
    assert worth == ([clause.points] if clause.group is Group.BASE and clause.id != "(三)" else [])
    caps = number(r"(?:最高不超过|最多扣)([\d.]+)分", clause)
    assert caps == ([clause.limit] if clause.group in (Group.BONUS, Group.PENALTY) else [])


def test_the_prices_of_the_words_are_those_that_are_charged() -> None:
    for clause in SCHEME.clauses:
        match rule := clause.rule:
            case CappedBonus():
                assert number(rf"每{rule.unit_word}加([\d.]+)分", clause) == [rule.each], clause.id
            case ColumnCurrency():
                assert number(r"一个栏目扣([\d.]+)分", clause) == [rule.each]
            case WeeklyQuota():
                assert number(r"缺少1条信息扣([\d.]+)分", clause) == list(rule.each.values())
                assert number(r"每周发布(\d)条", clause) == list(SCHEME.quota.values())
            case HandInByDate():
                prices = number(r"未及时报送(?:每次|1次)?扣([\d.]+)分", clause)
                assert {item.points for item in rule.items} == set(prices)
                assert sum(item.points for item in rule.items) == clause.points
            case CappedPenalty():
                prices = number(r"每(?:出现一项|发现一个|发现一条)扣([\d.]+)分", clause)
                assert {rate.points for rate in rule.rates} | ({rule.event} - {0}) == set(prices), clause.id


def test_the_file_writes_every_default_that_it_names() -> None:
    assert SCHEME.settings == Settings()
