"""Traces through the nights: new hosts, what is gone and what is only not seen. Real packs, real ingest."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from county.finding import Finding, Level
from county.settings import County, CrawlPolicy, Portal
from county.trace import Trace, TraceKind
from evidence.findings import findings, rebuild
from evidence.ingest import ingest
from evidence.pack import CaptureRow, Manifest, PackWriter, PageScriptsRow, SightingRow, TraceRow
from evidence.pack.manifest import pack_files, seal
from evidence.store import Store
from evidence.traced_captures import MOST_PAGES, new_hosts, traced_captures

COUNTY = County("修文县", (Portal("xiuwen", "门户", "http://www.xiuwen.gov.cn/"),), (), CrawlPolicy("信息科"), "xiuwen")
_FIRST = dt.date(2026, 3, 1)
Pages = dict[str, tuple[str, ...]]


class Nights:
    """A store that is fed one made pack a night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "evidence.db")
        self.number = 0

    @property
    def day(self) -> dt.date:
        return _FIRST + dt.timedelta(days=self.number)

    def night(self, pages: Pages | None = None, *, traced: str = "", seen: str = "", bad: str = "") -> None:
        """One night: pages read anew with the hosts of their scripts, a page with a trace, one unchanged, one bad."""
        self.number += 1
        night = self.day.isoformat()
        folder = self.folder / f"xiuwen-{night}"
        folder.mkdir()
        with PackWriter(folder) as pack:
            for page, hosts in (pages or {}).items():
                pack.add(_capture(f"{page}-{self.number}", page))
                pack.add(PageScriptsRow(f"{page}-{self.number}", json.dumps(hosts)))
            if traced:
                pack.add(TraceRow(f"{traced}-{self.number}", 0, "hidden-link", "b.example", "hidden", "x", 1))
            if seen:
                pack.add(SightingRow(seen, night, "304", 0))
            if bad:
                pack.add(_capture(f"a-{self.number}", "a", bad))
        self.take_in(folder, night)

    def take_in(self, folder: Path, night: str) -> None:
        manifest = Manifest(folder.name, "xiuwen", night, 1, night, night, "finished", "", "", pack_files(folder))
        seal(folder, manifest)
        ingest(folder, self.store)

    def new(self) -> dict[str, tuple[str, ...]]:
        return new_hosts(self.store)

    def gone_on(self) -> list[bool]:
        """Whether the finding of each traced capture is gone, as of each night."""
        made = Finding("hidden-link", Level.SUSPECTED, "b.example", "为什么")
        traced = {one.capture: [made] for one in traced_captures(self.store) if one.traces}
        rebuild(self.store, COUNTY, (), traced)
        nights = (_FIRST + dt.timedelta(days=number) for number in range(1, self.number + 1))
        return [found[0].gone for night in nights if (found := findings(self.store, night))]


def _capture(id_: str, page: str, effective: str = "ok") -> CaptureRow:
    blank = CaptureRow.unanswered(page, f"http://www.xiuwen.gov.cn/{page}.html", "list", id_, effective, "")
    return blank._replace(id=id_, status=200, quality=1.0)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def test_a_first_night_and_a_new_page_prove_nothing(nights: Nights) -> None:
    nights.night({"a": ("s.example",), "b": ()})
    nights.night({"c": ("t.example",)})
    assert nights.new() == {}


def test_a_host_that_neither_page_nor_portal_had_is_new_until_it_is_taken_out(nights: Nights) -> None:
    nights.night({"a": ("s.example",), "b": ()})
    nights.night({"a": ("evil.example", "s.example")})
    nights.night({"a": ("evil.example",)})
    nights.night({"a": ()})
    nights.night({"a": ("evil.example",)})
    assert nights.new() == {"a-2": ("evil.example",), "a-3": ("evil.example",), "a-5": ("evil.example",)}


def test_what_another_page_had_before_is_not_new(nights: Nights) -> None:
    nights.night({"a": ("s.example",), "b": ()})
    nights.night({"b": ("s.example",)})
    assert nights.new() == {}


def test_an_article_published_that_night_does_not_make_it_known(nights: Nights) -> None:
    nights.night({"a": ()})
    nights.night({"a": ("evil.example",), "b": ("evil.example",)})
    nights.night({"c": ("evil.example",)})
    nights.night({"b": ()})
    nights.night({"b": ("evil.example",)})
    assert nights.new() == {"a-2": ("evil.example",), "b-5": ("evil.example",)}


def test_a_host_in_the_template_is_shown_on_a_few_pages(nights: Nights) -> None:
    pages = [f"p{number}" for number in range(40)]
    nights.night(dict.fromkeys(pages, ()))
    nights.night(dict.fromkeys(pages, ("new.example",)))
    assert len(nights.new()) == MOST_PAGES


def test_a_capture_of_an_older_pack_is_no_witness(nights: Nights) -> None:
    nights.number += 1
    folder = nights.folder / f"xiuwen-{nights.day}"
    folder.mkdir()
    with PackWriter(folder) as pack:
        pack.add(_capture("a-1", "a"))
    nights.take_in(folder, nights.day.isoformat())
    nights.night({"a": ("s.example",)})
    assert nights.new() == {}


def test_an_answer_that_is_no_text_is_no_witness(nights: Nights) -> None:
    nights.night(bad="error")
    nights.night({"a": ("s.example",)})
    assert nights.new() == {}


def test_a_trace_stays_while_nobody_saw_it_gone(nights: Nights) -> None:
    nights.night({"a": ()}, traced="a")
    nights.night(seen="a")
    nights.night(bad="blocked")
    nights.night(bad="missing")
    nights.night({"a": ()})
    assert nights.gone_on() == [False, False, False, False, True]


def test_a_page_that_is_missing_twice_has_no_traces(nights: Nights) -> None:
    nights.night({"a": ()}, traced="a")
    nights.night(bad="missing")
    nights.night(bad="missing")
    assert nights.gone_on() == [False, False, True]


def test_a_page_that_only_sends_its_visitors_away_shows_it(nights: Nights) -> None:
    nights.night({"a": ()})
    nights.night(bad="stub", traced="a")
    nights.night({"a": ()})
    assert nights.gone_on() == [False, True]


def test_what_was_kept_comes_back_and_a_second_ingest_changes_nothing(nights: Nights) -> None:
    nights.night({"a": ()}, traced="a")
    before = nights.store.connection.total_changes
    assert not ingest(nights.folder / f"xiuwen-{nights.day}", nights.store)
    assert nights.store.connection.total_changes == before
    [one] = traced_captures(nights.store)
    assert one.traces == (Trace(TraceKind.HIDDEN_LINK, "b.example", "hidden", "x"),)
