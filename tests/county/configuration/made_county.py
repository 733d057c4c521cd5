"""A small made-up county for the tests of the configuration."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from county.settings import CalendarPolicy, County, CrawlPolicy, Portal
from county.units import DUTY_DAYS, Column, ColumnKind, Contact, Unit, UnitClass

COUNTY_TEXT = """\
[county]
name = "修文县"
office = "修文县人民政府办公室信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "http://127.0.0.1:8642/"
allow_private = true
"""
UNITS_TEXT = """\
[[unit]]
id = "longchang"
name = "龙场街道办事处"
class = "一类"
portal = "xiuwen"
aliases = ["龙场街道"]
contacts = [{name = "王某", mail = "wang@example.gov.cn", phone = "0851-00000000"}]

[[unit.column]]
name = "工作动态"
kind = "工作动态"
url = "http://127.0.0.1:8642/lc/gzdt/"

[[unit.column]]
name = "领导之窗"
kind = "领导之窗"
url = "http://127.0.0.1:8642/lc/ldzc/"
duty = 30

[[unit]]
id = "jiaoyu"
name = "县教育局"
class = "二类"
portal = "xiuwen"

[[unit.column]]
name = "工作动态"
kind = "工作动态"
url = "http://127.0.0.1:8642/jy/gzdt/"
duty = "据实更新"
"""
PORTAL = Portal("xiuwen", "修文县人民政府门户网站", "http://127.0.0.1:8642/", allow_private=True)


def folder_with(folder: Path, county: str = COUNTY_TEXT, units: str = UNITS_TEXT) -> Path:
    """`folder` with both files in it."""
    (folder / "county.toml").write_text(county, encoding="utf-8")
    (folder / "units.toml").write_text(units, encoding="utf-8")
    return folder


def column(unit: str, kind: ColumnKind = ColumnKind.NEWS, path: str = "gzdt", name: str = "") -> Column:
    return Column(unit, name or str(kind), kind, f"http://127.0.0.1:8642/{unit}/{path}/", DUTY_DAYS[kind])


def made_county(units: tuple[Unit, ...] | None = None) -> County:
    """Two units with every kind of column; one of them has two contacts, of whom only the second has a mail."""
    first = tuple(column("longchang", kind, f"c{at}") for at, kind in enumerate(ColumnKind))
    facts = replace(column("jiaoyu"), duty_days=None)
    made = (
        Unit(
            "longchang",
            "龙场街道办事处",
            UnitClass.FIRST,
            "xiuwen",
            first,
            (Contact("王某", phone="0851-00000000"), Contact("李某", "li@example.gov.cn")),
            ("龙场街道", "龙场街道党工委（办事处）"),
        ),
        Unit(
            "jiaoyu", "县教育局", UnitClass.SECOND, "xiuwen", (facts, replace(facts, name="通知", url=facts.url + "tz"))
        ),
    )
    return County(
        "修文县",
        (PORTAL,),
        made if units is None else units,
        CrawlPolicy("修文县人民政府办公室信息科 0851-00000000"),
        "xiuwen",
        CalendarPolicy(extra_holidays=frozenset({dt.date(2027, 1, 1)})),
    )
