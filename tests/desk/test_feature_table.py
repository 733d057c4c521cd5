"""The table of features that a desk for flagged pages is measured by, row by row: which test shows that the desk has
it, and the tests of rows that no other file is about."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from browsing import desk_page
from made_home import COUNTY, FIRST_NIGHT, TODAY, DeskHome, Flagged
from playwright.sync_api import Browser, Page, expect
from serving_desk import Asker, serving, signed_in

import checks
from county.account import EVERYTHING
from county.calendar import Calendar
from county.finding import Level
from county.review import Status, Tray
from county.settings import DeskPolicy
from digest.mails.county_mail import county_mail
from digest.mails.facts import county_facts
from digest.mails.unit_mail import Occasion, unit_mail
from digest.period import Rhythm, period_of
from evidence.desk.deciding import Verdict, acts, decide_on, undo
from evidence.desk.filters import QueueFilter
from evidence.desk.mutes import Scope, add_mute
from evidence.desk.queue import Timing
from evidence.desk.reading import count, queue_row
from scoring import load_scheme

TESTS = Path(__file__).parent.parent
ROWS: dict[int, tuple[str, ...]] = {
    1: ("desk/test_keys.py::test_twenty_findings_are_reviewed_with_keys_alone",
        "desk/test_deciding.py::test_the_gravest_comes_first_then_the_most_urgent_then_the_oldest"),
    2: ("desk/test_keys.py::test_keys_of_an_input_method_and_of_the_system_decide_nothing",
        "desk/test_keys.py::test_composing_in_a_field_decides_nothing"),
    3: ("desk/test_keys.py::test_a_click_into_the_captured_page_does_not_steal_the_keys",),
    4: ("desk/test_evidence_tabs.py::test_a_hit_is_in_view_when_its_tab_opens",
        "desk/test_pictures.py::test_the_tab_shows_the_page_as_a_picture_with_the_hit_in_view"),
    5: ("desk/test_feature_table.py::test_a_finding_of_every_check_says_why",),
    6: ("county/test_review.py::test_every_move_is_allowed_or_refused_as_the_table_says",
        "desk/test_deciding.py::test_illegal_moves_are_refused_and_counted"),
    7: ("desk/test_deciding.py::test_two_hundred_equal_hits_are_one_line_and_one_decision",),
    8: ("desk/test_feature_table.py::test_five_thousand_are_decided_in_one_transaction_and_undone_at_once",),
    9: ("desk/test_feature_table.py::test_the_last_twenty_acts_can_be_undone_and_each_undoing_is_written_down",),
    10: ("desk/test_feature_table.py::test_the_address_of_a_list_is_the_list_and_the_way_back_works",),
    11: ("evidence/test_audit.py::test_entries_cannot_be_changed",
         "evidence/test_audit.py::test_tampering_below_the_triggers_is_named",
         "desk/test_deciding.py::test_what_was_written_cannot_be_changed"),
    12: ("desk/test_feature_table.py::test_a_muted_hit_is_in_no_mail_and_grey_in_its_list",),
    13: ("desk/test_routes.py::test_another_units_are_not_there",),
    14: ("county/test_review.py::test_deadlines_are_counted_in_working_days",),
    15: ("desk/test_feature_table.py::test_every_paper_opens_in_the_office_suite",
         "desk/test_sealed.py::test_the_masked_package_verifies_and_holds_no_whole_number"),
    16: ("desk/test_papers.py::test_edited_rows_are_refused_by_name",
         "desk/test_papers.py::test_a_filled_ledger_is_shown_before_it_is_taken"),
    17: ("desk/test_feature_table.py::test_who_is_called_or_handed_a_finding_has_it_among_his_own",),
    18: ("desk/test_feature_table.py::test_what_is_serious_is_noticed_once_a_second_person_agrees",),
    19: ("desk/test_reading_again.py::test_the_desk_shows_the_new_reading_beside_the_old_one",),
    20: ("desk/test_settings.py::test_a_word_is_tried_then_added_then_taken_out",),
    21: ("desk/test_feature_table.py::test_a_units_page_prints_its_score_its_pictures_and_what_is_open",),
    22: ("desk/test_health.py::test_the_page_tells_what_went_wrong",
         "desk/test_feature_table.py::test_the_offices_mail_warns_of_nights_that_were_not_watched"),
}  # fmt: skip
"""Row of the table → the tests that are its acceptance. Row 23 (dark theme, live updates, telephones) is not built."""


@cache
def _tests_of(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_row_names_tests_that_exist() -> None:
    assert list(ROWS) == list(range(1, 23))
    for name in (name for tests in ROWS.values() for name in tests):
        file, _, test = name.partition("::")
        assert test in _tests_of(file), name


FOOTER = Flagged("foot", "u1", words="版权所友", sentence="版权所友修文县人民政府")
PLAIN = Flagged("plain", "u1", words="帐户", sentence="请到窗口办理帐户登记", night="2026-03-30")
SERIOUS = Flagged("grave", "u2", level=Level.SERIOUS, words="中华人民共合国", sentence="中华人民共合国档案法")
TIMING = Timing.of(COUNTY, TODAY)


@pytest.fixture
def port(home: DeskHome) -> Iterator[int]:
    home.flag([FOOTER, PLAIN, SERIOUS])
    with serving(home.settings()) as port:
        yield port


@pytest.fixture
def wang(home: DeskHome, port: int) -> Asker:
    return signed_in(home, port, "wang")


def status_of(home: DeskHome, flagged: Flagged) -> str:
    with closing(home.store()) as store:
        row = queue_row(store.connection, flagged.id)
    assert row is not None
    return row.status


def lying(home: DeskHome, tray: Tray) -> int:
    with closing(home.store()) as store:
        return count(store.connection, QueueFilter(EVERYTHING, tray))


def test_a_finding_of_every_check_says_why(home: DeskHome) -> None:
    """Row 5."""
    ones = [Flagged(f"p-{rule}", rule=rule, why=f"因为{rule}") for rule in checks.RULES]
    home.flag(ones)
    with serving(home.settings()) as port:
        asker = signed_in(home, port, "auditor")
        for one in ones:
            text = asker.get(f"/findings/{one.id}").text
            assert one.why in text
            assert f"<dd>{one.rule}（{checks.RULES[one.rule].title}）" in text
            basis, clause = (re.search(rf"<dt>{name}</dt><dd>(.+?)</dd>", text) for name in ("依据", "计分条款"))
            assert basis, one.rule
            assert basis[1] != "—", one.rule
            assert clause, one.rule


def test_five_thousand_are_decided_in_one_transaction_and_undone_at_once(home: DeskHome) -> None:
    """Row 8; how long it takes is measured by `python -m bench.desk`."""
    home.flag([Flagged(f"p{number}", words=f"错{number}", sentence=f"第{number}处") for number in range(5000)])
    with closing(home.store()) as store:
        ids = [id_ for (id_,) in store.connection.execute("SELECT id FROM finding")]
        begun: list[str] = []
        store.connection.set_trace_callback(lambda said: begun.append(said) if said.startswith("BEGIN") else None)
        outcome = decide_on(store, ids, Verdict(Status.FALSE_ALARM, "wang", "整批误报", "batch-1"), TIMING)
        assert (outcome.moved, outcome.refused, len(begun)) == (5000, 0, 1)
        assert undo(store, "batch-1", "wang", "undo-1", TIMING).moved == 5000
        assert len(begun) == 2
    assert lying(home, Tray.REVIEW) == 5000


def test_the_last_twenty_acts_can_be_undone_and_each_undoing_is_written_down(home: DeskHome, wang: Asker) -> None:
    """Row 9."""
    with closing(home.store()) as store:
        for number in range(21):
            status = Status.PENDING if number % 2 else Status.CONFIRMED
            decide_on(store, [FOOTER.id], Verdict(status, "wang", "", f"batch-{number}"), TIMING)
        assert [act.id for act in acts(store.connection, "wang")] == [f"batch-{number}" for number in range(20, 0, -1)]
    wang.get(f"/findings/{FOOTER.id}")
    for expected in (Status.PENDING, Status.CONFIRMED, Status.PENDING):
        request = wang.post("/queue/undo", filter="tray=review", finding=FOOTER.id).headers["x-request-id"]
        assert status_of(home, FOOTER) == expected
        assert request in wang.get("/trail").text


def test_the_address_of_a_list_is_the_list_and_the_way_back_works(browser: Browser, wang: Asker) -> None:
    """Row 10."""

    def shown(page: Page) -> list[str]:
        return page.locator(
            ".list-pane a[href^='/findings/'], nav a[href^='/findings/'], ol a[href^='/findings/']"
        ).all_inner_texts()

    with desk_page(browser, wang) as page, desk_page(browser, wang) as other:
        page.goto("/queue")
        whole, first = shown(page), page.url
        with page.expect_navigation():
            page.locator("select[name=unit]").select_option("u2")
        part = shown(page)
        assert 0 < len(part) < len(whole)
        other.goto(page.url)
        assert shown(other) == part
        page.go_back()
        assert (page.url, shown(page)) == (first, whole)


def test_a_muted_hit_is_in_no_mail_and_grey_in_its_list(home: DeskHome, wang: Asker) -> None:
    """Row 12."""

    def mails() -> str:
        with closing(home.store()) as store:
            week = period_of(TODAY, Rhythm.WEEK, Calendar(COUNTY.calendar))
            facts = county_facts(store, COUNTY, load_scheme("xiuwen"), week, TODAY)
            texts = [unit_mail(one, facts, Occasion.WEEKLY).body for one in facts.units]
            return "".join(body.text + body.html for body in (*texts, county_mail(facts, None, ()).body))

    assert PLAIN.words in mails()
    assert FOOTER.words in mails()
    with closing(home.store()) as store:
        row = queue_row(store.connection, FOOTER.id)
        assert row is not None
        add_mute(store, Scope(row.rule, row.words, group=row.grp), "页脚字样，已报运维", "wang", TODAY, 90, "r1")
    assert FOOTER.words not in mails()
    assert PLAIN.words in mails()
    answer = wang.get("/queue?tray=muted")
    assert '<span class="status muted">已静默</span>' in wang.get(answer.location).text


def test_who_is_called_or_handed_a_finding_has_it_among_his_own(home: DeskHome, port: int, wang: Asker) -> None:
    """Row 17."""
    zhao = signed_in(home, port, "zhao")
    assert f"/findings/{FOOTER.id}" not in zhao.get("/mine").text
    wang.get(f"/findings/{FOOTER.id}")
    wang.post(f"/findings/{FOOTER.id}/note", content="@赵强 请看页脚", filter="tray=review")
    assert "请看页脚" in zhao.get("/mine").text
    wang.post(f"/findings/{PLAIN.id}/assign", account="zhao", filter="tray=review")
    assert PLAIN.id in zhao.get("/queue?mine=1").location
    assert "这里没有问题了" in wang.get("/queue?mine=1").text


def test_what_is_serious_is_noticed_once_a_second_person_agrees(home: DeskHome) -> None:
    """Row 18."""
    home.flag([SERIOUS])
    careful = dataclasses.replace(home.county, desk=DeskPolicy(two_persons=True))
    with serving(dataclasses.replace(home.settings(), county=careful)) as port:
        wang, zhao = signed_in(home, port, "wang"), signed_in(home, port, "zhao")

        def says(asker: Asker, status: Status) -> str:
            asker.get(f"/findings/{SERIOUS.id}")
            asker.post(f"/findings/{SERIOUS.id}/decide", status=status.value, filter="tray=review", one="1")
            return status_of(home, SERIOUS)

        assert says(wang, Status.CONFIRMED) == Status.FIRST_CONFIRMED
        assert says(wang, Status.CONFIRMED) == Status.FIRST_CONFIRMED
        assert says(wang, Status.NOTIFIED) == Status.FIRST_CONFIRMED
        assert says(zhao, Status.CONFIRMED) == Status.CONFIRMED
        assert says(zhao, Status.NOTIFIED) == Status.NOTIFIED


PAPERS = ("/papers/scores", "/papers/ledger", "/papers/bulletin", "/units/u1/papers/notice")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_paper_opens_in_the_office_suite(home: DeskHome, wang: Asker, tmp_path: Path) -> None:
    """Row 15."""
    with closing(home.store()) as store:
        decide_on(store, [FOOTER.id], Verdict(Status.CONFIRMED, "wang", "", "batch-1"), TIMING)
    files = []
    for number, path in enumerate(PAPERS):
        answer = wang.get(path)
        ending = "xlsx" if ".xlsx" in answer.headers["content-disposition"] else "docx"
        files.append(tmp_path / f"paper{number}.{ending}")
        files[-1].write_bytes(answer.body)
    folder = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", folder, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    assert all(file.with_suffix(".pdf").read_bytes().startswith(b"%PDF") for file in files)


def test_a_units_page_prints_its_score_its_pictures_and_what_is_open(browser: Browser, wang: Asker) -> None:
    """Row 21."""
    with desk_page(browser, wang) as page:
        page.goto("/units/u1")
        page.emulate_media(media="print")
        expect(page.locator("header.top")).to_be_hidden()
        expect(page.locator(".score b")).to_be_visible()
        expect(page.locator("svg").first).to_be_visible()
        expect(page.locator(f"a[href^='/findings/{FOOTER.id}']").first).to_be_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
        expect(page.locator("a", has_text="办理经过")).to_have_attribute("href", "/units/u1/history")


def test_the_offices_mail_warns_of_nights_that_were_not_watched(home: DeskHome) -> None:
    """Row 22."""
    home.flag([Flagged("early"), Flagged("late", night="2026-03-30", words="帐户", sentence="办理帐户登记")])
    with closing(home.store()) as store:
        with store.write() as connection:
            for night in (FIRST_NIGHT, "2026-03-30"):
                values = (f"county-{night}", night, "u1/工作动态", night)
                connection.execute(
                    "INSERT INTO visit VALUES (?, ?, ?, 'complete', '', 1, ?, '2026-01-01', '', 1, 1, 1, '')", values
                )
        week = period_of(dt.date(2026, 3, 31), Rhythm.WEEK, Calendar(COUNTY.calendar))
        facts = county_facts(store, COUNTY, load_scheme("xiuwen"), week, TODAY)
        mail = county_mail(facts, None, ())
    assert "没有巡查到，这几夜的情况不明" in mail.body.text
