"""`xuncha register`, `appeal`, `rule`, `score --diff`: a whole year's paperwork of one unit, by command."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from county.configuration.writing import write_units
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.home import Home
from evidence.schemes import keep_scheme
from scoring import scheme_text
from scoring.scheme_file import BUILT_IN as SCHEMES
from xuncha.__main__ import main

COUNTY = """
[county]
name = "修文县"
office = "修文县人民政府办公室信息科"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "http://127.0.0.1:9/"
allow_private = true
"""
UNIT = Unit(
    "caizheng",
    "县财政局",
    UnitClass.SECOND,
    "xiuwen",
    (Column("caizheng", "财政预决算", ColumnKind.BUDGET, "http://127.0.0.1:9/a/", 365),),
)
DAY = ("--today", "2026-03-31", "--by", "张三")


class Office:
    """A home without a single crawl, driven by command."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        (home / "county.toml").write_text(COUNTY, encoding="utf-8")
        write_units(home / "units.toml", [UNIT])

    def call(self, *words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--home", str(self.home)])

    def run(self, *words: str, code: int = 0) -> str:
        done = self.call(*words)
        assert done.exit_code == code, done.output
        return done.output

    def rows(self, *words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run(*words, "--json").splitlines()]

    def task(self, points: str, name: str = "专项整治") -> None:
        """A signed ad-hoc task: the shortest way to move a score."""
        values = (f"名称={name}", f"分值={points}", "确定日期=2026-03-01", "签批人=王主任")
        self.run("register", "add", "临时任务", "县财政局", *values, *DAY)

    def keep_scheme(self, today: dt.date) -> None:
        """What a night does with the scheme."""
        home = Home(self.home, self.home)
        with home.store() as store:
            keep_scheme(store, scheme_text(home.config, home.county()), today)

    def total(self, *words: str) -> float:
        [sheet] = self.rows("score", "--as-of", "2026-03-31", *words)
        return float(sheet["total"])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "home")


def test_an_entry_is_added_corrected_shown_and_retracted(office: Office) -> None:
    values = ("申请编号=2026-1", "收到日期=2026年3月2日")
    told = office.run("register", "add", "依申请公开", "县财政局", *values, *DAY, "--note", "当面申请")
    assert told == "已登记：YS-1（县财政局，张三）\n"
    [row] = office.rows("register", "list", "request", "--today", "2026-03-30")
    assert (row["id"], row["values"]["received"], row["reply_due"], row["days_left"], row["state"]) == (
        "YS-1",
        "2026-03-02",
        "2026-03-30",
        0,
        "open",
    )
    office.run("register", "correct", "ys-1", "已延期=是", "--today", "2026-04-01", "--by", "李四", "--note", "已批准")
    [row] = office.rows("register", "list", "--open", "--today", "2026-04-01")
    assert (row["state"], row["author"]) == ("open", "李四")
    assert "已延期：否 → 是" in office.run("register", "show", "YS-1")
    [row] = office.rows("register", "list", "--today", "2026-04-01", "--known-by", "2026-03-31")
    assert row["state"] == "overdue"
    office.run("register", "retract", "YS-1", "--by", "李四", "--note", "撤回申请")
    assert office.run("register", "list") == "没有登记。\n"
    assert [row["retracted"] for row in office.rows("register", "show", "YS-1")] == [False, False, True]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "报送", "县财政局", "事项"), "“事项”里没有等号；请写成 名称=内容，如 期间=2026。"),
        (("add", "报送", "县财政局", "收到的日期=2026-01-02"), "“报送”没有“收到的日期”这一项，请改成“收到日期”。"),
        (("add", "报送", "县财政局", "期间=2026", "period=2025"), "“period”写了两次；请只写一次。"),
        (("add", "报送簿", "县财政局", "期间=2026"), "没有登记簿“报送簿”；请从 报送、依申请公开、"),
        (("correct", "BS-1", "期间=2026"), "没有编号为 BS-1 的登记；请用 xuncha register list 查看编号。"),
        (("retract", "BS-1", "--note", "错了"), "没有编号为 BS-1 的登记，或者它已撤回；"),
        (("add", "报送", "教育局", "期间=2026"), "没有单位“教育局”，请"),
    ],
)
def test_a_wrong_call_is_one_sentence(office: Office, words: tuple[str, ...], sentence: str) -> None:
    done = office.call("register", *words, *DAY)
    assert done.exit_code in (1, 2)
    assert sentence in done.output
    assert "Traceback" not in done.output


