"""The checks of a text: personal numbers and listed words, with what explains each finding."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from random import Random

import pytest
from made_history import checked

from checks import RULES, check_page, rule_set_version
from county.finding import Level
from county.text import Table, Text
from sample.numbers import disability_number, mobile, resident_id
from wordlists import Entry, WordLists

RNG = Random(7)
NUMBERS = [resident_id(RNG) for _ in range(40)]
ID = NUMBERS[0]
MASK = f"{ID[:6]}********{ID[14:]}"


def table_text(
    header: tuple[str, ...], rows: Sequence[tuple[str, ...]], place: str = "表1", before: str = "名单\n"
) -> Text:
    head = before + ("\t".join(header) + "\n" if header else "")
    content = head + "".join("\t".join(row) + "\n" for row in rows)
    return Text(content, (Table(place, header, len(head), len(content)),))


def test_id_in_running_text() -> None:
    [finding] = check_page(checked(f"经审核。受助人某某，身份证号：{ID}，符合条件。公示 7 天。"))
    assert (finding.rule, finding.level, finding.words) == ("personal-id", Level.SERIOUS, MASK)
    assert finding.sentence == "受助人某某，身份证号:#********#，符合条件".replace(":", "：")
    assert MASK in finding.quote
    assert finding.why
    assert finding.suggestion
    assert ID not in repr(finding)


def test_one_finding_a_number() -> None:
    found = check_page(checked("\n".join(f"某某 {number}" for number in NUMBERS[:3])))
    assert len({finding.words for finding in found}) == 3


def test_a_long_list_without_table_is_not_a_thousand_findings() -> None:
    found = check_page(checked("\n".join(f"某某 {number}" for number in NUMBERS)))
    assert len(found) == 21
    assert (found[-1].words, found[-1].count) == ("其余号码", 20)


def test_table_is_one_finding_a_column() -> None:
    rows = [(str(row), "某某", number, mobile(RNG)) for row, number in enumerate(NUMBERS[:5], 1)]
    found = check_page(checked(table_text(("序号", "姓名", "身份证号", "联系电话"), rows)))
    assert [(finding.rule, finding.words, finding.count, finding.sentence) for finding in found] == [
        ("personal-id", "身份证号", 5, "表1 身份证号"),
        ("personal-mobile", "联系电话", 5, "表1 联系电话"),
    ]
    assert [finding.level for finding in found] == [Level.SERIOUS, Level.GENERAL]


def test_sheets_with_equal_headers_are_one_table() -> None:
    one = table_text(("姓名", "身份证号"), [("甲", NUMBERS[0])], "Sheet1", "")
    other = table_text(("姓名", "身份证号"), [("乙", NUMBERS[1]), ("丙", NUMBERS[2])], "Sheet2", "")
    shift = len(one.content)
    second = Table("Sheet2", other.tables[0].header, other.tables[0].start + shift, other.tables[0].end + shift)
    [finding] = check_page(checked(Text(one.content + other.content, (*one.tables, second))))
    assert finding.count == 3


def test_a_form_without_header_is_running_text() -> None:
    [finding] = check_page(checked(table_text((), [("姓名", "某某"), ("身份证号", ID)])))
    assert finding.words == MASK


def test_a_list_without_header_is_named_by_its_place() -> None:
    [finding] = check_page(checked(table_text((), [("甲", NUMBERS[0]), ("乙", NUMBERS[1])])))
    assert (finding.words, finding.count) == ("第2列", 2)


def test_disability_number_is_personal_id() -> None:
    number = disability_number(RNG)
    [finding] = check_page(checked(f"残疾人证号{number}，拟发放。"))
    assert finding.words == f"{number[:6]}********{number[14:]}"


def test_mistyped_id_is_suspected() -> None:
    wrong = ID[:17] + ("1" if ID[17] != "1" else "2")
    [finding] = check_page(checked(f"身份证号：{wrong}"))
    assert finding.level is Level.SUSPECTED
    assert "校验位不符" in finding.why


@pytest.mark.parametrize(
    ("content", "level"),
    [
        ("脱贫户某某（13812345678）反映的问题已办结。", Level.GENERAL),
        ("当事人手机号码为13812345678。", Level.GENERAL),
        ("申请人某某，联系电话13812345678。", Level.GENERAL),
        ("联系人：某某，联系电话：13812345678。", Level.NOTICE),
        ("咨询电话：13812345678", Level.NOTICE),
        ("招标代理机构：某某公司\n项目负责人：某某\n电话：13812345678", Level.NOTICE),
        ("经办人某某 13812345678", Level.NOTICE),
        ("如有异议请与某某联系，13812345678。", Level.NOTICE),
        ("某某，13812345678。", Level.GENERAL),
    ],
)
def test_mobile_in_a_contact_role_is_for_the_eye(content: str, level: Level) -> None:
    [finding] = check_page(checked(content))
    assert (finding.rule, finding.words, finding.level) == ("personal-mobile", "138****5678", level)


@pytest.mark.parametrize(
    ("header", "level"),
    [
        (("姓名", "联系电话"), Level.GENERAL),
        (("单位名称", "联系人", "联系电话"), Level.NOTICE),
        (("户主姓名", "联系人", "联系电话"), Level.GENERAL),
        (("网点", "咨询电话"), Level.NOTICE),
        (("采购人", "供应商", "手机号码"), Level.NOTICE),
    ],
)
def test_mobile_column(header: tuple[str, ...], level: Level) -> None:
    rows = [(*("某某" for _ in header[1:]), number) for number in ("13812345678", "13912345678")]
    [finding] = check_page(checked(table_text(header, rows)))
    assert (finding.words, finding.level, finding.count) == (header[-1], level, 2)


def test_a_card_beside_its_word_is_a_finding_and_alone_is_none() -> None:
    [finding] = check_page(checked("账号 6222021234567890128"))
    assert (finding.rule, finding.words) == ("personal-account", "622202*********0128")
    assert check_page(checked("凭证 6222021234567890128")) == []


@pytest.mark.parametrize(
    "content", ["手机138****1234", "身份证号35*************123", "电话0851-82321234", "信用代码91520123MA6DK0000X"]
)
def test_harmless(content: str) -> None:
    assert check_page(checked(content)) == []


def test_word() -> None:
    [finding] = check_page(checked("会议对任务进行了周密布署。会后部署落实。", title="部署工作"))
    assert (finding.rule, finding.level, finding.words) == ("word-listed", Level.GENERAL, "布署")
    assert finding.sentence == "会议对任务进行了周密布署"
    assert finding.suggestion == "请改为“部署”"
    assert "《现代汉语词典》" in finding.why


def test_word_in_title_and_body_counts_once() -> None:
    found = check_page(checked("召开布署会\n会议布署工作。", title="召开布署会"))
    assert [finding.sentence for finding in found] == ["召开布署会", "会议布署工作"]


def test_counter_beside_the_words_is_no_new_finding() -> None:
    one, other = (check_page(checked(f"浏览{number}次 周密布署"))[0] for number in ("99", "1203"))
    assert one.id("page") == other.id("page")


def test_a_banner_above_moves_no_finding() -> None:
    one, other = (check_page(checked(f"{banner}周密布署。"))[0] for banner in ("", "全国两会。\n" * 50))
    assert one.id("page") == other.id("page")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("请到县国土资源局办理。", True),
        ("原则上由县国土资源局办理。2018年的文件。", True),
        ("2012.11—2019.03　修文县国土资源局局长；2019.03至今　修文县自然资源局局长", False),
        ("历任县农业局局长、县国土资源局局长。", False),
        ("原修文县国土资源局的职责划转。", False),
        ("2018年机构改革前，县国土资源局负责此项工作。", False),
    ],
)
def test_an_old_name_is_right_for_its_time(content: str, told: bool) -> None:
    found = check_page(checked(content, day=dt.date(2026, 6, 1)))
    assert [finding.words for finding in found] == ["县国土资源局"] * told


def test_dated_words_judge_by_the_day_of_the_text() -> None:
    words = WordLists([Entry("三个自信", Level.SERIOUS, "四个自信", "试", since=dt.date(2016, 7, 1))])
    days = (dt.date(2015, 1, 1), dt.date(2026, 1, 1), None)
    assert [len(check_page(checked("坚定三个自信", words=words, day=day))) for day in days] == [0, 1, 0]


STORED = [
    "annual-report-missing",
    "attachment-dead",
    "certificate-problem",
    "column-blank",
    "column-stale",
    "column-unchanged",
    "column-undated",
    "column-unreachable",
    "date-backdated",
    "date-changed",
    "date-future",
    "hidden-link",
    "item-undated",
    "link-dead",
    "link-outside",
    "meta-tags",
    "news-doubled",
    "news-elsewhere",
    "news-redated",
    "news-week-short",
    "page-hijacked",
    "personal-account",
    "personal-address",
    "personal-birth",
    "personal-document",
    "personal-health",
    "personal-id",
    "personal-mask",
    "personal-mobile",
    "protected-phrase",
    "publicity-expired",
    "published-late",
    "published-unsigned",
    "row-dead",
    "script-injected",
    "site-unreachable",
    "territory-listed",
    "text-redated",
    "unclean-paste",
    "word-listed",
    "wrong-characters",
    "yearly-missing",
]


def test_rules_are_stored_contracts() -> None:
    assert list(RULES) == STORED
    assert all(info.title and info.basis for info in RULES.values())


def test_rule_set_version_sees_the_words() -> None:
    words = WordLists([Entry("布署", Level.GENERAL, "部署", "试")])
    assert rule_set_version(words) == rule_set_version(WordLists(words.entries))
    assert rule_set_version(words) != rule_set_version(WordLists([]))


def test_hostile_text() -> None:
    began = time.process_time()
    for hostile in ("布署" * 20_000, "13812345678，" * 5_000, "联系人电话" * 40_000, "9" * 500_000):
        check_page(checked(hostile))
    assert time.process_time() - began < 8
