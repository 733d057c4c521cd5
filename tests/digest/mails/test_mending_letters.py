"""Letters about mending: the limits of a notice, and what the office is told of what stands long."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from county.calendar import Calendar
from county.finding import Level
from county.recheck import Outcome
from county.review import Decided, Status
from county.settings import DeskPolicy
from county.units import Contact
from digest.coverage import coverage
from digest.issuing import Issuing
from digest.mails.county_mail import county_mail
from digest.mails.dispatch import Dispatcher
from digest.mails.facts import CountyFacts
from digest.mails.urging_mail import notice_mail, urging_mail
from digest.material import Material
from digest.notices import to_be_mended
from digest.period import Rhythm, period_named, period_of
from digest.period_papers import Kept
from digest.reminder_rules import load_steps
from digest.urging import long_overdue, urgings
from evidence.desk.notes import notes_of
from evidence.desk.urging import note_urged, urged_before
from evidence.outbox import Outbox
from evidence.rechecks import RecheckRow
from evidence.store import Store
from tests.digest.made_material import make_finding, make_material, make_units

UNITS = make_units(1)
TOLD = dt.date(2026, 3, 6)
SUNDAY = dt.date(2026, 3, 29)
NOWHERE = Path("/nowhere")


def material() -> Material:
    known = [make_finding(UNITS[0], 1, level=Level.SERIOUS), make_finding(UNITS[0], 2)]
    decided = {one.id: Decided(Status.NOTIFIED, TOLD) for one in known}
    rechecks = {
        one.id: RecheckRow(one.id, "2026-03-07", "2026-03-28", Outcome.ATTACHMENT_OPEN, "附件须一并撤下。", "")
        for one in known
    }
    return make_material(UNITS, known, as_of=SUNDAY, decided=decided, rechecks=rechecks)


def test_a_notice_names_both_limits_in_working_days() -> None:
    made = material()
    issuing = Issuing(dt.date(2026, 9, 28), DeskPolicy(serious_days=3, general_days=5))
    mail = notice_mail(made, UNITS[0], to_be_mended(made, UNITS[0]), issuing)
    assert (
        "有 2 个问题经核实需要整改，请于 2026-10-10 前改正，其中严重的 1 个请于 2026-10-08 前改正。" in mail.body.text
    )
    assert mail.subject == "【网站巡查】第1局整改通知：2个问题"


def test_a_reminder_says_how_late_it_is_and_what_the_night_saw() -> None:
    made = material()
    today = dt.date(2026, 3, 23)
    late = {one.step.name: one for one in urgings(made, load_steps(NOWHERE), today, ())}
    text = urging_mail(made, UNITS[0], late["overdue"], today).body.text
    assert "1 个问题还没有整改到位，整改时限 2026-03-20，已逾期 1 个工作日。" in text
    assert "3月28日复核：网页已不存在，附件仍可打开：附件须一并撤下" in text


def test_the_office_is_told_what_stands_long_and_which_papers_were_made() -> None:
    made, calendar = material(), Calendar()
    period = period_of(SUNDAY, Rhythm.WEEK, calendar)
    facts = CountyFacts(made, period, (), coverage(made.county, made.visits, period, SUNDAY))
    month = period_named("2026-02", calendar)
    assert month
    overdue = long_overdue(made, load_steps(NOWHERE), SUNDAY)
    body = county_mail(facts, None, (), overdue, [Kept(month, (Path("整改台账.xlsx"),))]).body
    for said in (body.text, body.html):
        assert "逾期未改 2 条" in said
        assert "2026-03-11" in said
        assert "新做好的文书" in said
        assert "整改台账" in said
    assert "时限 2026-03-11，逾期 12 个工作日，3月28日复核：网页已不存在，附件仍可打开" in body.text


def test_what_was_cut_off_between_letter_and_history_is_written_down_and_not_sent_again(tmp_path: Path) -> None:
    (unit,) = (replace(one, contacts=(Contact("王某", "unit1@example.cn"),)) for one in UNITS)
    made = material()
    county = replace(made.county, units=(unit,))
    store = Store(tmp_path / "evidence.db")
    today, now = dt.date(2026, 3, 23), dt.datetime(2026, 3, 23, 1, 10, tzinfo=dt.UTC)
    for day in (today, today + dt.timedelta(days=1)):
        dispatcher = Dispatcher(store, county, now)
        found = list(urgings(made, load_steps(NOWHERE), day, urged_before(store.connection)))
        posts = [dispatcher.urge(made, one, day) for one in found]
        assert len(posts) == 2, "the power went off before the histories were written"
    for one, post in zip(found, posts, strict=True):
        for _ in range(2):
            note_urged(store, one.urged, "逾期催办", post)
    assert list(urgings(made, load_steps(NOWHERE), today, urged_before(store.connection))) == []
    letters = Outbox(store).posts()
    assert [post.key.kind for post in letters] == ["urging-escalated", "urging-overdue"]
    for one in found:
        assert [note.content for note in notes_of(store.connection, one.faults[0].id)] == ["逾期催办"]
    store.close()
