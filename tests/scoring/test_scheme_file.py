"""Scheme files: what is read of them, and the sentence for each thing that can be wrong with one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from made_evidence import CALENDAR, make_evidence, make_unit, page_finding, weekly_news

from county.finding import FindingState
from county.units import UnitClass
from scoring import SchemeError, explain_settings, load_scheme, score
from scoring.rule import RULES
from scoring.rules import CappedPenalty, ColumnCurrency, WeeklyQuota
from scoring.scheme import BUILT_IN
from scoring.settings import SENTENCES, Settings

XIUWEN = (BUILT_IN / "xiuwen.toml").read_text("utf-8")
NEIGHBOUR = Path(__file__).parent / "schemes" / "linxian.toml"


def test_the_scheme_of_xiuwen() -> None:
    scheme = load_scheme("xiuwen")
    assert [clause.id for clause in scheme.clauses] == ["(一)8", "(一)9", "(五)6", "(五)8"]
    assert [clause.limit for clause in scheme.clauses] == [2, 6, 40, 40]
    assert scheme.quota == {UnitClass.FIRST: 2, UnitClass.SECOND: 1}
    assert scheme.settings == Settings()


def test_points_are_exact() -> None:
    rule = load_scheme("xiuwen").clauses[1].rule
    assert rule.each == {UnitClass.FIRST: Decimal("0.1"), UnitClass.SECOND: Decimal("0.2")}  # type: ignore[attr-defined]


def test_the_same_scheme_by_name_by_path_and_as_notepad_saves_it(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.toml"
        path.write_bytes(XIUWEN.replace("\n", "\r\n").encode(encoding))
        assert load_scheme(path) == load_scheme(str(path)) == load_scheme("xiuwen")


MISTAKES = [
    ("floor = 0 ", "flor = 0 ", "scheme.floor：没有写，请补上。"),
    ("covered = 8", "covered = 9", "scheme.covered：写的是 9，各条款合计是 8，请改成 8。"),
    ("base = 35", "base = 7", "scheme.base：写的是 7，各条款合计已有 8，请核对分值。"),
    ('"01-01"', '"02-29"', "scheme.year_start：“02-29”不是月和日，"),
    ('"一类" = 2\n', "", "quota.一类：没有写"),
    ('"二类" = 1\n', '"二类" = 1\n"三类" = 1\n', "quota.三类：没有这个设置项"),
    (
        'duplicates = "once"',
        'duplicate = "once"',
        "settings.duplicate：没有这个设置项，请删去或改正，是不是 duplicates",
    ),
    ('duplicates = "once"', 'duplicates = "twice"', "“twice”不是允许的值，请从 “once”、“each” 中选。"),
    ("counts = false", 'counts = "no"', "settings.fixed_column_counts：写的不是true 或 false"),
    ('id = "(一)9"', 'id = "(一)8"', "clause：编号“(一)8”出现了两次"),
    ("points = 2\n", "points = -2\n", "clause（第 1 个）.points：写的是 -2，请写 0 到 1000 之间的数字，扣分也写正数。"),
    ("points = 2\n", "points = nan\n", "clause（第 1 个）.points：写的是 NaN"),
    ("points = 2\n", "points = true\n", "clause（第 1 个）.points：写的不是数字"),
    ("each = 0.5", "each = 0.3333", "小数太长，最多保留 3 位小数"),
    ('id = "(五)"', 'id = "(一)"', "section：编号“(一)”出现了两次"),
    ('section = "(五)"', 'section = "(九)"', "“(五)6”写的 section“(九)”不存在，请从 (一)、(五) 中选。"),
    ('kind = "weekly-quota"', 'kind = "weekly"', "clause（第 2 个）.kind：没有“weekly”这种计分规则"),
    ('group = "base"', 'group = "bonus"', "“column-currency”不能用在 bonus 类条款，请改成 base。"),
    ('columns = ["工作动态"]', 'columns = ["动态"]', "clause（第 2 个）.columns：“动态”不是允许的值"),
    ('columns = ["工作动态"]', "columns = []", "clause（第 2 个）.columns：列表是空的"),
    ("points = 5\nreview = true", "points = 5\nreview = false", "“严重错敏字”必须经复核人员确认才能扣分"),
    (
        '["严重", "一般", "疑似"]\npoints = 2\nreview = true',
        '["一般"]\npoints = 2\nreview = false',
        "请写 review = true",
    ),
    ('levels = ["一般", "疑似"]', 'levels = ["一般", "提示"]', "“提示”级的问题不能扣分"),
    ('levels = ["严重"]', 'levels = ["严重", "一般"]', "clause（第 3 个）.rate：同一检查的同一级别写了两个分值"),
    ("cap = 40\n", "", "clause（第 3 个）.cap：没有写"),
    ("points = 0\n", "points = 1\n", "只有基础分条款有分值"),
    ('carry_over = "none"', "xyz = 1", "这里可以写 duplicates、holiday_weeks、carry_over、"),
    ("points = 0.2\n", "points = 0.2\nextra = 1\n", "clause（第 3 个）.rate（第 1 个）.extra：没有这个设置项"),
    ("[settings]", "[setings]", "settings：没有写"),
    ("base = 35 ", "base = ", "broken.toml 的 第 "),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), MISTAKES)
def test_a_mistake_is_named_with_file_key_and_cure(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in XIUWEN
    path = tmp_path / "broken.toml"
    path.write_text(XIUWEN.replace(right, wrong, 1), "utf-8")
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("broken.toml 的 ")
    assert str(caught.value).endswith("。")


def test_a_missing_file_names_the_schemes_there_are() -> None:
    with pytest.raises(SchemeError, match=r"xiuwem\.toml：没有找到这个考核方案文件，请改用内置的方案（xiuwen）"):
        load_scheme("xiuwem")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\x81\x00\xfe")
    with pytest.raises(SchemeError, match=r"binary\.toml"):
        load_scheme(path)


def test_every_setting_has_a_sentence_for_every_value() -> None:
    assert list(SENTENCES) == [field.name for field in dataclasses.fields(Settings)]
    for name, sentences in SENTENCES.items():
        default = getattr(Settings(), name)
        values = (True, False) if isinstance(default, bool) else tuple(type(default))
        assert set(sentences) == set(values)


def test_the_explanation_says_what_is_covered_and_every_setting() -> None:
    lines = explain_settings(load_scheme("xiuwen"))
    assert lines[0] == (
        "《修文县政务公开工作考核方案》共 40 分，本表核算其中 8 分（(一)8、(一)9），"
        "以及扣分条款 (五)6、(五)8，其余条款尚未纳入。"
    )
    assert "每周应发信息：一类单位 2 条，二类单位 1 条。" in lines
    assert lines[-1] == "总分最低为 0 分。"
    assert set(Settings().sentences()) < set(lines)
    assert all(line.endswith("。") for line in lines)


def test_the_explanation_names_a_year_without_a_holiday_list() -> None:
    scheme, day = load_scheme("xiuwen"), dt.date(2099, 3, 1)
    assert CALENDAR.doubt(2099) in explain_settings(scheme, CALENDAR, day)
    assert explain_settings(scheme, CALENDAR, dt.date(2024, 3, 1)) == explain_settings(scheme)


def test_the_scheme_is_fed_by_checks_that_exist() -> None:
    """Ids of checks are stored contracts; a slip in one would never deduct, and never be noticed."""
    columns, news, *penalties = (clause.rule for clause in load_scheme("xiuwen").clauses)
    assert isinstance(columns, ColumnCurrency)
    assert isinstance(news, WeeklyQuota)
    rates = [rate for rule in penalties if isinstance(rule, CappedPenalty) for rate in rule.rates]
    assert columns.rules == ("column-stale", "column-blank")
    assert news.rule == "news-week-short"
    personal = {"personal-id", "personal-mobile", "personal-account", "personal-health"}
    wording = {"word-listed", "protected-phrase", "wrong-characters"}
    assert {rate.rule for rate in rates} == {*wording, *personal}


def test_rule_kinds_are_told_apart_by_name() -> None:
    assert len({rule.kind for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("start", "day", "first"),
    [
        ((1, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
        ((1, 1), dt.date(2026, 12, 31), dt.date(2026, 1, 1)),
        ((12, 1), dt.date(2026, 11, 30), dt.date(2025, 12, 1)),
        ((12, 1), dt.date(2026, 12, 1), dt.date(2026, 12, 1)),
    ],
)
def test_the_assessment_year(start: tuple[int, int], day: dt.date, first: dt.date) -> None:
    assert dataclasses.replace(load_scheme("xiuwen"), year_start=start).first_day(day) == first


def test_another_county_needs_no_code() -> None:
    """Three news a week from 4 December 2023 (a Monday) to 24 December: 3, 1, 0 posted, 5 missing × 0.05 = 0.25;
    two pages with confirmed slips, three words in all: 2 points. 10 - 0.25 - 2 = 7.75."""
    scheme = load_scheme(NEIGHBOUR)
    as_of = dt.date(2023, 12, 25)
    slips = [
        page_finding(n, page=page, state=FindingState.CONFIRMED, night=dt.date(2023, 12, 20))
        for n, page in enumerate(("a", "a", "b"))
    ]
    evidence = make_evidence(make_unit(), weekly_news([3, 1, 0], dt.date(2023, 12, 4)), slips, as_of)
    sheet = score(scheme, evidence, CALENDAR)
    assert [clause.earned for clause in sheet.clauses] == [Decimal("9.75"), -2]
    assert sheet.total == Decimal("7.75")
    many = [page_finding(n, state=FindingState.CONFIRMED, night=as_of) for n in range(9)]
    poor = make_evidence(make_unit(), findings=many, as_of=as_of)
    assert score(dataclasses.replace(scheme, floor=Decimal("9.5")), poor, CALENDAR).total == Decimal("9.5")
    assert explain_settings(scheme)[0].startswith("《邻县政府信息公开考核办法（虚构）》共 10 分，本表核算其中 10 分")
