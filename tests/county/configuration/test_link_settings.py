"""The link checker's settings in county.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_county import COUNTY_TEXT, folder_with

from county.configuration.errors import ConfigurationError
from county.configuration.loading import load_county
from county.configuration.writing import write_county


def _with(crawl: str) -> str:
    return f"{COUNTY_TEXT}\n[crawl]\n{crawl}\n"


def test_they_are_read_and_written_back(tmp_path: Path) -> None:
    hosts = 'allowed_hosts = ["Media.example.com", "file.example.com:8080"]'
    folder = folder_with(tmp_path, _with(f"links_per_night = 0\nlink_days = 7\n{hosts}"))
    county = load_county(folder)
    crawl = county.crawl
    assert (crawl.links_per_night, crawl.link_days) == (0, 7)
    assert crawl.allowed_hosts == ("media.example.com", "file.example.com:8080")
    write_county(folder / "county.toml", county)
    assert load_county(folder).crawl == crawl


@pytest.mark.parametrize(
    "line", ["links_per_night = -1", "link_days = 0", 'allowed_hosts = ["http://a.example/"]', 'allowed_hosts = "a"']
)
def test_wrong_values_are_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_county(folder_with(tmp_path, _with(line)))
    assert "请" in str(caught.value)
