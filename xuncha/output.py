"""Tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.box import ASCII
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from county.calendar import Calendar
from county.finding import Level
from county.settings import County
from county.visit import VERDICT_NAMES, Verdict
from evidence.histories import visits
from evidence.home import Home
from scoring import Group as Part
from scoring import Scheme, Sheet, explain_settings
from scoring.points import points_text

if TYPE_CHECKING:
    # half of what every other command would wait for
    from schedules.night import NightReport

PLAIN_WIDTH = 120
"""Characters a line where the output is not a terminal."""
SECTION_WIDTH = 8
"""Characters of a section's column: its title is folded, so that all sections fit beside each other."""
_GRAVITY = {Level.SERIOUS.value: 0, Level.GENERAL.value: 1, Level.SUSPECTED.value: 2, Level.NOTICE.value: 3}
_LEVEL_STYLES = {Level.SERIOUS.value: "bold red", Level.GENERAL.value: "yellow", Level.SUSPECTED.value: "cyan"}


def plain_table(title: str, **style: Any) -> Table:
    """A table without drawn lines: Chinese terminals show them twice as wide as they are counted."""
    return Table(title=title, box=ASCII, show_edge=False, pad_edge=False, title_style="bold", **style)


def show(*parts: RenderableType) -> None:
    """Prints on standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PLAIN_WIDTH)
    for part in parts:
        console.print(part)


def coverage_line(home: Home, report: NightReport) -> str:
    """One line on what a night saw."""
    store = home.open_store()
    try:
        newest = {visit.column: visit.verdict for visit in visits(store, report.night) if visit.night == report.night}
    finally:
        store.close()
    counts = Counter(newest.values())
    verdicts = "，".join(f"{VERDICT_NAMES[verdict]} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    parts = [f"{report.night}：栏目 {len(newest)} 个（{verdicts or '没有采集'}），现有问题 {report.findings} 条。"]
    parts += [f"门户 {portal} 当天已采集，没有重做（--again 可再采一遍）。" for portal in report.already]
    parts += [f"门户 {portal} 提前结束：{reason}" for portal, reason in report.cut_short.items()]
    parts += [f"失败 {name}：{reason}" for name, reason in report.failed.items()]
    return "\n".join(parts)


def score_table(scheme: Scheme, sheets: Sequence[Sheet], county: County, *, detail: bool) -> RenderableType:
    """Scores by unit and section, best first within the class; with `detail` each clause and entry under it."""
    as_of = sheets[0].as_of
    table = plain_table(f"{scheme.title}　截至 {as_of}")
    table.add_column("单位", no_wrap=True)
    table.add_column("类别", no_wrap=True)
    for section in scheme.sections:
        table.add_column(f"{section.id}\n{section.title}", justify="right", max_width=SECTION_WIDTH, overflow="fold")
    for name in ("合计", "预估", "疑似\n否决", "未观测"):
        table.add_column(name, justify="right", no_wrap=True)
    for sheet in sorted(sheets, key=lambda sheet: (sheet.unit_class, -sheet.total)):
        table.add_row(*_score_row(sheet))
    notes = [
        Text(f"口径说明 {line}", style="dim") for line in explain_settings(scheme, Calendar(county.calendar), as_of)
    ]
    details = [part for sheet in sheets if detail for part in (_clauses(sheet), _entries(sheet))]
    return Group(table, *details, *(notes if detail else notes[:1]))


def _score_row(sheet: Sheet) -> list[str]:
    return [
        sheet.name,
        sheet.unit_class,
        *(points_text(section.earned) for section in sheet.sections),
        points_text(sheet.total),
        points_text(-sheet.at_stake) if sheet.at_stake else "",
        f"{sheet.suspected_vetoes} 项" if sheet.suspected_vetoes else "",
        f"{sheet.not_observed} 项" if sheet.not_observed else "",
    ]


def _clauses(sheet: Sheet) -> RenderableType:
    table = plain_table(f"{sheet.name} 各条得分", title_justify="left")
    for name in ("条款", "内容", "分值", "得分", "预估", "依据"):
        table.add_column(name, no_wrap=True, justify="right" if name in ("分值", "得分", "预估") else "left")
    for clause in sheet.clauses:
        worth = points_text(clause.points) if clause.group is Part.BASE else ""
        at_stake = points_text(-clause.at_stake) if clause.at_stake else ""
        state = clause.state_name(sheet.as_of)
        table.add_row(clause.id, clause.title, worth, points_text(clause.earned), at_stake, state)
    return table


def _entries(sheet: Sheet) -> RenderableType:
    table = plain_table(f"{sheet.name} 逐笔明细", title_justify="left")
    for name in ("条款", "编号", "状态", "分值", "理由"):
        table.add_column(name, no_wrap=name != "理由", overflow="fold", justify="right" if name == "分值" else "left")
    for clause in sheet.clauses:
        for entry in clause.entries:
            state, said = entry.state_name(sheet.as_of), entry.why + entry.ruling
            table.add_row(clause.id, entry.id, state, points_text(entry.points), said)
    return table


def findings_table(rows: Sequence[dict[str, Any]], most: int | None = None) -> RenderableType:
    """Findings, gravest first."""
    graded = sorted(rows, key=lambda row: (_GRAVITY[row["level"]], row["unit"], row["rule"]))
    table = plain_table(f"问题 {len(rows)} 条")
    for name in ("级别", "编号", "单位", "栏目", "问题", "内容"):
        table.add_column(name, no_wrap=name != "内容", ratio=1 if name == "内容" else None, overflow="fold")
    for row in graded[:most]:
        level = Text(row["level"], style=_LEVEL_STYLES.get(row["level"], ""))
        said = " ".join((row["quote"] or row["why"]).split())
        table.add_row(level, row["id"], row["unit_name"], row["column"], row["title"], said)
    left = len(graded) - len(graded[:most])
    return Group(table, Text(f"另有 {left} 条，用 xuncha findings 查看全部。", style="dim")) if left else table


def visits_table(rows: Sequence[dict[str, Any]]) -> RenderableType:
    """Column visits."""
    table = plain_table(f"栏目巡查 {len(rows)} 次")
    for name in ("日期", "单位", "栏目", "结论", "条目", "最新", "说明"):
        table.add_column(name, no_wrap=name not in ("说明", "栏目"))
    for row in rows:
        verdict = VERDICT_NAMES[Verdict(row["verdict"])]
        newest = row["newest"] or ""
        table.add_row(row["night"], row["unit"], row["column"], verdict, str(row["entries"]), newest, row["reason"])
    return table
