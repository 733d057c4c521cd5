"""Links through the nights: what was learnt of them, by what proof, and what is mended. Real packs, real ingest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from county.address import page_id
from county.settings import County, CrawlPolicy, Portal
from evidence.ingest import ingest
from evidence.known_links import known_links
from evidence.linked_pages import LinkLook, link_looks
from evidence.pack import CaptureRow, LinkAnswerRow, LinkRow, Manifest, PackWriter, SightingRow
from evidence.pack.manifest import pack_files, seal
from evidence.store import Store

HOME = "http://www.xiuwen.gov.cn/"
COUNTY = County("修文县", (Portal("xiuwen", "门户", HOME),), (), CrawlPolicy("信息科"), "xiuwen")
TARGET = f"{HOME}zt/1.html"
OUTSIDE = "http://www.shop.example/"
_FIRST = dt.date(2026, 3, 1)


class Nights:
    """A store that is fed one made pack a night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "evidence.db")
        self.number = 0

    def night(
        self,
        *,
        links: tuple[str, ...] | None = None,
        answers: dict[str, str] | None = None,
        page: str = "same",
        front: str = "ok",
    ) -> None:
        """One night: the article read anew with `links`, or else as `page` says; what targets answered."""
        self.number += 1
        night = (_FIRST + dt.timedelta(days=self.number)).isoformat()
        folder = self.folder / f"xiuwen-{night}"
        folder.mkdir()
        capture = f"capture-{self.number}"
        with PackWriter(folder) as pack:
            if links is not None:
                pack.add(_capture(capture, "ok"))
                for url in links:
                    pack.add(LinkRow(capture, _id(url), url, "专题", "page", int(not url.startswith(HOME))))
            elif page == "same":
                pack.add(SightingRow("article", night, "304", 0))
            else:
                pack.add(_capture(capture, page))
            for url, effective in {**({HOME: front} if front else {}), **(answers or {})}.items():
                pack.add(LinkAnswerRow(_id(url), url, night, 404, effective, "页面不存在。", "", 0, 0))
        manifest = Manifest(folder.name, "xiuwen", night, 1, night, night, "finished", "", "", pack_files(folder))
        seal(folder, manifest)
        ingest(folder, self.store)

    def looks(self) -> list[LinkLook]:
        return list(link_looks(self.store, COUNTY))

    def dead(self) -> list[list[str]]:
        """The addresses of the dead links at each look."""
        return [[link.url for link in look.links if link.is_dead] for look in self.looks()]


def _capture(id_: str, effective: str) -> CaptureRow:
    blank = CaptureRow.unanswered("article", f"{HOME}a.html", "article", id_, effective, "")
    return blank._replace(id=id_, status=200)


def _id(url: str) -> str:
    return page_id("xiuwen", "/" + url.removeprefix(HOME) if url.startswith(HOME) else url)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def test_dead_on_the_second_night_and_mended_when_it_answers(nights: Nights) -> None:
    nights.night(links=(TARGET,), answers={TARGET: "missing"})
    nights.night(answers={TARGET: "missing"})
    nights.night(answers={TARGET: "ok"})
    nights.night(answers={TARGET: "missing"})
    assert nights.dead() == [[], [TARGET], [], []]


@pytest.mark.parametrize("effective", ["transport", "blocked", "error", "login", "ignored", "empty-shell"])
def test_what_proves_nothing_neither_kills_nor_mends(nights: Nights, effective: str) -> None:
    nights.night(links=(TARGET,), answers={TARGET: effective})
    nights.night(answers={TARGET: effective})
    assert nights.dead() == []
    nights.night(answers={TARGET: "missing"})
    nights.night(answers={TARGET: effective})
    nights.night(answers={TARGET: "missing"})
    nights.night(answers={TARGET: effective})
    assert nights.dead() == [[], [], [], [], [TARGET], [TARGET]]


@pytest.mark.parametrize("front", ["", "maintenance"])
def test_without_a_front_page_the_portal_witnesses_nothing(nights: Nights, front: str) -> None:
    nights.night(links=(TARGET,), answers={TARGET: "missing"})
    nights.night(answers={TARGET: "missing"}, front=front)
    nights.night(answers={TARGET: "missing"}, front=front)
    assert nights.dead() == [[], [], []]
    nights.night(answers={TARGET: "missing"})
    assert nights.dead()[-1] == [TARGET]


def test_a_link_that_was_taken_out_is_mended_and_one_not_seen_is_not(nights: Nights) -> None:
    nights.night(links=(TARGET,), answers={TARGET: "missing"})
    nights.night(answers={TARGET: "missing"})
    nights.night(page="blocked")
    nights.night(page="transport")
    nights.night(links=())
    assert nights.dead() == [[], [TARGET], []]


def test_a_page_that_is_gone_has_no_links_after_two_nights(nights: Nights) -> None:
    nights.night(links=(OUTSIDE,))
    nights.night(page="missing")
    assert [len(look.links) for look in nights.looks()] == [1]
    nights.night(page="missing")
    assert [len(look.links) for look in nights.looks()] == [1, 0]


def test_a_host_outside_needs_no_front_page_and_has_a_capture(nights: Nights) -> None:
    nights.night(links=(OUTSIDE,), answers={OUTSIDE: "unresolved"}, front="")
    nights.night(answers={OUTSIDE: "missing"}, front="")
    assert nights.dead() == [[], [OUTSIDE]]
    assert {look.capture for look in nights.looks()} == {"capture-1"}


def test_the_next_crawl_is_told_what_was_missing(nights: Nights) -> None:
    nights.night(links=(TARGET, OUTSIDE, f"{HOME}never.html"), answers={TARGET: "missing", OUTSIDE: "missing"})
    nights.night(answers={TARGET: "transport", OUTSIDE: "ok"})
    told = {link.url: (link.asked_on, link.missing, link.outside) for link in known_links(nights.store, "xiuwen")}
    assert told == {
        TARGET: ("2026-03-03", 1, 0),
        OUTSIDE: ("2026-03-03", 0, 1),
        f"{HOME}never.html": ("", 0, 0),
    }


def test_a_masked_address_is_not_asked_for(nights: Nights) -> None:
    nights.night(links=(f"{HOME}520123********1234.html",))
    assert list(known_links(nights.store, "xiuwen")) == []


def test_a_pack_of_the_older_format_is_taken_in(nights: Nights) -> None:
    nights.night(links=(TARGET,))
    folder = nights.folder / "xiuwen-2026-04-01"
    folder.mkdir()
    with PackWriter(folder) as pack:
        pack.add(_capture("old", "ok"))
        pack._db.execute("DROP TABLE link")
        pack._db.execute("DROP TABLE link_answer")
    files = pack_files(folder)
    seal(folder, Manifest(folder.name, "xiuwen", "2026-04-01", 1, "", "", "finished", "", "", files, format=1))
    assert ingest(folder, nights.store)
