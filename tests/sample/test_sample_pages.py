"""The pages: decodable, linked, varied, and clean where nothing is planted."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from sample_days import BASE, SCALE, TODAY

from county.units import ColumnKind
from sample.articles import Newsroom
from sample.columns import cast_county
from sample.folder import BuiltPortal, Entry
from sample.planting import plant
from sample.portal import PageKind
from sample.posts import Post, plan_posts
from sample.roster import roster

SCHEME = (
    "龙场街道办事处、阳明洞街道办事处、扎佐街道办事处、景阳街道办事处、久长街道办事处、六屯镇、六广镇、"
    "谷堡镇、小箐镇、洒坪镇、大石布依族乡、六桶镇、县经开区、县发展改革局、县教育局、县工业和信息化局、"
    "县民宗局、县公安局、县民政局、县司法局、县财政局、县人力资源社会保障局、县自然资源局、"
    "市生态环境局修文分局、县住房城乡建设局、县水务局、县交通局、县农业农村局、县商务局、县文化和旅游局、"
    "县卫生健康局、县退役军人局、县应急局、县审计局、县市场监管局、县统计局、县医保局、县综合行政执法局、"
    "县投资促进局、县供销社、棚改中心。"
)
"""考核范围, as the scheme lists it."""
_HREF = re.compile(r'href="([^"#]+)"')


def html_pages(portal: BuiltPortal) -> Iterator[tuple[Entry, str]]:
    codecs = {unit.id: unit.charset.codec for unit in roster()}
    for entry in portal.entries:
        if entry.kind in (PageKind.LIST, PageKind.ARTICLE, PageKind.STATIC):
            yield entry, entry.file.read_bytes().decode(codecs[entry.column.split("/")[0]])


def test_units_are_those_of_the_scheme() -> None:
    places = [SCHEME.index(f"{unit.name}{mark}") for unit, mark in zip(roster(), "、" * 40 + "。", strict=True)]
    assert places == sorted(places)
    assert sum(unit.quota == 2 for unit in roster()) == 20


def test_every_page_decodes_as_its_unit_writes(portal: BuiltPortal) -> None:
    assert all("修文县人民政府办公室" in text for entry, text in html_pages(portal) if "dataproxy" not in entry.path)


def test_gb18030_pages_are_not_utf8(portal: BuiltPortal) -> None:
    foreign = {unit.id: unit.charset for unit in roster() if unit.charset.codec == "gb18030"}
    seen = set()
    for entry, text in html_pages(portal):
        charset = foreign.get(entry.column.split("/")[0])
        if charset is None:
            continue
        with pytest.raises(UnicodeDecodeError):
            entry.file.read_bytes().decode("utf-8")
        assert ("charset=GBK" in entry.content_type) == (charset.header != "")
        assert ("gb2312" in text[:900]) == (charset.meta == "gb2312")
        seen.add(charset)
    assert len(seen) == 3


def test_every_link_inside_leads_somewhere(portal: BuiltPortal) -> None:
    broken = set()
    truth = json.loads((portal.folder / "truth.json").read_text(encoding="utf-8"))
    planted = {fault["words"] for fault in truth["faults"] if fault["rule"] in ("link-dead", "attachment-dead")}
    for entry, text in html_pages(portal):
        for href in set(_HREF.findall(text)):
            target = urljoin(f"{BASE}{entry.path}", unescape(href))
            path = target.removeprefix(BASE)
            file_of_design = path.endswith((".css", ".js")) or path.startswith("/search/")
            if target.startswith(BASE) and not file_of_design and target not in planted and portal.find(path) is None:
                broken.add((entry.path, href))
    assert not broken


def test_following_the_pagers_meets_every_article(portal: BuiltPortal) -> None:
    listed: dict[str, set[str]] = {}
    for entry, text in html_pages(portal):
        if entry.kind is PageKind.LIST and entry.rows:
            rows = entry.file.read_bytes()[slice(*entry.rows)].decode("gb18030", errors="ignore")
            paths = (urljoin(f"{BASE}{entry.path}", unescape(href)) for href in _HREF.findall(rows))
            listed.setdefault(entry.column, set()).update(path.removeprefix(BASE) for path in paths)
        assert text
    articles = [entry for entry in portal.entries if entry.kind is PageKind.ARTICLE]
    assert all(entry.path in listed[entry.column] for entry in articles)


def test_configuration_names_pages_that_exist(portal: BuiltPortal, site: Path) -> None:
    units = tomllib.loads((site / "config" / "units.toml").read_text(encoding="utf-8"))["unit"]
    assert [unit["name"] for unit in units] == [unit.name for unit in roster()]
    kinds = {kind.value for kind in ColumnKind}
    for unit in units:
        for column in unit["column"]:
            entry = portal.find(column["url"].removeprefix(BASE))
            assert entry is not None
            assert entry.column == f"{unit['id']}/{column['name']}"
            assert column["kind"] in kinds


def written() -> dict[Post, str]:
    cast = cast_county(1, SCALE)
    posts = plan_posts(cast, 1, SCALE, TODAY)
    plant(cast, posts, 1, TODAY)
    newsroom = Newsroom(1, SCALE, TODAY)
    shown = (post for column in posts.values() for post in column if post.day <= TODAY and not post.outside)
    return {post: "".join(block for block in newsroom.write(post).blocks if isinstance(block, str)) for post in shown}


def test_no_two_texts_are_nearly_equal_but_the_planted() -> None:
    shingles: dict[str, list[tuple[Post, set[str]]]] = {}
    for post, text in written().items():
        grams = {text[start : start + 4] for start in range(len(text) - 3)}
        shingles.setdefault(post.column.unit.id, []).append((post, grams))
    closest = 0.0
    for texts in shingles.values():
        for (one, mine), (two, theirs) in itertools.combinations(texts, 2):
            if one.original != two and two.original != one:
                closest = max(closest, len(mine & theirs) / len(mine | theirs))
    assert closest < 0.7
    print(f"closest pair of texts: {closest:.2f}")


def test_texts_have_the_length_of_articles() -> None:
    lengths = [len(text) for text in written().values()]
    assert min(lengths) >= 120
    assert max(lengths) <= 1500


def test_the_names_of_units_and_truth_agree(truth: dict[str, Any]) -> None:
    assert set(truth["counts"]) == {unit.id for unit in roster()}
