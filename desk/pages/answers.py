"""整改台账 back from a unit (台账导入): read, held against what stands, shown before anything is written, taken."""

from __future__ import annotations

import json
from dataclasses import dataclass

from starlette.responses import Response

from county.account import Role
from county.review import Status
from desk.call import Call, NotThere
from desk.pages.deciding import timing_of
from desk.pages.papers import material_of
from desk.refusal import Refused
from desk.uploads import uploaded
from digest.fault_book import book_faults
from digest.fault_book_reading import Answer, read_ledger
from digest.faults import Fault
from evidence.desk.deciding import Verdict, decide_on
from evidence.desk.notes import NoteKind, add_note, notes_of
from evidence.desk.objects import unit_of_finding

TAKEN_BYTES = 4 * 1024 * 1024
_BAD = 400


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the workbook beside what was answered before."""

    answer: Answer
    fault: Fault
    content: str
    before: str

    @property
    def new(self) -> bool:
        """Whether it says something else than before."""
        return self.content != self.before


def preview(call: Call) -> Response:
    """Reads an uploaded workbook and shows what it would change; nothing is written yet."""
    unit = call.desk.county.unit(call.account.unit) if call.account.role is Role.UNIT else None
    faults = {fault.id: fault for fault in book_faults(material_of(call), unit)}
    with uploaded(call, "book", "没有选文件；请选填好的整改台账（.xlsx）后再上传。") as path:
        answers = read_ledger(path, faults.values())
    changes = [_change(call, answer, faults[answer.id]) for answer in answers]
    new = [change for change in changes if change.new]
    told = json.dumps([{"id": change.answer.id, "content": change.content} for change in new], ensure_ascii=False)
    return call.page("answers.html", changes=changes, new=new, told=told)


def take(call: Call) -> Response:
    """Writes what the preview showed: an answer under each finding, which then waits to be checked."""
    rows = _told(call)
    for finding, content in rows:
        add_note(call.store, [finding], NoteKind.ANSWER, content, call.account.name, call.id)
    verdict = Verdict(Status.ANSWERED, call.account.name, "单位反馈（台账导入）", call.id)
    outcome = decide_on(call.store, [finding for finding, _ in rows], verdict, timing_of(call))
    still = f"，其中 {outcome.refused} 条没有通知过整改，状态不变" if outcome.refused else ""
    return call.redirect("/papers", f"已记下 {len(rows)} 条整改反馈{still}。")


def _change(call: Call, answer: Answer, fault: Fault) -> Change:
    answers = [note for note in notes_of(call.store.connection, answer.id) if note.kind is NoteKind.ANSWER]
    return Change(answer, fault, content_of(answer), answers[-1].content if answers else "")


def content_of(answer: Answer) -> str:
    """The answer in one line, as it stands under the finding."""
    day = f"整改时间 {answer.mended_on}" if answer.mended_on else ""
    person = f"责任人 {answer.person}" if answer.person else ""
    return "；".join(filter(None, (answer.said, day, person)))


def _told(call: Call) -> list[tuple[str, str]]:
    """What the form carries from the preview, held to the account's units once more."""
    try:
        rows = [(str(row["id"]), str(row["content"])) for row in json.loads(call.field("told"))]
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(_BAD, "导入的内容不完整；请重新上传台账。") from error
    for finding, _ in rows:
        unit = unit_of_finding(call.store.connection, finding)
        if unit is None or not call.scope.holds(unit):
            raise NotThere
    return rows
