"""Configuration written and read back (写出再读回)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_county import PORTAL, folder_with, made_county

from county.configuration.errors import ConfigurationError
from county.configuration.loading import load_county
from county.configuration.wording import tidy
from county.configuration.writing import write_county, write_units
from county.settings import CalendarPolicy, County, CrawlPolicy, ProbePolicy, TimestampPolicy
from county.units import Column, ColumnKind, Contact, Unit, UnitClass
from county.workbook import export_units, import_units

TEXTS = st.text("县局=“”\"'\\#[]{}（）- 一a1&<😀", min_size=1, max_size=8).map(tidy).filter(bool)
CONTACTS = st.lists(
    st.builds(Contact, TEXTS, st.sampled_from(["", "a@example.gov.cn"]), st.sampled_from(["", "0851-00000000"])),
    max_size=3,
).map(tuple)


@st.composite
def unit_lists(draw: st.DrawFn) -> tuple[Unit, ...]:
    names = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    return tuple(_unit(draw, f"u-{at}", name) for at, name in enumerate(names))


def _unit(draw: st.DrawFn, unit_id: str, name: str) -> Unit:
    columns = tuple(
        Column(
            unit_id,
            column,
            draw(st.sampled_from(ColumnKind)),
            f"http://127.0.0.1:8642/{unit_id}/{at}/?a={draw(st.sampled_from(['', '中文', '%20', '（1）']))}",
            draw(st.none() | st.integers(1, 3660)),
        )
        for at, column in enumerate(draw(st.lists(TEXTS, max_size=3, unique=True)))
    )
    aliases = tuple(f"{unit_id}{alias}" for alias in draw(st.lists(TEXTS, max_size=2)))
    return Unit(unit_id, name, draw(st.sampled_from(UnitClass)), "xiuwen", columns, draw(CONTACTS), aliases)


@settings(max_examples=40, deadline=None)
@given(unit_lists())
def test_units_come_back_from_toml_and_from_xlsx(units: tuple[Unit, ...]) -> None:
    county = made_county(units)
    with TemporaryDirectory() as name:
        folder = folder_with(Path(name))
        write_units(folder / "units.toml", units)
        assert load_county(folder).units == units
        export_units(county, folder / "units.xlsx")
        assert import_units(folder / "units.xlsx", county) == units


@pytest.mark.parametrize(
    "crawl",
    [
        CrawlPolicy("信息科"),
        CrawlPolicy("信息科", 0.5, None, False, 1.5, 0, 123_457, 10_000_001, 1, 2, 3, 4),
        CrawlPolicy("信息科", window=(dt.time(0, 0), dt.time(23, 59))),
    ],
)
def test_a_county_comes_back(tmp_path: Path, crawl: CrawlPolicy) -> None:
    calendar = CalendarPolicy("Asia/Urumqi", 6, frozenset({dt.date(2027, 1, 1)}), frozenset({dt.date(2027, 1, 3)}))
    probe = ProbePolicy(days=3, witnesses=("oa.example.cn",), trust_file="root.pem")
    portal = replace(PORTAL, allow_private=False, home="http://www.example.gov.cn/", hosts=("127.0.0.1:8642",))
    county = County(
        "甲县", (portal, replace(portal, id="second")), made_county().units, crawl, "xiuwen", calendar, probe
    )
    county = replace(county, timestamp=TimestampPolicy("http://tsa.example.cn/", "tsa.pem"))
    write_county(folder_with(tmp_path) / "county.toml", county)
    assert replace(load_county(tmp_path), digest="", units=county.units) == county


def test_the_earlier_file_is_kept_and_nothing_else_is_left(tmp_path: Path) -> None:
    earlier = (folder_with(tmp_path) / "units.toml").read_bytes()
    write_units(tmp_path / "units.toml", made_county().units)
    assert (tmp_path / "units.toml.bak").read_bytes() == earlier
    assert sorted(path.name for path in tmp_path.iterdir()) == ["county.toml", "units.toml", "units.toml.bak"]


def test_a_failed_writing_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "units.toml").mkdir()
    with pytest.raises(ConfigurationError, match="文件写不进去") as caught:
        write_units(tmp_path / "units.toml", made_county().units)
    assert str(caught.value).endswith("。")
    assert [path.name for path in tmp_path.iterdir()] == ["units.toml"]
    with pytest.raises(ConfigurationError, match="文件夹不存在，请先建好文件夹"):
        export_units(made_county(), tmp_path / "nowhere" / "units.xlsx")
