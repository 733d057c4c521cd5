"""Re-checks through the nights: what becomes of a finding, with the capture that witnesses it. A real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from county.finding import Finding, Level
from county.recheck import Outcome
from county.settings import County, CrawlPolicy, Portal
from evidence.findings import rebuild
from evidence.rechecks import newest_rechecks, rechecks_of
from evidence.store import Store
from evidence.texts import encode_finding

COUNTY = County("修文县", (Portal("xiuwen", "门户", "http://a/"),), (), CrawlPolicy("信息科"), "xiuwen")
WRONG = "今年以来，县住建局已按装路灯，方便群众夜间出行。"
FAULT = Finding("wrong-characters", Level.GENERAL, "按装", "错别字", WRONG.rstrip("。"), WRONG)
ELSEWHERE = Finding("wrong-characters", Level.GENERAL, "按装", "错别字", "全县正在按装路灯", "全县正在按装路灯")
TEXTS: dict[str, tuple[str, tuple[Finding, ...]]] = {
    "wrong": (WRONG, (FAULT,)),
    "right": (WRONG.replace("按装", "安装"), ()),
    "moved": ("关于2026年清明节放假安排的通知。", ()),
    "again": ("全县正在按装路灯。", (ELSEWHERE,)),
}
PAGE, FILE = "page", "file"
Saw = Outcome


class Nights:
    """A store that is told night by night what each address answered."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "evidence.db")
        self.number = 0
        with self.store.write() as connection:
            for text, (content, found) in TEXTS.items():
                connection.execute("INSERT INTO text VALUES (?, '', ?, '[]', '[]', '')", (text, content))
                rows = [(text, place, encode_finding(one)) for place, one in enumerate(found)]
                connection.executemany("INSERT INTO text_finding VALUES (?, ?, ?)", rows)

    def night(self, verdict: str = "complete", **answers: str) -> None:
        """Each address with the text it showed, or else what it answered: "304", "missing", "blocked" …"""
        self.number += 1
        night = f"2026-03-{self.number:02d}"
        with self.store.write() as connection:
            connection.execute(
                "INSERT INTO visit VALUES (?, ?, 'gov/动态', ?, '', 1, '', '', '', 1, 1, 1, ?)",
                (night, night, verdict, f"{night}T02:00:00Z"),
            )
            for page, said in answers.items():
                self._look(connection.execute, night, page, said)
        rebuild(self.store, COUNTY)

    def _look(self, execute, night: str, page: str, said: str) -> None:  # type: ignore[no-untyped-def]
        at = f"{night}T01:00:00Z"
        if said == "304":
            execute("INSERT INTO sighting VALUES (?, ?, ?, ?, '304', 0)", (night, night, page, at))
            return
        half = said.endswith("½")
        text = said.rstrip("½")
        known = text in TEXTS
        values = {
            "id": f"{page}-{night}",
            "night": night,
            "page": page,
            "kind": "document" if page == FILE else "article",
            "effective": "ok" if known else said,
            "quality": 0.5 if half else 1.0,
            "reason": "" if known else f"答复：{said}",
            "at": at,
            "text": text if known else "",
        }
        execute(
            "INSERT INTO capture VALUES (:id, :night, :night, :page, 'http://a/' || :page, '', :kind, 200, :effective,"
            " :quality, :reason, :at, '', 0, '', '', :text, '', '', '', 0, 0)",
            values,
        )

    def attach(self) -> None:
        """The page links the file."""
        with self.store.write() as connection:
            connection.execute("INSERT INTO attachment VALUES ('page', 'file', '', '', '2026-03-01', '2026-03-01')")

    def seen(self, page: str = PAGE) -> list[tuple[str, str, Outcome]]:
        """Stretches of the fault on that page."""
        rows = rechecks_of(self.store.connection, FAULT.id(page))
        return [(row.night[-2:], row.last_night[-2:], row.kind) for row in rows]

    def gone_on(self, page: str = PAGE) -> str:
        query = "SELECT gone_on FROM finding WHERE id = ?"
        [gone] = self.store.connection.execute(query, (FAULT.id(page),)).fetchone()
        return str(gone)


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    made = Nights(tmp_path)
    yield made
    made.store.close()


