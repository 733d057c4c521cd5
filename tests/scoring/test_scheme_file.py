"""Scheme files: what is read of them, and the sentence for each thing that can be wrong with one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from made_evidence import CALENDAR

from county.register import Register
from county.units import UnitClass
from scoring import SchemeError, explain_settings, load_scheme
from scoring.rule import RULES
from scoring.scheme_file import BUILT_IN
from scoring.setting_sentences import SENTENCES, WRITTEN, setting_sentences
from scoring.settings import NAMES, Settings

XIUWEN = (BUILT_IN / "xiuwen.toml").read_text("utf-8")


def test_the_scheme_of_xiuwen() -> None:
    scheme = load_scheme("xiuwen")
    assert len(scheme.clauses) == 29
    assert [section.id for section in scheme.sections] == ["(一)", "(二)", "(三)", "(四)", "(五)", "(六)"]
    assert scheme.quota == {UnitClass.FIRST: 2, UnitClass.SECOND: 1}
    assert scheme.settings == Settings()


def test_points_are_exact() -> None:
    rule = next(clause.rule for clause in load_scheme("xiuwen").clauses if clause.id == "(一)9")
    assert rule.each == {UnitClass.FIRST: Decimal("0.1"), UnitClass.SECOND: Decimal("0.2")}  # type: ignore[attr-defined]


def test_the_same_scheme_by_name_by_path_and_as_notepad_saves_it(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        path = tmp_path / f"{encoding}.toml"
        path.write_bytes(XIUWEN.replace("\n", "\r\n").encode(encoding))
        assert load_scheme(path) == load_scheme(str(path)) == load_scheme("xiuwen")


MISTAKES = [
    ("floor = 0 ", "flor = 0 ", "scheme.floor：没有写，请补上。"),
    ("covered = 40", "covered = 39", "scheme.covered：写的是 39，各条款合计是 40，请改成 40。"),
    ("base = 35", "base = 34", "scheme.base：写的是 34，各条款合计已有 35，请核对分值。"),
    ('"01-01"', '"02-29"', "scheme.year_start：“02-29”不是月和日，"),
    ('"一类" = 2\n', "", "quota.一类：没有写"),
    ('"二类" = 1\n', '"二类" = 1\n"三类" = 1\n', "quota.三类：没有这个设置项"),
    (
        'duplicates = "once"',
        'duplicate = "once"',
        "settings.duplicate：没有这个设置项，请删去或改正，是不是 duplicates",
    ),
    ('duplicates = "once"', 'duplicates = "twice"', "“twice”不是允许的值，请从 “once”、“each” 中选。"),
    ("grace_days = 7", "grace_days = 99", "settings.grace_days：写的是 99，请写 0 到 60 之间的天数。"),
    (
        "# register_complete_from = 2026-01-01",
        'register_complete_from = "元旦"',
        "“元旦”不是日期，请写成 2026-07-01 这样",
    ),
    ("counts = false", 'counts = "no"', "settings.fixed_column_counts：写的不是true 或 false"),
    ('id = "(一)9"', 'id = "(一)8"', "clause：编号“(一)8”出现了两次"),
    ("points = 2\nkind", "points = -2\nkind", "points：写的是 -2，请写 0 到 1000 之间的数字，扣分也写正数。"),
    ("points = 2\nkind", "points = nan\nkind", "points：写的是 NaN"),
    ("points = 2\nkind", "points = true\nkind", "points：写的不是数字"),
    ("each = 0.5", "each = 0.3333", "小数太长，最多保留 3 位小数"),
    ('id = "(五)"', 'id = "(一)"', "section：编号“(一)”出现了两次"),
    ('section = "(五)"', 'section = "(九)"', "“(五)1”写的 section“(九)”不存在，请从 (一)、(二)、"),
    ('kind = "weekly-quota"', 'kind = "weekly"', "clause（第 9 个）.kind：没有“weekly”这种计分规则"),
    ('group = "bonus"', 'group = "base"', "“capped-bonus”不能用在 base 类条款，请改成 bonus。"),
    ('columns = ["工作动态"]', 'columns = ["动态"]', "clause（第 9 个）.columns：“动态”不是允许的值"),
    ('columns = ["工作动态"]', "columns = []", "clause（第 9 个）.columns：列表是空的"),
    ("points = 5\nreview = true", "points = 5\nreview = false", "“严重错敏字”必须经复核人员确认才能扣分"),
    (
        '["严重", "一般", "疑似"]\npoints = 2\nreview = true',
        '["一般"]\npoints = 2\nreview = false',
        "请写 review = true",
    ),
    ('levels = ["一般", "疑似"]', 'levels = ["一般", "提示"]', "“提示”级的问题不能扣分"),
    ('levels = ["严重"]', 'levels = ["严重", "一般"]', ".rate：同一检查的同一级别写了两个分值"),
    ("cap = 40\n", "", ".cap：没有写"),
    ("event = 5\n", "", ".rate：没有写"),
    ('group = "penalty"\n', 'group = "penalty"\npoints = 1\n', "只有基础分条款有分值"),
    ('carry_over = "none"', "xyz = 1", "这里可以写 duplicates、reposts、own_sources、"),
    ("points = 0.2\n", "points = 0.2\nextra = 1\n", ".rate（第 1 个）.extra：没有这个设置项"),
    ('due = "01-31"', 'due = "1月31日"', ".due：“1月31日”不是月和日"),
    ('period = "H1"', 'period = "上半年"', ".period：“上半年”不是允许的值"),
    ('key = "推进情况表（全年）"', 'key = "推进情况表（半年）"\nperiod = "H1"', ".item：同一事项同一时段写了两次"),
    ('places = ["栏目", "报送"]', 'places = ["网站"]', ".places：“网站”不是允许的值"),
    ("[settings]", "[setings]", "settings：没有写"),
    ("base = 35 ", "base = ", "broken.toml 的 第 "),
]

CHANGE = """[[settings_change]]
from = 2026-07-01
by = "王科长"
reason = "第二次会议"
reposts = "excluded"
"""
CHANGE_MISTAKES = [
    ("from = 2026-07-01\n", "", "settings_change（第 1 个）.from：没有写，请写上从哪一天起"),
    ("from = 2026-07-01", 'from = "七月"', "settings_change（第 1 个）.from：“七月”不是日期"),
    ("from = 2026-07-01", "from = 2026-07-01T00:00:00", "settings_change（第 1 个）.from："),
    ('by = "王科长"\n', "", "settings_change（第 1 个）.by：没有写"),
    ('reason = "第二次会议"', 'reason = ""', "settings_change（第 1 个）.reason：是空的"),
    ('reposts = "excluded"\n', 'reposts = "counted"\n', "settings_change（第 1 个）：没有调整任何一项口径"),
    ("reposts", "repost", "settings_change（第 1 个）.repost：没有这个设置项，请删去或改正，是不是 reposts"),
    (CHANGE, CHANGE + CHANGE, "settings_change（第 2 个）.from：2026-07-01 写了两次"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), CHANGE_MISTAKES)
def test_a_mistake_in_a_change_is_named_too(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(f"{XIUWEN}\n{CHANGE.replace(right, wrong, 1)}", "utf-8")
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert sentence in str(caught.value)


def test_changes_follow_each_other_and_keep_what_they_do_not_name(tmp_path: Path) -> None:
    later = CHANGE.replace("2026-07-01", "2026-10-01").replace('reposts = "excluded"', 'carry_over = "next-week"')
    path = tmp_path / "changed.toml"
    path.write_text(f"{XIUWEN}\n{later}{CHANGE}", "utf-8")
    settings = load_scheme(path).settings
    days = [dt.date(2026, 6, 30), dt.date(2026, 7, 1), dt.date(2026, 10, 1)]
    assert [settings.on(day).reposts for day in days] == ["counted", "excluded", "excluded"]
    assert [settings.on(day).carry_over for day in days] == ["none", "none", "next-week"]
    assert [settings.counting.on(day).reposts for day in days] == ["counted", "excluded", "excluded"]
    assert setting_sentences(settings)[-1] == (
        "自2026年10月1日起（王科长，第二次会议）：一周内多发的信息可抵下一周的缺额。"
    )


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
    assert {*SENTENCES, *WRITTEN} == set(NAMES)
    for name, sentences in SENTENCES.items():
        default = getattr(Settings(), name)
        values = (True, False) if isinstance(default, bool) else tuple(type(default))
        assert set(sentences) == set(values)


def test_the_explanation_says_what_is_covered_and_every_setting() -> None:
    scheme = load_scheme("xiuwen")
    lines = explain_settings(scheme, CALENDAR)
    assert lines[0] == (
        "《修文县政务公开工作考核方案》共 40 分，本表逐条核算全部 40 分（35 分基础分、5 分加分），"
        "另核算 (五)1、(五)2、(五)3、(五)4、(五)5、(五)6、(五)7、(五)8、(六)。"
    )
    assert "每周应发信息：一类单位 2 条，二类单位 1 条。" in lines
    assert any(line.startswith("一周从星期几算起（周一）") for line in lines)
    assert "各项扣分扣完为止，总分最低为 0 分。" in lines
    assert set(setting_sentences(scheme.settings)) < set(lines)
    assert all(line.endswith("。") for line in lines)


def test_the_two_clauses_numbered_three_and_the_undefined_class_are_explained() -> None:
    (note,) = (line for line in explain_settings(load_scheme("xiuwen")) if line.startswith("(四) "))
    assert "方案中有两个“3.”，本表依次编为 (四)3-1 和 (四)3-2" in note
    assert "“甲类”方案没有定义，本表理解为本部分全部加分项，各单位累计最高 5 分" in note


def test_a_scheme_that_covers_a_part_says_so(tmp_path: Path) -> None:
    path = tmp_path / "part.toml"
    end = XIUWEN.index('[[clause]]\nid = "(二)"')
    path.write_text(XIUWEN[:end].replace("covered = 40", "covered = 24"), "utf-8")
    assert explain_settings(load_scheme(path))[0].endswith(
        "，本表核算其中 24 分（(一)1、(一)2、(一)3、(一)4、(一)5、(一)6、(一)7、(一)8、(一)9、(一)10），"
        "其余条款尚未纳入。"
    )


def test_the_explanation_names_a_year_without_a_holiday_list() -> None:
    scheme, day = load_scheme("xiuwen"), dt.date(2099, 3, 1)
    assert CALENDAR.doubt(2099) in explain_settings(scheme, CALENDAR, day)
    assert explain_settings(scheme, CALENDAR, dt.date(2024, 3, 1)) == explain_settings(scheme, CALENDAR)


def test_the_scheme_is_fed_by_checks_that_exist() -> None:
    """Ids of checks are stored contracts; a slip in one would never deduct, and never be noticed."""
    fed = {rule: clause.id for clause in load_scheme("xiuwen").clauses for rule in clause.rule.checks}
    assert fed == {
        "annual-report-missing": "(一)1",
        "column-blank": "(一)8",
        "column-stale": "(一)8",
        "news-week-short": "(一)9",
        "hidden-link": "(五)2",
        "page-hijacked": "(五)2",
        "script-injected": "(五)2",
        "unclean-paste": "(五)2",
        "protected-phrase": "(五)6",
        "territory-listed": "(五)6",
        "word-listed": "(五)6",
        "wrong-characters": "(五)6",
        "personal-account": "(五)8",
        "personal-health": "(五)8",
        "personal-id": "(五)8",
        "personal-mobile": "(五)8",
    }


def test_every_register_feeds_clauses_that_can_be_asked_for() -> None:
    scheme = load_scheme("xiuwen")
    assert scheme.fed_by(Register.TASK) == ("(六)",)
    assert scheme.fed_by(Register.DUTY) == ("(一)10", "(二)")
    assert scheme.fed_by(Register.EVENT) == (
        *("(三)", "(五)1", "(五)2", "(五)3", "(五)4"),
        *("(五)5", "(五)7", "(五)8"),
    )
    assert len(scheme.fed_by(Register.BONUS)) == 8
    assert all(scheme.fed_by(register) for register in Register)


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


def test_who_changed_it_and_why_are_masked_as_all_that_people_type(tmp_path: Path) -> None:
    path = tmp_path / "changed.toml"
    changed = CHANGE.replace("王科长", "王科长13985123456").replace("第二次会议", "按520123199001011234来信")
    path.write_text(f"{XIUWEN}\n{changed}", "utf-8")
    [change] = load_scheme(path).settings.changes
    assert "13985123456" not in change.by
    assert "520123199001011234" not in change.reason
    assert (change.by[:3], change.reason[-2:]) == ("王科长", "来信")
