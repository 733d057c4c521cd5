"""The checks of personal data beyond numbers: health, addresses, masks, births of minors, lists past their time."""

from __future__ import annotations

import datetime as dt

import pytest
from made_history import checked

from checks import check_page
from county.finding import Finding, Level
from county.text import Table, Text


def _list(header: tuple[str, ...], *rows: tuple[str, ...], before: str = "") -> Text:
    head = before + "\t".join(header) + "\n"
    content = head + "".join("\t".join(row) + "\n" for row in rows)
    return Text(content, (Table("表1", header, len(head), len(content)),))


def _rules(text: str | Text) -> list[str]:
    return [finding.rule for finding in check_page(checked(text))]


@pytest.mark.parametrize(
    ("header", "cell", "rule"),
    [
        ("病种", "尿毒症", "personal-health"),
        ("残疾类别", "肢体", "personal-health"),
        ("致贫原因", "因病", "personal-health"),
        ("备注", "白血病", "personal-health"),
        ("类别", "智力残疾二级", "personal-health"),
        ("体检结果", "乙肝大三阳", "personal-health"),
        ("家庭住址", "修文县龙场镇人民路12号", "personal-address"),
        ("身份证号", "5201231980****1234", "personal-mask"),
        ("身份证号", "52012319800304123*", "personal-mask"),
        ("身份证号", "5.20123E+17", "personal-id"),
        ("银行账号", "6.22203E+18", "personal-account"),
    ],
)
def test_a_column_beside_names(header: str, cell: str, rule: str) -> None:
    [finding] = check_page(checked(_list(("姓名", header), ("张国珍", cell), ("李国珍", cell))))
    assert (finding.rule, finding.words, finding.count) == (rule, header, 2)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("病种", "报销比例"), ("高血压", "70%")),
        (("姓名", "病种"), ("张**", "尿毒症")),
        (("姓名", "科室", "擅长病种"), ("张国珍", "内科", "冠心病")),
        (("姓名", "健康状况"), ("张国珍", "良好")),
        (("姓名", "说明"), ("张国珍", "糖尿病科普")),
        (("姓名", "事迹简介"), ("张国珍", "照顾瘫痪婆婆十年")),
        (("姓名", "凭证"), ("张国珍", "20240115123456789*")),
        (("姓名", "家庭住址"), ("张国珍", "修文县龙场镇红旗村")),
        (("企业名称", "法定代表人姓名", "住所"), ("甲公司", "张国珍", "人民路12号")),
        (("姓名", "身份证号"), ("张国珍", "520123********1234")),
        (("姓名", "身份证号", "年龄"), ("张国珍", "520123********1234", "45")),
    ],
)
def test_a_column_that_tells_of_nobody(header: tuple[str, ...], row: tuple[str, ...]) -> None:
    assert _rules(_list(header, row, row)) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("村民张国珍身患尿毒症。", "personal-health"),
        ("张国珍，男，1965年出生，因患肺癌长期卧床。", "personal-health"),
        ("尿毒症患者张国珍，二组村民", "personal-health"),
        ("张国珍（视力残疾一级）", "personal-health"),
        ("张国珍系艾滋病感染者。", "personal-health"),
        ("姓名：张国珍\n病种：慢性肾衰竭", "personal-health"),
        ("张国珍家住修文县龙场镇人民路8号2栋1单元301室。", "personal-address"),
        ("姓名\t张国珍\n民族\t汉族\n文化程度\t初中\n家庭住址\t龙场镇人民路8号2栋301室\n", "personal-address"),
        ("张国珍，身份证号5201231980****1234", "personal-mask"),
        ("张国珍，1980年3月5日出生，身份证号520123********1234", "personal-mask"),
    ],
)
def test_a_sentence_about_somebody(content: str, rule: str) -> None:
    [finding] = check_page(checked(content))
    assert (finding.rule, finding.level) == (rule, Level.SUSPECTED)
    assert "张国珍" not in finding.words


@pytest.mark.parametrize(
    "content",
    [
        "高血压患者管理，签约率95%。",
        "方便患有慢性病的群众就近购药。",
        "张某某身患癌症，享有大病医保。",
        "王女士患有高血压。",
        "企业名称\t甲公司\n法定代表人姓名\t张国珍\n成立日期\t2020年\n现住址\t龙场镇人民路8号2栋301室\n",
        "李国珍，糖尿病科主任，从医三十年。",
        "王国珍，男，心脏病学博士",
        "张国珍为白血病患儿捐款5000元。",
        "办公地址：修文县龙场镇人民路12号政务中心3楼301室。",
        "手机138****1234，身份证号35*************123",
    ],
)
def test_a_sentence_about_nobody(content: str) -> None:
    assert _rules(content) == []


def test_a_mask_beside_the_date_of_birth_hides_nothing() -> None:
    [finding] = check_page(
        checked(_list(("姓名", "出生日期", "身份证号"), ("张国珍", "1980-03-05", "520123********1234")))
    )
    assert (finding.rule, finding.words, finding.count) == ("personal-mask", "身份证号", 1)


def test_dates_of_birth_of_pupils() -> None:
    row = ("张国珍", "三班", "2015-03-04")
    assert _rules(_list(("学生姓名", "班级", "出生日期"), row, row)) == ["personal-birth"]
    assert _rules(_list(("姓名", "职务", "出生日期"), row, row)) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [(dt.date(2029, 3, 3), True), (dt.date(2029, 3, 4), False), (dt.date(2014, 3, 4), False), (None, False)],
)
def test_a_date_of_birth_tells_who_is_a_child(day: dt.date | None, told: bool) -> None:
    text = _list(
        ("姓名", "救助金额", "出生年月日"), ("张国珍", "500", "2015年3月4日"), ("李国珍", "500", "1970年3月4日")
    )
    found = [finding for finding in check_page(checked(text, day=day)) if finding.rule == "personal-birth"]
    assert [finding.count for finding in found] == [1] * told


def _expired(period: str, day: dt.date | None = None) -> list[Finding]:
    row = ("张国珍", "520123********1234")
    text = _list(("姓名", "身份证号"), row, row, row, before=f"现予公示。{period}。\n")
    return [found for found in check_page(checked(text, day=day)) if found.rule == "publicity-expired"]


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("公示期：2024年3月1日至3月7日", "2024-03-08"),
        ("公示时间为2024年2月28日—2024年3月5日", "2024-03-06"),
        ("公示期自2024.3.1起至2024.3.7止", "2024-03-08"),
        ("公示期7天", "2024-03-09"),
        ("公示期为5个工作日", "2024-03-22"),
        ("公示时间：2024年3月1日至7日", "2024-03-08"),
    ],
)
def test_a_list_is_due_after_its_period(period: str, due: str) -> None:
    [finding] = _expired(period, dt.date(2024, 3, 1))
    assert finding.due == due


@pytest.mark.parametrize("period", ["公示期满后发放", "公示期至2024年2月30日", "公示期7天"])
def test_a_period_that_names_no_day_is_none(period: str) -> None:
    assert _expired(period) == []
