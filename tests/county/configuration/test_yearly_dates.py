"""Fixed days of each year in county.toml: read, written back, and refused where wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_county import COUNTY_TEXT, folder_with

from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.configuration.loading import load_county
from county.configuration.writing import write_county

WHOLE = 'name = "抽查计划"\ncolumns = ["双随机抽查"]\ndue = "06-30"\ntitle = ["计划"]\nbasis = "某文"'


def _with(lines: str) -> str:
    return f"{COUNTY_TEXT}\n[dates]\nbackdated_days = 9\n\n[[dates.yearly]]\n{lines}\n"


@pytest.mark.parametrize("lines", [WHOLE, WHOLE.partition("\ntitle")[0]])
def test_they_are_read_and_written_back(tmp_path: Path, lines: str) -> None:
    folder = folder_with(tmp_path, _with(lines))
    county = load_county(folder)
    [yearly] = county.dates.yearly
    assert (yearly.name, yearly.columns, yearly.due) == ("抽查计划", ("双随机抽查",), (6, 30))
    write_county(folder / "county.toml", county)
    assert load_county(folder).dates == county.dates


@pytest.mark.parametrize(
    "lines",
    [
        WHOLE.replace("06-30", "02-29"),
        WHOLE.replace("06-30", "6月30日"),
        WHOLE.replace('due = "06-30"\n', ""),
        WHOLE.replace('columns = ["双随机抽查"]\n', ""),
        WHOLE.replace("columns", "column"),
    ],
)
def test_wrong_values_are_named(tmp_path: Path, lines: str) -> None:
    with pytest.raises((ConfigurationError, ConfigurationErrors)) as caught:
        load_county(folder_with(tmp_path, _with(lines)))
    assert "请" in str(caught.value)
