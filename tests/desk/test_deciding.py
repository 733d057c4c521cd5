"""Deciding on findings in the store: groups, bulk, undo, two persons, what nights overtake, what survives a loss."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from made_home import COUNTY, TODAY, DeskHome, Flagged

from county.account import EVERYTHING
from county.finding import FindingState, Level
from county.review import Status, Tray
from county.settings import DeskPolicy
from evidence import audit
from evidence.desk.deciding import Outcome, Verdict, acts, decide_on, undo
from evidence.desk.filters import QueueFilter
from evidence.desk.history import steps_of
from evidence.desk.mutes import Scope, add_mute, approve_mute, end_mute, mutes
from evidence.desk.notes import NoteKind, add_note, assign, mentions_of, notes_of
from evidence.desk.queue import QueueRow, Timing, refresh_queue
from evidence.desk.reading import count, finding_ids, lines_from, queue_row
from evidence.errors import EvidenceError
from evidence.findings import findings
from evidence.store import Store

TIMING = Timing.of(COUNTY, TODAY)
NIGHT = dt.date(2026, 3, 30)
SERIOUS = Flagged("grave", level=Level.SERIOUS, words="中华人民共合国", sentence="中华人民共合国档案法")
FOOTER = [
    Flagged(f"foot{number}", f"u{number % 3 + 1}", words="版权所友", sentence="版权所友修文县人民政府")
    for number in range(200)
]


@contextmanager
def opened(home: DeskHome) -> Iterator[Store]:
    store = home.store()
    try:
        yield store
    finally:
        store.close()


def say(
    store: Store, ids: list[str], status: Status, by: str = "wang", timing: Timing = TIMING, **more: str
) -> Outcome:
    """A decision with a batch of its own."""
    until = dt.date.fromisoformat(more["until"]) if "until" in more else None
    batch = f"{by}-{status}-{len(acts(store.connection, by))}-{timing.today}"
    verdict = Verdict(status, by, more.get("reason", ""), batch, more.get("approver", ""), until)
    return decide_on(store, ids, verdict, timing, vetoes=("hidden-link",))


def row_of(store: Store, flagged: Flagged) -> QueueRow:
    found = queue_row(store.connection, flagged.id)
    assert found is not None
    return found


def state_of(store: Store, flagged: Flagged, decided_by: dt.date | None = None) -> FindingState:
    return next(one.state for one in findings(store, NIGHT, decided_by) if one.id == flagged.id)


def test_the_gravest_comes_first_then_the_most_urgent_then_the_oldest(home: DeskHome) -> None:
    young = Flagged("young", night="2026-03-20")
    old = Flagged("old", words="帐户", sentence="办理帐户登记")
    doubt = Flagged("doubt", level=Level.SUSPECTED, words="县驻沪", sentence="县驻沪办事处")
    home.flag([young, doubt, old, SERIOUS])
    with opened(home) as store:
        lines = lines_from(store.connection, QueueFilter(EVERYTHING), None, 10)
    assert [line.lead.finding for line in lines] == [SERIOUS.id, old.id, young.id, doubt.id]


def test_two_hundred_equal_hits_are_one_line_and_one_decision(home: DeskHome) -> None:
    home.flag([*FOOTER, SERIOUS])
    with opened(home) as store:
        wanted = QueueFilter(EVERYTHING)
        [grave, footer] = lines_from(store.connection, wanted, None, 10)
        assert (footer.members, footer.units) == (200, 3)
        ids = finding_ids(store.connection, wanted, [footer.lead.grp])
        assert say(store, ids, Status.FALSE_ALARM).moved == 200
        assert [line.lead.finding for line in lines_from(store.connection, wanted, None, 10)] == [grave.lead.finding]
        assert {state_of(store, one) for one in FOOTER[:3]} == {FindingState.DISMISSED}


def test_the_same_words_in_another_sentence_or_without_one_are_another_line(home: DeskHome) -> None:
    home.flag([Flagged("a"), Flagged("b", sentence="另一句登陆网站"), Flagged("c", words="", sentence=""),
               Flagged("d", words="", sentence=""),
               Flagged("list", count=10), Flagged("other list", count=10)])  # fmt: skip
    with opened(home) as store:
        assert [line.members for line in lines_from(store.connection, QueueFilter(EVERYTHING), None, 10)] == [1] * 6


def test_illegal_moves_are_refused_and_counted(home: DeskHome) -> None:
    first, second = Flagged("p1"), Flagged("p2", words="帐户", sentence="办理帐户登记")
    home.flag([first, second])
    with opened(home) as store:
        assert say(store, [first.id, second.id], Status.PASSED) == Outcome(0, 2)
        assert say(store, [first.id], Status.CONFIRMED) == Outcome(1, 0)
        assert say(store, [first.id, second.id], Status.NOTIFIED) == Outcome(1, 1)
        assert row_of(store, first).tray == Tray.MENDING
        assert [(step.before, step.status) for step in steps_of(store.connection, first.id)] == [
            (Status.PENDING, Status.CONFIRMED),
            (Status.CONFIRMED, Status.NOTIFIED),
        ]


def test_an_act_is_undone_as_a_whole_but_for_what_others_have_touched_since(home: DeskHome) -> None:
    home.flag(FOOTER[:5])
    ids = [one.id for one in FOOTER[:5]]
    with opened(home) as store:
        say(store, ids, Status.CONFIRMED)
        say(store, ids, Status.NOTIFIED)
        say(store, ids[:1], Status.ANSWERED, by="zhao")
        mine = acts(store.connection, "wang")
        assert [(act.status, act.findings) for act in mine] == [(Status.NOTIFIED, 5), (Status.CONFIRMED, 5)]
        undone = undo(store, mine[0].id, "wang", "undo-1", TIMING)
        assert (undone.moved, undone.refused) == (4, 1)
        assert [row_of(store, one).status for one in FOOTER[:3]] == ["answered", "confirmed", "confirmed"]
        assert undo(store, acts(store.connection, "wang")[0].id, "wang", "undo-2", TIMING).moved == 4
        assert row_of(store, FOOTER[1]).status == Status.PENDING
        assert state_of(store, FOOTER[1]) is FindingState.OPEN
        # nothing was overwritten
        assert [step.status for step in steps_of(store.connection, ids[1])] == [
            *(Status.CONFIRMED, Status.NOTIFIED, Status.CONFIRMED, Status.PENDING),
        ]


def test_only_ones_own_acts_can_be_undone_and_only_once(home: DeskHome) -> None:
    home.flag(FOOTER[:1])
    with opened(home) as store:
        say(store, [FOOTER[0].id], Status.CONFIRMED)
        [act] = acts(store.connection, "wang")
        with pytest.raises(EvidenceError, match="自己"):
            undo(store, act.id, "zhao", "undo-1", TIMING)
        undo(store, act.id, "wang", "undo-2", TIMING)
        with pytest.raises(EvidenceError):
            undo(store, act.id, "wang", "undo-3", TIMING)


def test_undoing_a_new_judgement_on_what_came_back_shows_it_as_come_back(home: DeskHome) -> None:
    back = Flagged("back", night="2026-03-02", nights_after=("2026-03-20",))
    home.flag([back])
    early = dataclasses.replace(TIMING, today=dt.date(2026, 3, 10))
    with opened(home) as store:
        for status in (Status.CONFIRMED, Status.NOTIFIED, Status.PASSED):
            say(store, [back.id], status, timing=early, reason="现场看过")
        assert row_of(store, back).status == Status.RETURNED
        say(store, [back.id], Status.FALSE_ALARM)
        undo(store, acts(store.connection, "wang")[0].id, "wang", "undo", TIMING)
        assert row_of(store, back).status == Status.RETURNED
        assert row_of(store, back).tray == Tray.REVIEW


def test_what_is_gone_waits_for_a_check(home: DeskHome) -> None:
    gone = Flagged("gone", gone_on="2026-03-16")
    home.flag([gone])
    with opened(home) as store:
        row = row_of(store, gone)
        assert (row.status, row.tray) == (Status.VANISHED, Tray.CHECK)
        say(store, [gone.id], Status.PASSED)
        assert row_of(store, gone).tray == Tray.CLOSED


def test_what_nobody_saw_mended_passes_with_a_reason_only(home: DeskHome) -> None:
    gone, standing = Flagged("gone", gone_on="2026-03-16"), Flagged("standing", nights_after=("2026-03-20",))
    home.flag([gone, standing])
    with opened(home) as store:
        for status in (Status.CONFIRMED, Status.NOTIFIED):
            say(store, [standing.id], status)
        with pytest.raises(EvidenceError, match="写明理由"):
            say(store, [standing.id], Status.PASSED, reason=" \u3000")
        assert say(store, [gone.id, standing.id], Status.PASSED) == Outcome(1, 1, unexplained=1)
        assert (row_of(store, gone).status, row_of(store, standing).status) == (Status.PASSED, Status.NOTIFIED)
        assert say(store, [standing.id], Status.PASSED, reason="现场核对已换页").moved == 1


def test_deferring_needs_a_reason_somebody_who_agreed_and_a_day(home: DeskHome) -> None:
    home.flag(FOOTER[:1])
    ids = [FOOTER[0].id]
    with opened(home) as store:
        for given in ({}, {"reason": "移交"}, {"reason": "移交", "approver": "李主任"}):
            with pytest.raises(EvidenceError, match="批准人"):
                say(store, ids, Status.DEFERRED, **given)
        for unseen in ("\x00", "\u200b\ufeff", " \u3000"):
            with pytest.raises(EvidenceError, match="批准人"):
                say(store, ids, Status.DEFERRED, reason=unseen, approver="李主任", until="2026-04-10")
            with pytest.raises(EvidenceError, match="还没有写"):
                add_note(store, ids, NoteKind.NOTE, unseen, "wang", "1")
        with pytest.raises(EvidenceError, match="写短"):
            say(store, ids, Status.CONFIRMED, reason="拖" * 10_000)
        with pytest.raises(EvidenceError, match="过去"):
            say(store, ids, Status.DEFERRED, reason="移交", approver="李主任", until="2026-03-30")
        say(store, ids, Status.DEFERRED, reason="移交", approver="李主任", until="2026-04-10")
        assert (row_of(store, FOOTER[0]).tray, row_of(store, FOOTER[0]).due) == (Tray.DEFERRED, "2026-04-10")
        later = Timing.of(COUNTY, dt.date(2026, 4, 11))
        with store.write() as connection:
            refresh_queue(connection, later)
        assert row_of(store, FOOTER[0]).tray == Tray.REVIEW


def test_grave_findings_need_two_persons_where_the_office_says_so(home: DeskHome) -> None:
    veto = Flagged("veto", rule="hidden-link", level=Level.SUSPECTED, words="evil.example", sentence="")
    plain = Flagged("plain")
    home.flag([SERIOUS, veto, plain])
    ids = [SERIOUS.id, veto.id, plain.id]
    timing = dataclasses.replace(TIMING, policy=DeskPolicy(two_persons=True))
    with opened(home) as store:
        assert say(store, ids, Status.CONFIRMED, timing=timing) == Outcome(3, 0, waiting=2)
        assert state_of(store, SERIOUS) is FindingState.OPEN
        assert say(store, ids[:2], Status.CONFIRMED, timing=timing) == Outcome(0, 2)
        assert say(store, ids[:2], Status.CONFIRMED, by="zhao", timing=timing) == Outcome(2, 0)
        assert {state_of(store, one) for one in (SERIOUS, veto, plain)} == {FindingState.CONFIRMED}


def test_muted_hits_are_stored_never_counted_and_heard_again_when_the_rule_ends(home: DeskHome) -> None:
    home.flag([*FOOTER[:3], Flagged("other")])
    with opened(home) as store:
        row = row_of(store, FOOTER[0])
        add_mute(store, Scope(row.rule, row.words, group=row.grp), "页脚字样，已报网站运维", "wang", TODAY, 90, "r1")
        with store.write() as connection:
            refresh_queue(connection, TIMING)
        assert count(store.connection, QueueFilter(EVERYTHING, Tray.MUTED)) == 3
        assert {state_of(store, one) for one in FOOTER[:3]} == {FindingState.DISMISSED}
        assert state_of(store, FOOTER[0], TODAY - dt.timedelta(1)) is FindingState.OPEN
        [mute] = mutes(store.connection)
        assert (mute.hits, mute.expires) == (3, TODAY + dt.timedelta(90))
    home.flag([dataclasses.replace(FOOTER[3], night="2026-03-29")])
    with opened(home) as store:
        assert row_of(store, FOOTER[3]).tray == Tray.MUTED
        assert mutes(store.connection)[0].hits == 4
        with store.write() as connection:
            refresh_queue(connection, Timing.of(COUNTY, mute.expires + dt.timedelta(1)))
        assert count(store.connection, QueueFilter(EVERYTHING, Tray.MUTED)) == 0
        assert row_of(store, FOOTER[0]).tray == Tray.REVIEW


def test_a_muted_sentence_is_heard_of_again_once_it_changes(home: DeskHome) -> None:
    home.flag(FOOTER[:1])
    with opened(home) as store:
        row = row_of(store, FOOTER[0])
        add_mute(store, Scope(row.rule, row.words, group=row.grp), "页脚字样", "wang", TODAY, 90, "r1")
    changed = dataclasses.replace(FOOTER[0], night="2026-03-20", sentence="版权所友修文县人民政府办公室")
    home.flag([changed])
    with opened(home) as store:
        assert row_of(store, changed).tray == Tray.REVIEW


def test_a_wide_rule_works_once_somebody_else_has_approved_it(home: DeskHome) -> None:
    home.flag(FOOTER[:3])
    with opened(home) as store:
        made = add_mute(store, Scope("word-listed", "版权所友"), "页脚字样", "wang", TODAY, 30, "r1")
        assert state_of(store, FOOTER[0]) is FindingState.OPEN
        with pytest.raises(EvidenceError, match="另一位"):
            approve_mute(store, made, "wang", TODAY, "r2")
        approve_mute(store, made, "zhao", TODAY, "r3")
        assert state_of(store, FOOTER[0]) is FindingState.DISMISSED
        end_mute(store, made, "zhao", TODAY, "r4")
        assert state_of(store, FOOTER[0]) is FindingState.OPEN


def test_a_word_on_the_finding_itself_is_stronger_than_a_rule(home: DeskHome) -> None:
    home.flag(FOOTER[:2])
    with opened(home) as store:
        say(store, [FOOTER[0].id], Status.CONFIRMED)
        add_mute(store, Scope("word-listed", "版权所友", unit="u1"), "页脚", "wang", TODAY, 30, "r1")
        assert state_of(store, FOOTER[0]) is FindingState.CONFIRMED
        with store.write() as connection:
            refresh_queue(connection, TIMING)
        assert row_of(store, FOOTER[0]).tray == Tray.NOTICE


def test_what_no_check_reports_any_more_is_closed_by_that(home: DeskHome) -> None:
    home.flag(FOOTER[:2])
    with opened(home) as store:
        say(store, [FOOTER[0].id], Status.CONFIRMED)
        with store.write() as connection:
            connection.execute("DELETE FROM text_finding")
    home.flag([SERIOUS])
    with opened(home) as store:
        assert row_of(store, FOOTER[0]).status == Status.RULE_CLOSED
        assert queue_row(store.connection, FOOTER[1].id) is None


def test_all_that_people_wrote_survives_the_loss_of_the_store(home: DeskHome) -> None:
    home.flag([*FOOTER[:3], SERIOUS])
    with opened(home) as store:
        say(store, [FOOTER[0].id], Status.CONFIRMED)
        say(store, [FOOTER[1].id], Status.DEFERRED, reason="移交", approver="李主任", until="2026-04-10")
        add_mute(store, Scope("word-listed", "中华人民共合国", "u1"), "测试页", "wang", TODAY, 30, "r1")
        add_note(store, [FOOTER[0].id], NoteKind.NOTE, "@赵强 请看，电话 13812345678", "wang", "r2")
        assign(store, [FOOTER[0].id], "", "wang", "r3")
        with store.write() as connection:
            refresh_queue(connection, TIMING)
        rows = [row_of(store, one) for one in (*FOOTER[:3], SERIOUS)]
        told = notes_of(store.connection, FOOTER[0].id)
        mine = acts(store.connection, "wang")
    for file in home.folder.glob("evidence.db*"):
        file.unlink()
    home.flag([*FOOTER[:3], SERIOUS])
    with opened(home) as store:
        with store.write() as connection:
            refresh_queue(connection, TIMING)
        again = [row_of(store, one) for one in (*FOOTER[:3], SERIOUS)]
        assert again == rows
        assert notes_of(store.connection, FOOTER[0].id) == told
        assert "13812345678" not in told[0].content
        assert [act.id for act in acts(store.connection, "wang")] == [act.id for act in mine]
        assert audit.verify(store.connection) is None


def test_who_is_called_by_name_finds_the_note(home: DeskHome) -> None:
    home.flag(FOOTER[:1])
    with opened(home) as store:
        add_note(store, [FOOTER[0].id], NoteKind.NOTE, "@赵强请看一下，＠wang 已看", "auditor", "r1")
        assert [len(mentions_of(store.connection, name, 9)) for name in ("zhao", "wang", "auditor")] == [1, 1, 0]


@pytest.mark.parametrize("statement", ["UPDATE decision SET reason = ''", "DELETE FROM desk_entry",
                                       "REPLACE INTO decision SELECT * FROM decision"])  # fmt: skip
def test_what_was_written_cannot_be_changed(home: DeskHome, statement: str) -> None:
    home.flag(FOOTER[:1])
    with opened(home) as store:
        say(store, [FOOTER[0].id], Status.CONFIRMED)
        add_note(store, [FOOTER[0].id], NoteKind.NOTE, "备注", "wang", "r1")
        with pytest.raises(Exception, match="append-only"):
            store.connection.execute(statement)
