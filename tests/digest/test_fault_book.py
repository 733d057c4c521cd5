"""整改台账.xlsx: written, filled in, read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from made_material import AS_OF, HOST, HOSTILE, make_finding, make_material, make_units
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.finding import FindingState, Level
from digest.fault_book import write_fault_book
from digest.fault_book_layout import CHOICES, HEADERS, SHEET
from digest.fault_book_reading import Answer, read_ledger
from digest.faults import Fault

UNITS = make_units(2)
KNOWN = [
    make_finding(UNITS[0], 1, level=Level.SERIOUS, words="攻府"),
    make_finding(UNITS[0], 2),
    make_finding(UNITS[0], 3, state=FindingState.GONE, gone=True),
    make_finding(UNITS[1], 4, level=Level.SERIOUS, state=FindingState.OPEN, words="攻府"),
    make_finding(UNITS[1], 5, state=FindingState.DISMISSED),
]
MATERIAL = make_material(UNITS, KNOWN, titles={"unit1-page1": "一篇文章"})
FIRST_ROW = 4


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, tuple[Fault, ...]]:
    path = tmp_path / "book.xlsx"
    return path, write_fault_book(path, MATERIAL)


def fill(path: Path, change: Callable[[Worksheet, dict[str, int]], object]) -> Path:
    """Opens the book as a unit would, changes it and saves it."""
    book = openpyxl.load_workbook(path)
    change(book[SHEET], {header.key: place for place, header in enumerate(HEADERS, start=1)})
    book.save(path)
    return path


def answer_first(sheet: Worksheet, columns: dict[str, int]) -> None:
    sheet.cell(FIRST_ROW, columns["answer"], "已整改")


def sentences(path: Path, faults: tuple[Fault, ...]) -> list[str]:
    with pytest.raises(ConfigurationErrors) as caught:
        read_ledger(path, faults)
    return [str(error) for error in caught.value.errors]


def test_established_faults_stand_in_it_with_all_their_columns(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert [cell.value for cell in sheet[FIRST_ROW - 1]] == [header.name for header in HEADERS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    assert [row[-2] for row in rows] == [fault.id for fault in faults]
    assert {fault.id for fault in faults} == {one.id for one in KNOWN[:3]}
    assert rows[0][:7] == [1, "第1局", "工作动态", "错敏词（词表）", "严重", "一篇文章", f"{HOST}/unit1-page1.html"]
    assert rows[0][9:12] == ["请改为“部署”\n依据：《现代汉语词典》（第7版）", "2026-03-06", "2026-03-11"]
    assert [row[11] for row in rows] == ["2026-03-11", "2026-03-20", "2026-03-20"]
    checked = {row[-2]: row[15] for row in rows}
    assert [checked[one.id] for one in KNOWN[:3]] == [*["2026-03-06 仍存在"] * 2, "2026-03-06 复核，问题已不存在"]


def test_the_faulty_words_are_red_and_answers_are_offered(written: tuple[Path, tuple[Fault, ...]]) -> None:
    sheet = openpyxl.load_workbook(written[0], rich_text=True)[SHEET]
    said = sheet.cell(FIRST_ROW, 9).value
    assert isinstance(said, CellRichText)
    red = [part.text for part in said if isinstance(part, TextBlock) and part.font.color.rgb == "FFFF0000"]
    assert red == ["攻府"]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [rule.formula1 for rule in lists] == [f'"{",".join(CHOICES)}"']
    assert sheet.print_title_rows == "$3:$3"


def test_what_a_unit_fills_in_comes_back(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written

    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(FIRST_ROW, columns["answer"], " 已整改\x0b，联系 13800138000 ".replace("\x0b", ""))
        sheet.cell(FIRST_ROW, columns["mended_on"], "2026年3月7日")
        sheet.cell(FIRST_ROW, columns["person"], "张三")
        sheet.cell(FIRST_ROW + 1, columns["answer"], "正在整改")
        sheet.cell(FIRST_ROW + 1, columns["mended_on"]).value = dt.datetime(2026, 3, 8)
        sheet.cell(FIRST_ROW + 1, columns["unit"], "改了也不要紧")

    assert read_ledger(fill(path, change), faults) == (
        Answer(4, faults[0].id, "已整改，联系 138****8000", dt.date(2026, 3, 7), "张三"),
        Answer(5, faults[1].id, "正在整改", dt.date(2026, 3, 8), ""),
    )


def test_rows_may_be_sorted_and_a_line_put_above(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written

    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(FIRST_ROW + 2, columns["answer"], "已整改")
        sheet.delete_rows(FIRST_ROW, 1)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(1)

    assert [answer.id for answer in read_ledger(fill(path, change), faults)] == [faults[2].id]


def test_nothing_filled_in_gives_nothing(written: tuple[Path, tuple[Fault, ...]]) -> None:
    assert read_ledger(*written) == ()


Change = Callable[[Worksheet, dict[str, int]], object]


def put(row: int, key: str, value: object, *, answered: bool = True) -> Change:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        if answered:
            answer_first(sheet, columns)
            sheet.cell(FIRST_ROW, columns["person"], "张三")
        sheet.cell(row, columns[key]).value = value

    return change


FAULTY: list[tuple[Change, str]] = [
    (put(4, "id", "0123456789abcdef"), "第 4 行 Q 列：编号“0123456789abcdef”被改动过"),
    (put(5, "id", "0123456789abcdef", answered=False), "第 5 行 Q 列：编号“0123456789abcdef”被改动过"),
    (put(4, "code", "0123456789"), "第 4 行 R 列：校验码不符"),
    (put(4, "mended_on", "上周"), "第 4 行 N 列：整改时间“上周”不是日期，请写成 2026-03-05 这样。"),
    (put(4, "answer", None), "没有填写"),
    (put(4, "answer", "=1+1"), "第 4 行 M 列：这一格是公式"),
    (put(4, "answer", "长" * 501), "第 4 行 M 列：“整改情况”有 501 个字"),
    (put(3, "id", "号码"), "缺少表头“编号”"),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTY)
def test_every_row_that_was_edited_is_named(
    written: tuple[Path, tuple[Fault, ...]], change: Change, sentence: str
) -> None:
    path, faults = written

    (said,) = sentences(fill(path, change), faults)
    assert f"工作表“{SHEET}”" in said
    assert sentence in said


def test_rows_that_are_out_of_date_are_named(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written
    fill(path, answer_first)
    (withdrawn,) = sentences(path, faults[1:])
    assert "第 4 行 Q 列" in withdrawn
    assert "不在现在的台账里" in withdrawn
    (regraded,) = sentences(path, (replace(faults[0], level=Level.GENERAL), *faults[1:]))
    assert "第 4 行 R 列：校验码不符" in regraded


def test_an_unanswered_row_that_is_out_of_date_hurts_nobody(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written
    assert len(read_ledger(fill(path, answer_first), faults[:1])) == 1


def test_a_row_that_stands_twice_is_named(written: tuple[Path, tuple[Fault, ...]]) -> None:
    path, faults = written

    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        answer_first(sheet, columns)
        sheet.append([cell.value for cell in sheet[FIRST_ROW]])

    assert sentences(fill(path, change), faults) == [
        f"book.xlsx 工作表“{SHEET}”第 7 行 Q 列：与第 4 行是同一个问题，请只留一行。"
    ]


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(ConfigurationError, match="没有“整改台账”工作表"):
        read_ledger(tmp_path / "other.xlsx", ())


def test_nothing_from_the_web_becomes_a_formula_and_the_row_still_comes_back(tmp_path: Path) -> None:
    units = make_units(1)
    known = [make_finding(units[0], number, quote=f"{text}布署", url=text) for number, text in enumerate(HOSTILE)]
    titles = {f"unit1-page{number}": text for number, text in enumerate(HOSTILE)}
    material = make_material(units, known, titles)
    faults = write_fault_book(tmp_path / "book.xlsx", material, units[0])
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")[SHEET]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == ["http://evil.example/"]

    def answer_all(filled: Worksheet, columns: dict[str, int]) -> None:
        for row in range(FIRST_ROW, FIRST_ROW + len(HOSTILE)):
            filled.cell(row, columns["answer"], "已整改")

    answers = read_ledger(fill(tmp_path / "book.xlsx", answer_all), faults)
    assert [answer.id for answer in answers] == [fault.id for fault in faults]


def test_the_deadline_of_a_counted_fault_runs_from_its_first_night(tmp_path: Path) -> None:
    late = make_finding(UNITS[1], 1, state=FindingState.OPEN, night=AS_OF - dt.timedelta(days=4))
    faults = write_fault_book(tmp_path / "book.xlsx", make_material(UNITS, [late]))
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")[SHEET]
    assert [fault.standing.value for fault in faults] == ["已计分"]
    assert sheet.cell(FIRST_ROW, 12).value == "2026-03-16"


def test_a_county_without_faults_gives_an_empty_book(tmp_path: Path) -> None:
    assert write_fault_book(tmp_path / "book.xlsx", make_material()) == ()
    assert read_ledger(tmp_path / "book.xlsx", ()) == ()
