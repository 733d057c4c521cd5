"""The registers as a workbook: nothing is lost on the way out and back, and every wrong cell is named."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from made_office import DUTY, HAND_IN, TERMS, TODAY, clerk, document
from openpyxl.workbook import Workbook

from county.books.book import BOOKS
from county.books.workbook_export import export_registers
from county.books.workbook_import import RegisterWorkbook
from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.register import Register
from evidence.registers.entries import known_versions, registers, versions_of
from evidence.registers.intake import Difference, take_in
from evidence.store import Store

LATER = TODAY + dt.timedelta(days=1)
ONE_OF_EACH: dict[Register, dict[str, str]] = {
    Register.HAND_IN: HAND_IN | {"due": "2026-02-10"},
    Register.REQUEST: {
        "number": "修公开〔2026〕1号",
        "received": "2026-03-02",
        "replied": "2026-03-09",
        "extended": "是",
        "excluded_days": "3",
    },
    Register.BONUS: {
        "clause": "(四)1",
        "title": '=HYPERLINK("http://127.0.0.1") & <解读>',
        "happened_on": "2026-02-02",
        "times": "2",
    },
    Register.EVENT: {"clause": "(五)5", "title": "问题清单第3项", "happened_on": "2026-02-02", "signed_by": "王主任"},
    Register.TASK: {"title": "专项整治", "points": "-0.5", "decided_on": "2026-03-01"},
    Register.DUTY: DUTY,
    Register.EXEMPTION: {"column": "工作动态", "since": "2026-02-10", "until": "2026-02-24", "reason": "机构改革"},
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one entry in each register, and what its export wrote."""
    folder = tmp_path_factory.mktemp("office")
    store = Store(folder / "evidence.db")
    for register, texts in ONE_OF_EACH.items():
        clerk(store).add(register, "龙场街道办事处", texts, note="当面交，备注：A&B <1>")
    export_again(store)
    store.close()
    return folder


@pytest.fixture
def store(office: Path, tmp_path: Path) -> Store:
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    return Store(tmp_path / "evidence.db")


def exported(store: Store) -> Path:
    return store.path.with_name("registers.xlsx")


def export_again(store: Store) -> Path:
    export_registers(exported(store), "修文县登记簿", "信息科", known_versions(store), TERMS)
    return exported(store)


