"""考核评分表.xlsx: all units by class, a sheet a unit with every entry of its ledger, and how the scheme was read."""

from __future__ import annotations

from pathlib import Path

from county.times import day_text
from digest.material import Material
from digest.names import sheet_names
from digest.score_totals import write_totals
from digest.wording import at_stake, at_stake_of, cleaned, office_name, standing_of, suspicions_of
from digest.workbook import Book, Page, write_book
from scoring import Clause, ClauseScore, ClauseState, LedgerEntry, Placed
from scoring.points import points_text

FILE_NAME = "考核评分表.xlsx"
TOTALS_SHEET, NOTES_SHEET = "总表", "口径说明"
_HEAD_ROW = 2
_HEADS: tuple[tuple[str, float], ...] = (
    ("条款", 8),
    ("状态", 8),
    ("计分", 7),
    ("待核分值", 9),
    ("日期", 12),
    ("理由", 50),
    ("网址", 30),
    ("打开", 6),
    ("证据编号", 25),
    ("明细编号", 18),
)
_NO_ENTRY: dict[ClauseState, str] = {
    ClauseState.OBSERVED: "没有计分事项。",
    ClauseState.REGISTER: "登记簿中没有计分事项。",
    ClauseState.NOT_OBSERVED: "未观测，不扣分。",
}
_LEGEND = (
    "“已核定”的事项已经计入得分；“预估”的事项待信息科复核，确认前不计入得分，只列出待核分值；“未观测”的事项没有看到，不扣分。",
    "“证据编号”是问题或栏目巡查记录的编号，“明细编号”是这一笔计分的编号，申诉和裁定以明细编号为准。",
    "页面文字、标题和网址中的个人号码已经打码，完整内容只在采集存档中。",
)


def write_score_book(path: Path, material: Material) -> None:
    """Writes the workbook at `path`. Raises ConfigurationError where the file cannot be written."""
    title = f"{material.county.name}政务公开工作考核评分表"
    write_book(path, title, office_name(material.county), lambda book: _fill(book, material, title))


def _fill(book: Book, material: Material, title: str) -> None:
    units = [sheet.unit for sheet in material.sheets]
    names = sheet_names((sheet.name for sheet in material.sheets), (TOTALS_SHEET, NOTES_SHEET))
    sheets = dict(zip(units, names, strict=True))
    write_totals(book.page(TOTALS_SHEET), material, title, sheets)
    _write_notes(book.page(NOTES_SHEET), material)
    places = material.places
    for unit in units:
        _write_unit(book.page(sheets[unit]), material, places[unit])


def _write_notes(page: Page, material: Material) -> None:
    page.widths([8, 120])
    page.title(
        NOTES_SHEET, f"《{material.scheme.title}》没有写明的事项按以下口径核算，截至{day_text(material.as_of)}。", 2
    )
    page.heads(_HEAD_ROW, ("序号", "说明"))
    for number, sentence in enumerate((*material.explanation, *_LEGEND), start=1):
        page.number(_HEAD_ROW + number, 0, number, "count")
        page.text(_HEAD_ROW + number, 1, sentence)
    page.freeze(_HEAD_ROW + 1, 0)
    page.print_as((_HEAD_ROW, _HEAD_ROW))


def _write_unit(page: Page, material: Material, placed: Placed) -> None:
    page.widths([width for _, width in _HEADS])
    page.title(f"{placed.sheet.name}考核明细", _standing(material, placed), len(_HEADS))
    page.heads(_HEAD_ROW, [name for name, _ in _HEADS])
    row = _HEAD_ROW + 1
    for clause, score in zip(material.scheme.clauses, placed.sheet.clauses, strict=True):
        page.across(row, 0, len(_HEADS) - 1, _clause_line(clause, score), "band")
        for entry in score.entries:
            row += 1
            _write_entry(page, row, material, entry)
        row += 1
    page.freeze(_HEAD_ROW + 1, 1)
    page.print_as((_HEAD_ROW, _HEAD_ROW))


def _standing(material: Material, placed: Placed) -> str:
    sheet = placed.sheet
    stake, count = at_stake_of(sheet), sheet.not_observed
    parts = (
        f"{sheet.unit_class}单位第 {placed.text} 名",
        f"总分 {points_text(sheet.total)} 分",
        *(f"{section.id}{section.title} {points_text(section.earned)} 分" for section in sheet.sections),
        f"待核分值 {stake} 分" if stake else "没有待核事项",
        *filter(None, [suspicions_of(sheet)]),
        f"未观测 {count} 项" if count else "没有未观测事项",
    )
    return f"截至{day_text(material.as_of)}　" + "；".join(parts)


def _clause_line(clause: Clause, score: ClauseScore) -> str:
    """The clause in the county's own words, and what is left of it."""
    nothing = "" if score.entries else f"　{_NO_ENTRY[score.state]}"
    return f"{clause.id}（{standing_of(clause, score)}）{clause.words}{nothing}"


def _write_entry(page: Page, row: int, material: Material, entry: LedgerEntry) -> None:
    urls = material.addresses(entry.evidence)
    page.text(row, 0, entry.clause, "centred")
    page.text(row, 1, entry.state_name(material.as_of), "centred")
    page.number(row, 2, entry.points)
    page.text(row, 3, at_stake((entry,)), "centred")
    page.text(row, 4, entry.day.isoformat() if entry.day else "", "centred")
    page.text(row, 5, cleaned(entry.why + entry.ruling))
    page.text(row, 6, "\n".join(urls), "small")
    page.link(row, 7, urls[0] if urls else "")
    page.text(row, 8, "\n".join(entry.evidence), "small")
    page.text(row, 9, entry.id, "small")
