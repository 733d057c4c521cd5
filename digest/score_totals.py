"""The first sheet of 考核评分表.xlsx (总表): a row a unit, ranked within its class, a column a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from county.times import day_text
from digest.material import Material
from digest.wording import at_stake_of, suspicions_of
from digest.workbook import Page
from scoring import Clause, ClauseState, Group, Placed, Scheme, Sheet, ranked
from scoring.points import points_text
from scoring.scheme import UNLIMITED

HEADS = (2, 5)
"""First and last of the rows of headers: section, clause, its title, its points."""
_FIRST = 3
"""First column of the clauses, behind place, unit and total."""
_ENDS = ("待核分值", "未观测", "明细")
_SUM = "小计"
_CLAUSE_WIDTH = 5
"""Letters: with some thirty clauses the sheet must still be read on A4."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A clause, or the sum of a section (then `clause` is ""), and its headers."""

    section: str
    clause: str
    title: str
    points: str


def write_totals(page: Page, material: Material, title: str, sheets: Mapping[str, str]) -> None:
    """Fills the page. `sheets` names the sheet of each unit, by its id."""
    columns = tuple(_columns(material.scheme))
    width = _FIRST + len(columns) + len(_ENDS)
    page.widths([8, 20, 7, *[_CLAUSE_WIDTH] * len(columns), 8, 7, 6])
    note = (
        f"截至{day_text(material.as_of)}　单位：分　名次在同类单位中排，得分相同的并列　"
        "灰底斜体为未观测，未观测的不扣分　待核分值经复核确认后才计入"
    )
    page.title(title, note, width)
    _write_heads(page, material.scheme, columns)
    row = HEADS[1] + 1
    for unit_class, group in ranked(material.sheets).items():
        if group:
            page.across(row, 0, width - 1, f"{unit_class}单位（{len(group)} 个）", "band")
        for placed in group:
            row += 1
            _write_unit(page, row, placed, columns, sheets[placed.sheet.unit])
        row += bool(group)
    page.freeze(HEADS[1] + 1, _FIRST)
    page.print_as(HEADS)


def _columns(scheme: Scheme) -> Iterator[_Column]:
    for section in scheme.sections:
        clauses = [clause for clause in scheme.clauses if clause.section == section.id]
        for clause in clauses:
            yield _Column(section.id, clause.id, clause.title, _worth(clause))
        if len(clauses) > 1:
            yield _Column(section.id, "", _SUM, "")


def _worth(clause: Clause) -> str:
    if clause.group is Group.BASE:
        return points_text(clause.points)
    return "" if clause.limit == UNLIMITED else f"≤{points_text(clause.limit)}"


def _write_heads(page: Page, scheme: Scheme, columns: Sequence[_Column]) -> None:
    first, last = HEADS
    ends = enumerate(_ENDS, start=_FIRST + len(columns))
    for at, name in (*enumerate(("名次", "单位", "总分")), *ends):
        page.block((first, last), (at, at), name, "head")
    for section in scheme.sections:
        own = [place for place, column in enumerate(columns, start=_FIRST) if column.section == section.id]
        if own:
            name = f"{section.id}{section.title}" if len(own) > 1 else section.id
            page.across(first, own[0], own[-1], name, "head")
    for place, column in enumerate(columns, start=_FIRST):
        if column.clause:
            page.text(first + 1, place, column.clause.removeprefix(column.section) or column.clause, "head")
            page.text(first + 2, place, column.title, "stacked")
            page.text(first + 3, place, column.points, "head")
        else:
            page.block((first + 1, last), (place, place), column.title, "stacked")
    page.height(first + 2, 17 * max((len(column.title) for column in columns), default=4) + 6)


def _write_unit(page: Page, row: int, placed: Placed, columns: Sequence[_Column], sheet_name: str) -> None:
    sheet = placed.sheet
    page.text(row, 0, f"{placed.place} 并列" if placed.tied else str(placed.place), "centred")
    page.text(row, 1, sheet.name)
    page.number(row, 2, sheet.total, "total")
    clauses = {clause.id: clause for clause in sheet.clauses}
    sections = {section.id: section for section in sheet.sections}
    for place, column in enumerate(columns, start=_FIRST):
        if column.clause:
            clause = clauses[column.clause]
            style = "unseen" if clause.state is ClauseState.NOT_OBSERVED else "points"
            page.number(row, place, clause.earned, style)
        else:
            page.number(row, place, sections[column.section].earned, "total")
    _write_ends(page, row, _FIRST + len(columns), sheet, sheet_name)


def _write_ends(page: Page, row: int, place: int, sheet: Sheet, sheet_name: str) -> None:
    count = sheet.not_observed
    page.text(row, place, "\n".join(filter(None, (at_stake_of(sheet), suspicions_of(sheet)))), "centred")
    page.text(row, place + 1, f"{count} 项" if count else "", "centred")
    page.inner_link(row, place + 2, sheet_name, "查看")
