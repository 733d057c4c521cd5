"""考核评分表.xlsx, read back."""

from __future__ import annotations

import warnings
from pathlib import Path

import openpyxl
import pytest
from made_material import AS_OF, FORMULA, HOST, HOSTILE, make_finding, make_material, make_units
from openpyxl.workbook import Workbook

from county.finding import FindingState, Level
from county.visit import Verdict
from digest.material import Material
from digest.score_book import write_score_book
from scoring import ranked


def read_back(path: Path, material: Material) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_score_book(path / "book.xlsx", material)
        return openpyxl.load_workbook(path / "book.xlsx")


def texts(book: Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def material() -> Material:
    units = make_units(5)
    known = [
        make_finding(units[0], 1),
        make_finding(units[0], 2, level=Level.SERIOUS, state=FindingState.OPEN, words="攻府"),
        make_finding(units[3], 3, state=FindingState.DISMISSED),
    ]
    return make_material(units, known)


def test_every_unit_stands_in_the_totals_by_class_and_place(material: Material, tmp_path: Path) -> None:
    book = read_back(tmp_path, material)
    sheet = book["总表"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=7)]
    expected: list[list[object]] = []
    for unit_class, group in ranked(material.sheets).items():
        expected.append([f"{unit_class}单位（{len(group)} 个）", None, None])
        expected += [[one.text.replace("（并列）", " 并列"), one.sheet.name, float(one.sheet.total)] for one in group]
    assert rows == expected
    heads = [cell.value for cell in sheet[3]]
    assert heads[:4] == ["名次", "单位", "总分", f"{material.scheme.sections[0].id}{material.scheme.sections[0].title}"]
    assert heads[-3:] == ["待核分值", "未观测", "明细"]


def test_a_sheet_a_unit_holds_every_entry_with_its_reason_link_and_evidence(material: Material, tmp_path: Path) -> None:
    book = read_back(tmp_path, material)
    for sheet in material.sheets:
        page = book[sheet.name]
        said = texts(book, sheet.name)
        assert all(any(clause.words in text for text in said) for clause in material.scheme.clauses)
        entries = [entry for clause in sheet.clauses for entry in clause.entries]
        rows = {row[9].value: row for row in page.iter_rows(min_row=4) if row[9].value}
        assert set(rows) == {entry.id for entry in entries}
        for entry in entries:
            row = rows[entry.id]
            assert (row[0].value, row[2].value) == (entry.clause, float(entry.points))
            assert str(row[5].value).startswith(entry.why)
            assert str(row[8].value or "").split("\n") == [*entry.evidence] or not entry.evidence
            assert [link for link in (row[7].hyperlink,) if link] or not material.addresses(entry.evidence)


def test_what_awaits_a_reviewer_costs_nothing_and_says_so(material: Material, tmp_path: Path) -> None:
    page = read_back(tmp_path, material)[material.sheets[0].name]
    pending = [row for row in page.iter_rows(min_row=4) if row[1].value == "预估"]
    assert [(row[2].value, row[3].value) for row in pending] == [(0, "-5")]


def test_what_nobody_saw_is_named_and_costs_nothing(tmp_path: Path) -> None:
    book = read_back(tmp_path, make_material(verdict=Verdict.BLOCKED))
    rows = [[cell.value for cell in row] for row in book["总表"].iter_rows(min_row=8, max_row=8)]
    assert rows[0][2] == float(sum(clause.points for clause in make_material().scheme.clauses))
    assert rows[0][-2] == "10 项"
    assert "未观测" in texts(book, "第1局")


def test_the_explanation_stands_on_a_sheet_of_its_own(material: Material, tmp_path: Path) -> None:
    said = texts(read_back(tmp_path, material), "口径说明")
    assert set(material.explanation) <= set(said)


def test_every_sheet_prints_on_a4_one_page_wide_with_heads_and_numbers(material: Material, tmp_path: Path) -> None:
    book = read_back(tmp_path, material)
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_nothing_from_the_web_becomes_a_formula_or_breaks_the_file(tmp_path: Path) -> None:
    units = make_units(len(HOSTILE), name=FORMULA + "{}")
    known = [
        make_finding(unit, number, quote=f"{text}布署", url=text)
        for number, (unit, text) in enumerate(zip(units, HOSTILE, strict=True))
    ]
    book = read_back(tmp_path, make_material(units, known))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert max(len(str(cell.value)) for cell in cells) <= 32_767
    targets = {cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target}
    assert {target for target in targets if not target.startswith(HOST)} == {"http://evil.example/"}


def test_an_empty_county_gives_a_workbook_all_the_same(tmp_path: Path) -> None:
    material = make_material()
    empty = type(material)(material.county, material.scheme, AS_OF, (), (), (), material.explanation, {})
    assert read_back(tmp_path, empty).sheetnames == ["总表", "口径说明"]
