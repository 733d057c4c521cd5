"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from county.settings import County
from county.units import Unit
from evidence.home import Home
from evidence.known_state import last_night

FIRST_YEAR, LAST_YEAR = 2000, 2100
LAST_PORT = 65535
LAUNCHER = (sys.executable, "-m", "xuncha.attended")
"""Put before the words of a command that is started in a process of its own and must not outlive us."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.DateTime):
    """A day within the years that calendars and certificates are made for."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, refused outside 2000–2100."""
        try:
            day = super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"“{value}”不是日期，请写成 2026-03-05。", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{day:%Y-%m-%d} 不在 {FIRST_YEAR}—{LAST_YEAR} 年之间。", param, ctx)
        return day


DAY = Day(["%Y-%m-%d"])
PORT = click.IntRange(0, LAST_PORT)


def home_options(command: Command) -> Command:
    """--home and --config; the command receives a `Home`."""

    def made(*args: Any, home: Path, config: Path | None, **kwargs: Any) -> Any:
        return command(*args, home=Home(home, config or home), **kwargs)

    made.__name__, made.__doc__ = command.__name__, command.__doc__
    made.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    folder = click.Path(path_type=Path, file_okay=False)
    with_config = click.option(
        "--config", type=folder, help="配置目录（county.toml、units.toml），默认与工作目录相同。"
    )
    with_home = click.option(
        "--home", type=folder, default="var", show_default=True, help="工作目录，全部数据都在其中。"
    )
    return with_home(with_config(made))  # type: ignore[return-value]


today_option = click.option("--today", type=DAY, help="按这一天运行（YYYY-MM-DD），默认为今天。")
as_of_option = click.option("--as-of", type=DAY, help="截至这一天（YYYY-MM-DD），默认为最近入库的一夜。")
known_option = click.option(
    "--known-by",
    "--decided-by",
    "known_by",
    type=DAY,
    help="只计入这一天以前作出的认定、登记和裁定，按当时的考核方案；默认全部计入。",
)
again_option = click.option("--again", is_flag=True, help="当天已经采过的门户也再采一遍。")
json_option = click.option("--json", "as_json", is_flag=True, help="逐行输出 JSON，供程序读取。")


def today_of(county: County, given: dt.datetime | None) -> dt.date:
    """The day given, else today in the county's time zone."""
    return given.date() if given else dt.datetime.now(ZoneInfo(county.calendar.timezone)).date()


def newest_day(home: Home, given: dt.datetime | None) -> dt.date:
    """The day asked for, else the newest night in the store, else today."""
    if given:
        return given.date()
    store = home.open_store()
    try:
        return last_night(store) or today_of(home.county(), None)
    finally:
        store.close()


def unit_of(county: County, name: str) -> Unit:
    """The unit of that id or name. Raises UsageError."""
    found = next((unit for unit in county.units if name in (unit.id, unit.name)), None)
    if found is None:
        raise click.UsageError(f"没有单位“{name}”；请用 xuncha units list 查看编号和名称。")
    return found
