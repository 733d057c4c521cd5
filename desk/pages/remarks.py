"""What is written beside a finding: notes, reminders, answers of units, who has it in hand."""

from __future__ import annotations

from starlette.responses import Response

from county.review import Status
from desk.call import Call
from desk.pages.deciding import timing_of
from desk.wish import wish_behind
from evidence.desk.deciding import Verdict, decide_on
from evidence.desk.notes import NoteKind, add_note, assign


def note(call: Call) -> Response:
    """Writes a note."""
    add_note(call.store, [call.path("finding")], NoteKind.NOTE, call.field("content"), call.account.name, call.id)
    return _back(call, "备注已记下。")


def remind(call: Call) -> Response:
    """Notes that the unit was reminded (催办)."""
    content = call.field("content") or "催办"
    add_note(call.store, [call.path("finding")], NoteKind.REMINDER, content, call.account.name, call.id)
    return _back(call, "催办已记下。")


def answer(call: Call) -> Response:
    """A unit's answer to a notice (反馈): what it did about it."""
    finding, author = call.path("finding"), call.account.name
    add_note(call.store, [finding], NoteKind.ANSWER, call.field("content"), author, call.id)
    outcome = decide_on(call.store, [finding], Verdict(Status.ANSWERED, author, "单位反馈", call.id), timing_of(call))
    return _back(call, "反馈已提交，待信息科复核。" if outcome.moved else "说明已记下；这条还没有通知整改，状态不变。")


def hand_over(call: Call) -> Response:
    """Puts the finding into somebody's hands."""
    assign(call.store, [call.path("finding")], call.field("account"), call.account.name, call.id)
    return _back(call, "已分派。" if call.field("account") else "已取消分派。")


def _back(call: Call, said: str) -> Response:
    return call.redirect(wish_behind(call).finding(call.path("finding")), said)