def edit(path: Path, change: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(sheet: str, **cells: object) -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return change


def bring_in(store: Store, path: Path, *, dry_run: bool = False) -> list[Difference]:
    return take_in(clerk(store, LATER, "李四"), RegisterWorkbook.read(path), dry_run=dry_run)


def sentences(store: Store, path: Path) -> list[str]:
    before = known_versions(store)
    with pytest.raises(ConfigurationErrors) as caught:
        bring_in(store, path)
    assert known_versions(store) == before
    return [str(error).partition("工作表")[2] for error in caught.value.errors]


def test_a_book_has_a_sheet_a_register_with_drop_downs_and_instructions(store: Store) -> None:
    book = openpyxl.load_workbook(exported(store))
    assert book.sheetnames == [*map(str, Register), "选项", "填写说明"]
    assert [cell.value for cell in book["依申请公开"][1]] == [
        "编号",
        "单位",
        "申请编号",
        "收到日期",
        "答复日期",
        "已延期",
        "扣除天数",
        "被依法纠错",
        "说明",
        "登记日期",
        "登记人",
        "附件",
        "校验码",
    ]
    lists = {next(iter(rule.sqref.ranges)).coord[0]: rule for rule in book["报送"].data_validations.dataValidation}
    assert (lists["B"].formula1, lists["C"].formula1) == ("选项!$A$2:$A$3", "选项!$C$2:$C$3")
    assert book["报送"]["E2"].value == dt.datetime(2026, 1, 20)
    assert book["加分申报"]["D2"].data_type == "s"


def test_out_and_back_changes_nothing(store: Store) -> None:
    before = known_versions(store)
    assert bring_in(store, exported(store)) == []
    assert bring_in(store, edit(exported(store), lambda book: None)) == []
    assert known_versions(store) == before


def test_copied_into_new_rows_every_register_comes_back_whole(store: Store, tmp_path: Path) -> None:
    """The same rows without ids, taken in by an office that has nothing yet."""
    path = exported(store)

    def forget_ids(book: Workbook) -> None:
        for register in BOOKS:
            book[str(register)]["A2"] = None

    edit(path, forget_ids)
    (tmp_path / "other").mkdir()
    other = Store(tmp_path / "other" / "evidence.db")
    assert len(bring_in(other, path)) == len(BOOKS)
    told = [[(one.register, one.entry) for one in known_versions(store)] for store in (store, other)]
    for (register, mine), (_, theirs) in zip(*told, strict=True):
        assert type(mine) is BOOKS[register].entry
        for key in ("id", "unit", *(field.key for field in BOOKS[register].fields)):
            assert getattr(theirs, key) == getattr(mine, key), (register, key)
        assert theirs.receipt.note == mine.receipt.note


def test_edited_rows_are_corrections_and_new_rows_new_entries(store: Store) -> None:
    new = {"B3": "县财政局", "C3": "基层政务公开推进情况表", "D3": "2026上半年", "E3": "2026/3/5"}
    path = edit(exported(store), put("报送", E2="2026年1月19日", G2="看错了", **new))
    preview = bring_in(store, path, dry_run=True)
    assert [(one.place, one.before is None) for one in preview] == [
        ("工作表“报送”第 2 行", False),
        ("工作表“报送”第 3 行", True),
    ]
    assert len(known_versions(store)) == len(BOOKS)
    told = bring_in(store, path)
    assert [(change.name, change.before, change.after) for change in told[0].changes] == [
        ("收到日期", "2026-01-20", "2026-01-19"),
        ("说明", "当面交，备注：A&B <1>", "看错了"),
    ]
    known = registers(store)
    [corrected], [added] = known["longchang"].hand_ins, known["caizheng"].hand_ins
    assert (corrected.received, corrected.receipt.author) == (dt.date(2026, 1, 19), "李四")
    assert (added.id, added.item, added.period, added.received) == (
        "BS-2",
        "progress",
        "2026-H1",
        dt.date(2026, 3, 5),
    )
    assert bring_in(store, export_again(store)) == []


def test_a_document_stays_with_a_corrected_row(store: Store, tmp_path: Path) -> None:
    kept = clerk(store).correct("SJ-1", {}, document(tmp_path)).entry.receipt
    bring_in(store, edit(export_again(store), put("事件", F2=2)))
    assert registers(store)["longchang"].events[0].receipt.sha256 == kept.sha256


def test_a_row_whose_entry_was_changed_meanwhile_is_refused(store: Store) -> None:
    path = edit(exported(store), put("报送", D2="2024"))
    clerk(store, LATER, "赵六").correct("BS-1", {"received": "2026-01-21"})
    changed = "BS-1 在导出之后改过（赵六，2026年4月1日），或者校验码被改动"
    assert sentences(store, path) == [f"“报送”第 2 行 K 列：{changed}，请重新导出，在新表里改这一行。"]


def test_an_untouched_row_does_not_undo_a_later_correction(store: Store) -> None:
    path = edit(exported(store), put("临时任务", D2=-1))
    clerk(store, LATER).correct("BS-1", {"received": "2026-01-21"})
    clerk(store, LATER).retract("SJ-1", "查无此事")
    assert [one.after.entry.id for one in bring_in(store, path)] == ["RW-1"]
    assert registers(store)["longchang"].hand_ins[0].received == dt.date(2026, 1, 21)


def test_an_edited_row_that_says_what_stands_already_changes_nothing(store: Store) -> None:
    path = edit(exported(store), put("报送", D2="2025年度", F2="2026.2.10"))
    assert bring_in(store, path) == []
    assert len(versions_of(store, "BS-1")) == 1


def number_in_a_plain_cell(book: Workbook) -> None:
    """What is left of a date where the format of the cell was lost."""
    book["报送"]["E2"] = 46086
    book["报送"]["E2"].number_format = "General"


FAULTS: list[tuple[Callable[[Workbook], object], str]] = [
    (put("报送", B2="龙场街道办"), "“报送”第 2 行 B 列：没有单位“龙场街道办”，请改成“龙场街道办事处”。"),
    (put("报送", B2=None), "“报送”第 2 行 B 列：“单位”没有填写，请补上。"),
    (
        put("报送", E2="今天"),
        "“报送”第 2 行 E 列：收到日期“今天”不是日期，请写成 2026-03-05，年份在 2000 至 2100 之间。",
    ),
    (put("报送", E2=20260305), "“报送”第 2 行 E 列：这一格不是日期，请写成 2026-03-05 这样。"),
    (number_in_a_plain_cell, "“报送”第 2 行 E 列：这一格不是日期，请写成 2026-03-05 这样。"),
    (put("报送", E2="=TODAY()"), "“报送”第 2 行 E 列：这一格是公式，请改成公式算出的文字（复制后“选择性粘贴—数值”）。"),
    (put("报送", C2="工作年报"), "“报送”第 2 行 C 列：没有“工作年报”这个事项，请从中选一个（可选："),
    (
        put("报送", E2=dt.datetime(2027, 1, 1)),
        "“报送”第 2 行 E 列：收到日期 2027-01-01 还没有到，请写 2026-04-01 或以前的日期。",
    ),
    (put("责任清单", G2="2025-12-31"), "“责任清单”第 2 行 G 列：截止日期 2025-12-31 早于起算日期 2026-01-01，"),
    (put("责任清单", D2="预决算"), "“责任清单”第 2 行 D 列：龙场街道办事处没有“预决算”这个栏目，请"),
    (put("事件", C2="(四)1"), "“事件”第 2 行 C 列：没有“(四)1”这个条款，请"),
    (put("临时任务", D2="五分"), "“临时任务”第 2 行 D 列：分值“五分”不是数字，"),
    (put("依申请公开", C2=20260001), "“依申请公开”第 2 行 C 列：这一格是数字，应为文本，"),
    (lambda book: book["报送"].merge_cells("D2:D3"), "“报送”第 2 行 D 列：单元格 D2:D3 合并了，请取消合并，"),
    (put("报送", C1="报送内容"), "“报送”第 1 行：缺少表头“事项”，请补上这一列，"),
    (put("报送", A2="BS-9"), "“报送”第 2 行 A 列：没有编号为 BS-9 的登记，或者它已撤回，新登记的编号请留空，"),
    (put("报送", A2="QD-1", D2="2024"), "“报送”第 2 行 A 列：没有编号为 QD-1 的登记，或者它已撤回，"),
    (put("报送", D2="2024", K2=None), "“报送”第 2 行 K 列：BS-1 在导出之后改过（张三，2026年3月31日），"),
    (
        put("报送", A3="BS-1", B3="县财政局", C3="annual-report", D3="2025"),
        "“报送”第 3 行 A 列：编号“BS-1”与第 2 行相同，新登记的一行请清空编号，其余请只留一行。",
    ),
    (
        put("报送", B3="龙场街道办事处", C3="annual-report", D3="2025"),
        "“报送”第 3 行 C 列：这个单位的“政府信息公开工作年度报告、2025”已登记为 BS-1（2026年3月31日），",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS)
def test_every_wrong_cell_is_named(store: Store, change: Callable[[Workbook], object], sentence: str) -> None:
    assert sentences(store, edit(exported(store), change))[0].startswith(sentence)


def test_two_equal_new_rows_are_one_too_many(store: Store) -> None:
    row = {"B": "县财政局", "C": "annual-report", "D": "2025"}
    cells = {f"{column}{number}": value for number in (3, 4) for column, value in row.items()}
    [sentence] = sentences(store, edit(exported(store), put("报送", **cells)))
    assert sentence.startswith("“报送”第 4 行 C 列：这个单位的“政府信息公开工作年度报告、2025”已登记为 BS-2")


def test_a_number_where_a_year_belongs_and_extra_columns_do_no_harm(store: Store) -> None:
    change = put("报送", D2=2024, L1="备注", L2="自己加的")
    [difference] = bring_in(store, edit(exported(store), change))
    assert difference.after.entry == registers(store)["longchang"].hand_ins[0]


def test_what_is_no_workbook_of_ours_is_told(store: Store, tmp_path: Path) -> None:
    strange = Workbook()
    strange.save(tmp_path / "strange.xlsx")
    with pytest.raises(ConfigurationError, match="没有一个认得的工作表（现有：Sheet）"):
        RegisterWorkbook.read(tmp_path / "strange.xlsx")
    with pytest.raises(ConfigurationError, match="xuncha register export"):
        RegisterWorkbook.read(tmp_path / "missing.xlsx")


def test_a_name_in_gbk_can_be_told(tmp_path: Path) -> None:
    named = os.fsencode(tmp_path) + b"/" + "登记簿.xlsx".encode("gb18030")
    path = Path(os.fsdecode(named))
    path.write_bytes(b"no workbook")
    with pytest.raises(ConfigurationError) as caught:
        RegisterWorkbook.read(path)
    assert str(caught.value).startswith("登记簿.xlsx：这不是 .xlsx 表格")
