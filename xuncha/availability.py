"""`xuncha availability`: what the visits of the home pages say of the week."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.table import Table
from rich.text import Text

from county.probe import Outcome, ProbeVisit
from county.reachability import Reachability, Standing
from county.settings import County
from county.sites import SiteHome
from evidence.home import Home
from schedules.site_checking import reachabilities
from xuncha.options import as_of_option, home_options, json_option, today_of
from xuncha.output import plain_table, show

HOURS_A_MARK = 4
"""Six marks a day tell night from office hours."""
_BARS: tuple[tuple[float, str], ...] = ((1.0, "▁"), (3.0, "▂"), (8.0, "▄"), (float("inf"), "▇"))
"""Up to so many seconds. A page is to load within three (国办发〔2017〕47号)."""
_FAILED, _NONE = "✕", "·"
_STYLES = {Standing.UNREACHABLE: "bold red", Standing.REACHABLE: "green"}
Row = tuple[SiteHome, Reachability]


@click.command()
@home_options
@as_of_option
@click.option("--days", type=click.IntRange(1, 366), help="看几天，默认按 county.toml 的 days（7 天）。")
@json_option
def availability(home: Home, as_of: dt.datetime | None, days: int | None, as_json: bool) -> None:
    """站点可用性：每个首页一周的访问次数、失败比例、是否达标；不指定日期时截至昨天，另附今天的情况。"""
    county = home.county()
    if days:
        county = replace(county, probe=replace(county.probe, days=days))
    today = today_of(county, None)
    day = as_of.date() if as_of else today - dt.timedelta(days=1)
    store = home.open_store()
    try:
        rows = reachabilities(store, county, day)
        running = reachabilities(store, replace(county, probe=replace(county.probe, days=1)), today)
    finally:
        store.close()
    if as_json:
        for site, seen in rows:
            click.echo(json.dumps(_json(site, seen), ensure_ascii=False))
        return
    show(_table(rows, county, day), *_notes(rows, county), *([] if as_of else _today_lines(running)))


def _table(rows: Sequence[Row], county: County, day: dt.date) -> Table:
    probe = county.probe
    table = plain_table(f"站点可用性　{day - dt.timedelta(days=probe.days - 1)} 至 {day}")
    for name in ("站点", "结论", "访问", "失败", "比例", "连续失败", "打开用时"):
        table.add_column(name, no_wrap=name != "站点", overflow="fold")
    table.add_column(f"逐日（每格 {HOURS_A_MARK} 小时）", no_wrap=True)
    for site, seen in rows:
        share = f"{100 * seen.share:.1f}%" if seen.share is not None else ""
        median = f"{seen.median_seconds:.1f} 秒" if seen.median_seconds is not None else ""
        table.add_row(
            f"{site.name}\n{seen.home}",
            Text(seen.standing.value, style=_STYLES.get(seen.standing, "")),
            str(seen.visits),
            str(seen.failures),
            share,
            str(seen.worst_streak),
            median,
            _picture(seen, ZoneInfo(county.calendar.timezone)),
        )
    return table


def _notes(rows: Sequence[Row], county: County) -> list[Text]:
    probe = county.probe
    lines = [
        f"口径：{probe.limit_seconds:g} 秒没有打开为失败；被拦截、未测、间隔不足 {probe.spacing_minutes:g} 分钟的不计；"
        f"{probe.days} 天内每天至少 {probe.visits_a_day} 次才下结论，失败达到 {probe.failure_percent:g}% 为不达标。",
        f"图例：{'　'.join(f'{bar} {label}' for bar, label in _legend())}　{_FAILED} 有失败　{_NONE} 无有效访问",
    ]
    for site, seen in rows:
        if seen.short_days:
            lacking = "、".join(f"{one.day:%m-%d} {one.visits} 次" for one in seen.days if one.day in seen.short_days)
            lines.append(f"{site.name}样本不足：{lacking}；请用 xuncha probe 每半小时探测一次。")
    return [Text(line, style="dim") for line in lines]


def _legend() -> list[tuple[str, str]]:
    return [(bar, f"{most:g} 秒内" if most != float("inf") else "更慢") for most, bar in _BARS]


def _today_lines(rows: Sequence[Row]) -> list[Text]:
    return [
        Text(f"今天 {site.name}：有效访问 {seen.visits} 次，失败 {seen.failures} 次，不计 {seen.days[0].left_out} 次。")
        for site, seen in rows
    ]


def _picture(seen: Reachability, zone: ZoneInfo) -> str:
    """A line a day, each in marks of some hours."""
    marks: dict[tuple[dt.date, int], list[ProbeVisit]] = {}
    for visit in seen.seen:
        hour = dt.datetime.fromisoformat(visit.at).astimezone(zone).hour
        marks.setdefault((visit.day, hour // HOURS_A_MARK), []).append(visit)
    slots = range(24 // HOURS_A_MARK)
    days = {one.day: "".join(_mark(marks.get((one.day, slot), [])) for slot in slots) for one in seen.days}
    return "\n".join(f"{day:%m-%d} {line}" for day, line in days.items())


def _mark(visits: Sequence[ProbeVisit]) -> str:
    if not visits:
        return _NONE
    if any(visit.outcome is Outcome.FAILED for visit in visits):
        return _FAILED
    slowest = max(visit.seconds for visit in visits)
    return next(bar for most, bar in _BARS if slowest <= most)


def _json(site: SiteHome, seen: Reachability) -> dict[str, Any]:
    return {
        "portal": site.portal,
        "home": seen.home,
        "name": site.name,
        "unit": site.unit,
        "first": seen.days[0].day.isoformat(),
        "last": seen.day.isoformat(),
        "standing": seen.standing.value,
        "enough": seen.enough,
        "visits": seen.visits,
        "failures": seen.failures,
        "share": seen.share,
        "worst_streak": seen.worst_streak,
        "median_seconds": seen.median_seconds,
        "days": [
            {"day": one.day.isoformat(), "visits": one.visits, "failures": one.failures, "left_out": one.left_out}
            for one in seen.days
        ],
    }
