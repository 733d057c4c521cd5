"""Names of columns and of units, and their near misses."""

from __future__ import annotations

import pytest

from county.units import ColumnKind
from crawler.discovery.column_names import EXACT, LIKELY, column_name, is_more, tidy_name
from crawler.discovery.hub_names import leads_to_columns, leads_to_units
from crawler.discovery.roster import ListedUnit, Roster
from crawler.discovery.unit_names import may_be_unit, normal_form


@pytest.mark.parametrize(
    ("text", "kind", "sureness"),
    [
        ("· 工作动态 >>", ColumnKind.NEWS, EXACT),
        ("镇街动态", ColumnKind.NEWS, EXACT),
        ("教育动态", ColumnKind.NEWS, LIKELY),
        ("领导分工", ColumnKind.LEADERS, EXACT),
        ("局领导介绍", ColumnKind.LEADERS, EXACT),
        ("主要职责", ColumnKind.FUNCTIONS, EXACT),
        ("行政规范性文件（12）", ColumnKind.POLICY, EXACT),
        ("公告公示", ColumnKind.NOTICES, EXACT),
        ("公示公告", ColumnKind.PUBLICITY, EXACT),
        ("政府信息公开年度报告", ColumnKind.ANNUAL_REPORT, EXACT),
        ("预算/决算", ColumnKind.BUDGET, EXACT),
        ("2025年部门预决算公开", ColumnKind.BUDGET, LIKELY),
        ("重大决策部署落实情况", ColumnKind.IMPLEMENTATION, EXACT),
        ("本单位规划计划", ColumnKind.PLAN, EXACT),
        ("双随机、一公开", ColumnKind.OTHER, EXACT),
    ],
)
def test_columns_are_told_by_name(text: str, kind: ColumnKind, sureness: int) -> None:
    found = column_name(text)
    assert found is not None
    assert (found.kind, found.sureness) == (kind, sureness)


@pytest.mark.parametrize(
    "text",
    [
        "上级动态",
        "国务院政策文件",
        "县领导活动",
        "关于印发工作计划的通知",
        "《社区管理办法》政策解读",
        "工作动态，请查看",
        "首页",
        "更多",
        "青山县教育局2026年部门预算公开说明及有关情况的报告",
    ],
)
def test_other_texts_are_no_columns(text: str) -> None:
    assert column_name(text) is None


def test_the_units_own_name_before_a_column_is_left_out() -> None:
    found = column_name("教育局工作动态", ("县教育局", "教育局"))
    assert found is not None
    assert (found.name, found.sureness) == ("工作动态", EXACT)


def test_a_link_that_only_says_more_has_no_name_of_its_own() -> None:
    assert is_more("更多>>")
    assert is_more("MORE +")
    assert tidy_name("【工作动态】更多") == "工作动态"


@pytest.mark.parametrize(
    "name",
    ["县教育局", "六广镇", "大石布依族乡", "县供销社", "市生态环境局青山分局", "经开区管委会", "县残联", "县委办公室"],
)
def test_names_of_units(name: str) -> None:
    assert may_be_unit(name)


@pytest.mark.parametrize(
    "name", ["新闻中心", "新闻发布会", "美丽乡镇", "工作动态", "互动中心", "怎么办", "乡镇", "公告栏", "首页"]
)
def test_names_of_other_things(name: str) -> None:
    assert not may_be_unit(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青山县教育局", "县教育局"),
        ("县发展和改革局", "发改局"),
        ("县人力资源和社会保障局", "县人社局"),
        ("白水镇人民政府", "白水镇"),
        ("河街街道办事处", "河街街道"),
        ("县市场监督管理局", "县市场监管局"),
    ],
)
def test_two_names_of_one_unit(one: str, other: str) -> None:
    assert normal_form(one, "青山县") == normal_form(other, "青山县")


def test_like_names_of_two_units_stay_apart() -> None:
    names = [
        "县教育局",
        "县体育局",
        "白水镇",
        "白水乡",
        "县财政局",
        "县政府办",
        "县委办",
        "县人大办",
        "县农业农村局",
        "县林业局",
    ]
    assert len({normal_form(name, "青山县") for name in names}) == len(names)


def test_a_longer_name_hides_the_one_inside_it() -> None:
    roster = Roster([ListedUnit("hbj", "市生态环境局"), ListedUnit("fj", "市生态环境局青山分局")], "青山县")
    [unit] = roster.named_in("当前位置：首页>市生态环境局青山分局>工作动态")
    assert roster.units[unit].listed == "fj"


def test_the_county_is_named_by_its_portal() -> None:
    roster = Roster([])
    roster.name_county("贵州省云州市青山县人民政府门户网站")
    assert roster.county == "青山县"


def test_menus_are_told_by_name() -> None:
    assert leads_to_units("部门信息公开")
    assert leads_to_columns("法定主动公开内容")
    assert not leads_to_units("依申请公开")
    assert not leads_to_columns("政府信息公开指南")
