"""The docs say what the code says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import checks
from bench.contest.readme import stale_pages as stale_figures
from xuncha.manual import stale_pages

ROOT = Path(__file__).parents[1]


def test_generated_pages_are_fresh() -> None:
    assert stale_pages() == []


def test_figures_are_those_of_the_results() -> None:
    assert stale_figures() == []


def test_every_rule_stands_in_the_rules() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert all(f"`{rule}`" in page for rule in checks.RULES)


def test_the_example_configuration_of_the_docs_is_valid() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in page.split("```toml\n")[1:]]
    county, units = map(tomllib.loads, blocks)
    assert county["crawl"]["delay"] == 2.0
    assert units["unit"][0]["column"][0]["kind"] == "工作动态"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            target = part.partition(")")[0]
            if not target.startswith(("http", "#")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_constraints_carry_hashes_and_no_addresses() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_every_key_of_the_desk_stands_in_its_page_and_in_its_help() -> None:
    actions = (ROOT / "desk" / "templates" / "finding_actions.html").read_text(encoding="utf-8")
    keys = {*re.findall(r"<kbd>([a-z?])</kbd>", actions), *re.findall(r'"Digit\d", "[^"]+", "(\d)"', actions), "4", "/"}
    assert keys > {"j", "1", "u", "?"}
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    shown = (ROOT / "desk" / "templates" / "keys_help.html").read_text(encoding="utf-8")
    terms = set("".join(re.findall(r"<dt>(.*?)</dt>", shown)))
    assert {key for key in keys if f"`{key}`" not in page} == set()
    assert keys - terms == set()