def test_every_register_tells_how_it_is_filled_in(office: Office) -> None:
    told = office.run("register", "fields")
    assert all(word in told for word in ("年度报告", "(四)1", "(五)5", "截止日期（due，必填）", "待核、认可、不认可"))


def test_the_workbook_goes_out_and_comes_back_with_a_preview(office: Office, tmp_path: Path) -> None:
    office.task("-0.5")
    workbook = tmp_path / "登记簿.xlsx"
    assert office.run("register", "export", str(workbook)) == f"已导出 1 条登记到 {workbook}\n"
    assert office.run("register", "import", str(workbook), *DAY) == "与登记簿一致，没有差异。\n"
    book = openpyxl.load_workbook(workbook)
    book["临时任务"]["D2"] = -1
    for cell, value in {"B3": "县财政局", "C3": "评议", "D3": 0.5, "E3": "2026/3/2"}.items():
        book["临时任务"][cell] = value
    book.save(workbook)
    preview = office.run("register", "import", str(workbook), "--dry-run", *DAY)
    assert "工作表“临时任务”第 2 行　更正 RW-1\n　　分值：-0.5 → -1\n" in preview
    assert preview.endswith("2 处差异：新登记 1 条，更正 1 条。没有写入。\n")
    assert len(office.rows("register", "list")) == 1
    assert office.run("register", "import", str(workbook), *DAY).endswith("已写入 2 条（张三）\n")
    assert [row["values"]["points"] for row in office.rows("register", "list")] == ["-1", "0.5"]
    stale = office.run("register", "import", str(workbook), *DAY, code=1)
    assert "工作表“临时任务”第 3 行 C 列：这个单位的“评议、2026-03-02”已登记为 RW-2" in stale


def test_an_appeal_a_ruling_and_the_old_sheet(office: Office, tmp_path: Path) -> None:
    office.task("-1")
    before = office.total()
    [sheet] = office.rows("score", "--as-of", "2026-03-31")
    [entry] = [one for clause in sheet["clauses"] for one in clause["entries"] if one["points"] < 0]
    paper = tmp_path / "说明.pdf"
    paper.write_bytes(b"%PDF-1.4")
    words = ("县财政局", entry["id"][:8], "--reason", "已按时完成", "--document", str(paper), "--as-of", "2026-03-31")
    assert "已登记申诉 SS-1：县财政局　(六)" in office.run("appeal", *words, "--today", "2026-04-02", "--by", "李四")
    [case] = office.rows("appeals")
    assert (case["entry"], case["ruling"], case["document"]) == (entry["id"], None, "说明.pdf")
    ruled = office.run(
        *("rule", entry["id"], "waive", "--by", "王主任", "--reason", "属实"),
        *("--as-of", "2026-03-31", "--today", "2026-04-05"),
    )
    assert ruled.startswith("已裁定 CD-1：县财政局　(六)　免扣　总分 ")
    assert office.run("appeals") == "没有待裁定的申诉。\n"
    assert office.total() == before + 1
    assert office.total("--known-by", "2026-04-04") == office.total("--decided-by", "2026-04-04") == before
    [change] = office.rows("score", "--diff", "2026-03-31", "2026-03-31", "--known-by", "2026-04-05")
    assert change["moves"] == [{"cause": "ruling", "points": 1}]
    assert [one["id"] for one in change["entries"]] == [entry["id"]]
    [proof] = office.rows("evidence", "SS-1")
    assert [one["verified"] for one in proof["documents"]] == [True]
    [proof] = office.rows("evidence", entry["id"], "--as-of", "2026-03-31")
    assert (proof["id"], proof["receipts"][0]["author"], proof["documents"]) == ("task:RW-1", "张三", [])
    assert proof["said"].startswith("登记（临时任务 RW-1，共 1 次登记）：名称 专项整治，分值 -1，确定日期 2026-03-01，")
    next((office.home / "registers").iterdir()).write_bytes(b"forged")
    assert "散列值不符" in office.run("evidence", "SS-1", code=1)
    wrong = office.call("appeal", "县财政局", "ffffffff", "--reason", "x", "--by", "y", "--as-of", "2026-03-31")
    assert "没有编号为 ffffffff 的明细" in wrong.output


def test_what_was_written_down_later_is_laid_to_the_register(office: Office) -> None:
    office.task("-1")
    office.run("register", "correct", "RW-1", "分值=-2", "--today", "2026-04-03", "--by", "张三")
    [change] = office.rows("score", "--diff", "2026-03-31", "2026-04-03")
    assert {"cause": "register", "points": -1} in change["moves"]
    assert "改变　(六)" in office.run("score", "--diff", "2026-03-31", "2026-04-03")