def test_mended_and_back_again_with_the_captures_that_show_it(nights: Nights) -> None:
    nights.night(page="wrong")
    nights.night(page="304")
    nights.night(page="right")
    nights.night(page="304")
    nights.night(page="wrong")
    assert nights.seen() == [("01", "02", Saw.STILL_THERE), ("03", "04", Saw.FIXED), ("05", "05", Saw.STILL_THERE)]
    captures = [row.capture for row in rechecks_of(nights.store.connection, FAULT.id(PAGE))]
    assert captures == ["page-2026-03-01", "page-2026-03-03", "page-2026-03-05"]
    [known] = newest_rechecks(nights.store, night="2026-03-04").values()
    assert (known.kind, known.last_night) == (Saw.FIXED, "2026-03-04")


def test_a_page_that_says_something_else_wants_a_persons_eye(nights: Nights) -> None:
    nights.night(page="wrong")
    nights.night(page="moved")
    assert nights.seen()[-1] == ("02", "02", Saw.REWORDED)
    nights.night(page="right")
    assert nights.seen()[-1] == ("03", "03", Saw.FIXED)


def test_the_same_words_in_a_new_sentence_are_not_mended(nights: Nights) -> None:
    nights.night(page="wrong")
    nights.night(page="again")
    assert nights.seen()[-1] == ("02", "02", Saw.STILL_THERE)
    assert "原句有改动" in rechecks_of(nights.store.connection, FAULT.id(PAGE))[-1].reason


@pytest.mark.parametrize("said", ["blocked", "error", "transport", "maintenance", "login", "empty-shell", "right½"])
def test_what_was_not_seen_proves_nothing(nights: Nights, said: str) -> None:
    nights.night(page="wrong")
    nights.night(page=said)
    [row] = rechecks_of(nights.store.connection, FAULT.id(PAGE))[1:]
    assert (row.kind, row.capture) == (Saw.CANNOT_TELL, "page-2026-03-02")
    assert row.reason
    assert nights.gone_on() == ""


def test_a_night_that_could_not_tell_takes_no_mending_back(nights: Nights) -> None:
    nights.night(page="wrong")
    nights.night(page="right")
    nights.night(page="blocked")
    nights.night(page="missing")
    assert nights.seen()[-1] == ("02", "02", Saw.FIXED)


def test_a_page_is_gone_for_good_after_two_nights(nights: Nights) -> None:
    nights.night(page="wrong")
    nights.night(page="missing")
    assert (nights.seen()[-1][2], nights.gone_on()) == (Saw.PAGE_GONE, "")
    nights.night(page="missing")
    assert (nights.seen()[-1], nights.gone_on()) == (("02", "03", Saw.PAGE_GONE), "2026-03-03")


def test_a_portal_of_which_nothing_was_read_proves_no_page_gone(nights: Nights) -> None:
    nights.night(page="wrong")
    for _ in range(3):
        nights.night("unreachable", page="missing")
    assert (nights.seen()[-1][2], nights.gone_on()) == (Saw.CANNOT_TELL, "")


def test_a_page_is_not_gone_while_its_file_still_opens(nights: Nights) -> None:
    nights.attach()
    nights.night(page="wrong", file="moved")
    nights.night(page="missing")
    assert nights.seen()[-1][2] is Saw.CANNOT_TELL
    nights.night(page="missing", file="304")
    nights.night(page="missing", file="blocked")
    assert (nights.seen()[-1][2], nights.gone_on()) == (Saw.ATTACHMENT_OPEN, "")
    nights.night(page="missing", file="missing")
    assert (nights.seen()[-1][2], nights.gone_on()) == (Saw.PAGE_GONE, "2026-03-05")


def test_a_file_that_was_asked_for_in_vain_keeps_the_finding_open(nights: Nights) -> None:
    nights.attach()
    nights.night(page="wrong", file="moved")
    for _ in range(3):
        nights.night(page="missing", file="blocked")
    assert (nights.seen()[-1][2], nights.gone_on()) == (Saw.CANNOT_TELL, "")


def test_a_fault_in_a_file_whose_page_is_gone_stands_with_the_file(nights: Nights) -> None:
    nights.attach()
    nights.night(page="right", file="wrong")
    nights.night(page="missing", file="304")
    assert nights.seen(FILE) == [("01", "01", Saw.STILL_THERE), ("02", "02", Saw.ATTACHMENT_OPEN)]
    nights.night(page="missing", file="missing")
    nights.night(page="missing", file="missing")
    assert (nights.seen(FILE)[-1][2], nights.gone_on(FILE)) == (Saw.PAGE_GONE, "2026-03-04")
