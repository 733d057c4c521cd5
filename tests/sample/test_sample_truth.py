"""truth.json agrees with the pages it speaks of."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from sample_asking import ask
from sample_days import BASE, TODAY, Built

from sample.chance import chance
from sample.folder import BuiltPortal
from sample.portal import PageKind
from sample.roster import roster
from sample.truth import window_start
from sample.word_plants import word_inserts
from sample.workdays import CALENDAR

_TAGS = re.compile(r"<[^>]+>")
LINK_RULES = ("link-dead", "link-outside", "attachment-dead")
TRACE_RULES = ("hidden-link", "page-hijacked", "unclean-paste")
_RULES = {
    *("news-week-short", "column-stale", "column-blank", "column-undated", "news-doubled", "news-redated"),
    *("word-listed", "personal-id", "personal-mobile", *LINK_RULES),
    *("date-future", "item-undated", "published-late", "published-unsigned", "text-redated"),
    *("annual-report-missing", "meta-tags", *TRACE_RULES),
}
_SEPARATORS = re.compile(r"[\s]+")


def read(portal: BuiltPortal, url: str) -> bytes:
    entry = portal.find(url.removeprefix(BASE))
    assert entry is not None
    return entry.file.read_bytes()


def text_of(portal: BuiltPortal, url: str) -> str:
    body = read(portal, url)
    if body.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(body)
        return "".join(page.get_textpage().get_text_range() for page in document)
    if body.startswith(b"PK") and b"word/document.xml" in body:
        return docx_text(body)
    if body.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
        return "\n".join("\t".join(str(cell) for cell in row) for row in rows)
    codec = {unit.id: unit.charset.codec for unit in roster()}
    entry = portal.find(url.removeprefix(BASE))
    assert entry is not None
    return unescape(_TAGS.sub("", body.decode(codec[entry.column.split("/")[0]])))


def docx_text(body: bytes) -> str:
    document = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def stands_in(masked: str, text: str) -> bool:
    pattern = "".join("[0-9X]" if char == "*" else re.escape(char) for char in masked)
    return re.search(rf"(?<![0-9]){pattern}(?![0-9X])", _SEPARATORS.sub("", text).replace("+86", "")) is not None


def test_every_rule_is_planted(truth: dict[str, Any]) -> None:
    counts = Counter(fault["rule"] for fault in truth["faults"])
    assert set(counts) == _RULES
    print(dict(counts))


def test_every_address_of_the_truth_is_served(truth: dict[str, Any], portal: BuiltPortal, server: Any) -> None:
    urls = {fault["url"] for fault in truth["faults"]} | {harmless["url"] for harmless in truth["lookalikes"]}
    assert all(ask(server.url, url.removeprefix(BASE)).status == 200 for url in urls)


def test_every_planted_word_and_number_is_there(truth: dict[str, Any], portal: BuiltPortal) -> None:
    told_otherwise = ("news-week-short", "annual-report-missing", *LINK_RULES)
    planted = [fault for fault in truth["faults"] if fault["words"] and fault["rule"] not in told_otherwise]
    for fault in planted:
        text = text_of(portal, fault["url"])
        whole = "*" in fault["words"]
        assert stands_in(fault["words"], text) if whole else fault["words"] in text, fault


def test_every_planted_link_is_there_and_dead_where_it_should_be(truth: dict[str, Any], portal: BuiltPortal) -> None:
    for fault in truth["faults"]:
        if fault["rule"] not in LINK_RULES:
            continue
        page, name = read(portal, fault["url"]), fault["words"].rpartition("/")[2]
        assert name.encode() in page, fault
        served = portal.find(fault["words"].removeprefix(BASE))
        assert served is None or served.content_type.startswith("text/html"), fault


def test_attachments_hold_whole_numbers_and_open(truth: dict[str, Any], portal: BuiltPortal) -> None:
    kinds = set()
    for fault in truth["faults"]:
        body = read(portal, fault["url"])
        if fault["rule"] != "personal-id" or not body.startswith((b"PK", b"%PDF")):
            continue
        numbers = re.findall(r"(?<![0-9])52012319[0-9]{9}[0-9X](?![0-9])", text_of(portal, fault["url"]))
        assert len(numbers) >= fault["count"]
        kinds.add(body[:4] + (b"docx" if b"word/document.xml" in body else b""))
    assert len(kinds) == 3


def test_hidden_sheet_is_hidden(truth: dict[str, Any], portal: BuiltPortal) -> None:
    (fault,) = (fault for fault in truth["faults"] if "隐藏" in fault["note"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(read(portal, fault["url"])))
    assert [str(sheet.visible) for sheet in book.sheets_metadata] == [
        "SheetVisibleEnum.Visible",
        "SheetVisibleEnum.Hidden",
    ]


@pytest.mark.parametrize("day", [TODAY, dt.date(2026, 1, 20)])
def test_faults_stand_inside_the_crawl_window(built: Built, day: dt.date) -> None:
    site = built(today=day)
    portal = BuiltPortal(site)
    faults = json.loads((site / "truth.json").read_text(encoding="utf-8"))["faults"]
    start = dt.datetime.combine(window_start(day), dt.time(), dt.UTC).timestamp()
    for fault in faults:
        entry = portal.find(fault["url"].removeprefix(BASE))
        assert entry is not None
        if entry.kind in (PageKind.ARTICLE, PageKind.ATTACHMENT):
            assert entry.modified >= start, fault


def test_words_stand_only_where_they_were_planted(truth: dict[str, Any], portal: BuiltPortal) -> None:
    words = {claim.words for insert in word_inserts(chance(0)) for claim in insert.claims}
    planted = {(fault["url"], fault["words"]) for fault in truth["faults"] if fault["rule"] == "word-listed"}
    for entry in portal.entries:
        if entry.kind is not PageKind.ARTICLE:
            continue
        text = text_of(portal, entry.path)
        harmless = text.replace("按装配式", "").replace("既使用", "")
        assert {(f"{BASE}{entry.path}", word) for word in words if word in harmless} <= planted


def test_whole_numbers_stand_only_where_they_were_planted(truth: dict[str, Any], portal: BuiltPortal) -> None:
    planted = {fault["url"] for fault in truth["faults"] if fault["rule"].startswith("personal")}
    number = re.compile(r"(?<![0-9])(?:520123[0-9]{11}[0-9X]|1[3-9][0-9]{9})(?![0-9.])")
    for entry in portal.entries:
        if entry.kind in (PageKind.ARTICLE, PageKind.STATIC) and f"{BASE}{entry.path}" not in planted:
            assert not number.findall(text_of(portal, entry.path)), entry.path


def test_no_whole_number_stands_in_the_truth(site: Path) -> None:
    text = (site / "truth.json").read_text(encoding="utf-8")
    assert not re.search(r"(?<![0-9A-Za-z])52012319[0-9]{9}[0-9X]|(?<![0-9A-Z*])1(?:54|63|64|68|69|79)[0-9]{8}", text)


def test_short_weeks_follow_from_the_counts(truth: dict[str, Any]) -> None:
    quotas = {unit.id: unit.quota for unit in roster()}
    weeks = {week.id: week for week in CALENDAR.weeks(dt.date(TODAY.year, 1, 1), TODAY)}
    expected = {
        (unit, week, quotas[unit] - counted)
        for unit, by_week in truth["counts"].items()
        for week, counted in by_week.items()
        if counted < quotas[unit] and CALENDAR.working_days(weeks[week].start, weeks[week].end)
    }
    short = {(f["unit"], f["words"], f["count"]) for f in truth["faults"] if f["rule"] == "news-week-short"}
    assert short == expected
    assert {quotas[unit] for unit, _, _ in short} == {1, 2}
    assert {missing for _, _, missing in short} == {1, 2}


def test_copies_have_one_body(truth: dict[str, Any], portal: BuiltPortal) -> None:
    copies = [fault for fault in truth["faults"] if fault["rule"] in ("news-doubled", "news-redated")]
    assert copies
    for fault in copies:
        other = fault["note"].split()[1].split("（")[0]
        one, two = (text_of(portal, url) for url in (fault["url"], other))
        shared = max(one.splitlines(), key=len)
        assert shared in two


def test_lookalikes_cover_every_kind(truth: dict[str, Any]) -> None:
    kinds = {harmless["kind"] for harmless in truth["lookalikes"]}
    assert len(kinds) >= 20
    assert truth["silent"]


def test_every_family_has_every_column_fault(built: Built) -> None:
    faults = [
        fault
        for seed in (1, 2)
        for fault in json.loads((built(seed=seed) / "truth.json").read_text(encoding="utf-8"))["faults"]
    ]
    families = {unit.id: unit.family for unit in roster()}
    seen = {(fault["rule"], families[fault["unit"]]) for fault in faults}
    rules = ("column-stale", "column-blank", "column-undated")
    assert seen >= set(itertools.product(rules, families.values()))
