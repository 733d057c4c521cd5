"""`xuncha units`: the list of units and columns, as a workbook for office staff and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from county.configuration.loading import UNITS_FILE, load_beginnings
from county.configuration.workbook_export import export_units
from county.configuration.workbook_import import import_units
from county.configuration.writing import write_units
from evidence.home import Home
from xuncha.options import home_options, json_option


@click.group()
def units() -> None:
    """单位和栏目名单。"""


@units.command("list")
@home_options
@json_option
def list_units(home: Home, as_json: bool) -> None:
    """列出单位、类别和栏目数。"""
    for unit in home.county().units:
        if as_json:
            click.echo(json.dumps(asdict(unit), ensure_ascii=False))
        else:
            click.echo(f"{unit.id}\t{unit.name}\t{unit.unit_class}\t{len(unit.columns)} 个栏目")


_workbook = click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False))


@units.command("export")
@home_options
@_workbook
def export_workbook(home: Home, workbook: Path) -> None:
    """把名单导出为 xlsx，交科室人员填写。"""
    county = home.county()
    export_units(county, workbook)
    click.echo(f"已导出 {len(county.units)} 个单位到 {workbook}")


@units.command("import")
@home_options
@_workbook
def import_workbook(home: Home, workbook: Path) -> None:
    """把填好的 xlsx 读回 units.toml；有一处错误就不改动，原文件另存为 units.toml.bak。"""
    fresh = import_units(workbook, load_beginnings(home.config) or home.county())
    write_units(home.config / UNITS_FILE, fresh)
    click.echo(f"已导入 {len(fresh)} 个单位、{sum(len(unit.columns) for unit in fresh)} 个栏目")