def test_a_changed_scheme_is_told_apart_and_the_old_sheet_stays(office: Office) -> None:
    """A floor of 36 points from April on; nobody has lost or won anything, so it alone moves the total."""
    built_in = (SCHEMES / "xiuwen.toml").read_text(encoding="utf-8")
    scheme = office.home / "本县.toml"
    scheme.write_text(built_in, encoding="utf-8")
    county = (office.home / "county.toml").read_text(encoding="utf-8")
    (office.home / "county.toml").write_text(county.replace('"xiuwen"', '"本县.toml"', 1), encoding="utf-8")
    office.keep_scheme(dt.date(2026, 3, 31))
    scheme.write_text(built_in.replace("floor = 0", "floor = 36", 1), encoding="utf-8")
    office.keep_scheme(dt.date(2026, 4, 30))
    assert office.total("--known-by", "2026-03-31") == 35
    assert office.total("--known-by", "2026-04-30") == office.total() == 36
    [change] = office.rows("score", "--diff", "2026-03-31", "2026-03-31", "--known-by", "2026-04-30")
    assert (change["moves"], change["entries"]) == ([{"cause": "scheme", "points": 1}], [])


def test_a_home_without_its_store_has_all_that_people_wrote(office: Office) -> None:
    office.task("-1")
    [sheet] = office.rows("score", "--as-of", "2026-03-31")
    [entry] = [one for clause in sheet["clauses"] for one in clause["entries"] if one["points"] < 0]
    office.run("rule", entry["id"], "withdraw", "--by", "王", "--reason", "查无此事", "--as-of", "2026-03-31")
    told = office.rows("register", "list"), office.total(), office.rows("appeals", "--all")
    for leftover in office.home.glob("evidence.db*"):
        leftover.unlink()
    assert (office.rows("register", "list"), office.total(), office.rows("appeals", "--all")) == told
    assert "没有断点" in office.run("audit", "verify")


def test_no_message_repeats_a_personal_number(office: Office) -> None:
    who = ("--today", "2026-03-31", "--by", "张三 13812345678")
    values = ("事项=年度报告", "期间=2025", "收到日期=2026-01-20")
    said = [office.run("register", "add", "报送", "县财政局", *values, *who)]
    said += [office.run("register", "correct", "BS-1", "收到日期=2026-01-19", *who)]
    said += [office.run("register", "retract", "BS-1", "--note", "登记错单位", *who)]
    assert all("张三 138****5678" in line for line in said)


def test_a_mistyped_id_in_a_name_is_masked_too(office: Office) -> None:
    wrong = "520123199001011237"
    values = ("条款=(四)1", f"名称=解读 {wrong}", "发生日期=2026-02-01")
    office.run("register", "add", "加分申报", "县财政局", *values, *DAY)
    assert "解读 520123********1237" in office.run("register", "show", "JF-1")
    assert wrong not in "".join(path.read_text("utf-8") for path in office.home.glob("*.jsonl"))


def test_an_unknown_clause_is_answered_with_the_choices_never_with_its_neighbour(office: Office) -> None:
    values = ("条款=(五)6", "名称=错字", "发生日期=2026-02-01")
    said = office.run("register", "add", "事件", "县财政局", *values, *DAY, code=1)
    assert "请从中选一个" in said
    assert "(五)8 个人信息全号" in said
    assert "请改成" not in said


def test_a_day_that_is_none_is_refused_in_chinese(office: Office) -> None:
    assert "“2026-13-01”不是日期，请写成 2026-03-05。" in office.run("score", "--as-of", "2026-13-01", code=2)


def test_a_comparison_calls_what_is_not_due_by_the_name_it_has_on_the_sheet(office: Office) -> None:
    said = office.run("score", "--diff", "2025-12-30", "2026-03-31")
    assert "未到期 0（巡查和到期）　《政务公开工作实施方案》（2026）" in said


def test_an_export_into_a_folder_that_is_not_there(office: Office) -> None:
    said = office.run("register", "export", str(office.home / "没有" / "登记簿.xlsx"), code=1)
    assert said == "错误：登记簿.xlsx：文件夹不存在，请先建好文件夹，或改写路径。\n"


def test_a_ruling_is_not_older_than_the_year_it_rules_on(tmp_path: Path) -> None:
    office = Office(tmp_path / "home")
    told = office.call("rule", "abc", "waive", "--reason", "会议决定", "--on", "2025-12-31", *DAY)
    assert (told.exit_code, "早于考核年度的第一天 2026-01-01" in told.stderr) == (2, True)
