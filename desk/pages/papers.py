"""Office papers (文书): score book, bulletin, notices and the ledger that units fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from starlette.responses import Response

from county.account import Role
from county.calendar import Calendar
from county.review import Status, Tray
from county.units import Unit
from desk.call import Call, NotThere
from desk.pages.deciding import timing_of
from desk.refusal import Refused
from digest.bulletin import gather_bulletin, write_bulletin
from digest.fault_book import FILE_NAME as FAULT_BOOK
from digest.fault_book import write_fault_book
from digest.issuing import Issuing
from digest.mails.dispatch import Dispatcher
from digest.material import Material, gather
from digest.names import file_name
from digest.notices import established, pending, to_be_mended, write_notice, write_reminder
from digest.period import Rhythm, last_ended
from digest.period_papers import bulletin_name, kept_papers
from digest.score_book import FILE_NAME as SCORE_BOOK
from digest.score_book import write_score_book
from digest.unit_paper import write_unit_paper
from digest.word_paper import NOTICE, REMINDER, TEMPLATE_FOLDER, UNIT_SCORE
from evidence.desk.deciding import Verdict, decide_on
from evidence.desk.reading import unit_counts
from evidence.known_state import last_night

_BAD = 400
MOST_KEPT = 24
"""Periods listed whose papers were made."""
SHOWN = (Tray.REVIEW, Tray.NOTICE, Tray.MENDING, Tray.CHECK)
"""Trays whose numbers stand beside a unit."""
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_SAVED = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}


def papers_page(call: Call) -> Response:
    """What can be written, and how much there is to write of."""
    units = [unit for unit in call.desk.county.units if call.scope.holds(unit.id)]
    counts = unit_counts(call.store.connection)
    kept = list(kept_papers(call.desk.home.folder, Calendar(call.desk.county.calendar)))[:MOST_KEPT]
    values = {"counts": counts, "trays": SHOWN, "night": _night(call), "kept": kept, "rhythms": list(Rhythm)}
    return call.page("papers.html", 200, units=units, **values)


def kept_paper(call: Call) -> Response:
    """A paper of a month or a quarter as it was made."""
    for kept in kept_papers(call.desk.home.folder, Calendar(call.desk.county.calendar)):
        for path in kept.files:
            if (kept.period.id, path.name) == (call.query("period"), call.query("name")):
                return _saved(path.name, path.read_bytes())
    raise NotThere


def score_book(call: Call) -> Response:
    """考核评分表.xlsx of all units."""
    material = material_of(call)
    return download(SCORE_BOOK, lambda path: write_score_book(path, material))


def fault_book(call: Call) -> Response:
    """整改台账.xlsx of all units, or of the account's own."""
    if call.account.role is Role.UNIT:
        unit = call.desk.county.unit(call.account.unit)
        return _unit_book(material_of(call, unit.id), unit)
    material = material_of(call)
    return download(FAULT_BOOK, lambda path: write_fault_book(path, material))


def bulletin(call: Call) -> Response:
    """周通报, 月通报 or 季通报 of the last period that has ended."""
    rhythm = next((one for one in Rhythm if one.name == call.query("rhythm")), Rhythm.WEEK)
    night, desk = _night(call), call.desk
    period = last_ended(night, rhythm, Calendar(desk.county.calendar))
    material = gather_bulletin(call.store, desk.county, desk.scheme, night, period)
    return download(bulletin_name(period), lambda path: write_bulletin(path, material, issuing(call)))


def unit_ledger(call: Call) -> Response:
    """A unit's 整改台账.xlsx."""
    unit = _unit(call)
    return _unit_book(material_of(call, unit.id), unit)


def unit_score(call: Call) -> Response:
    """A unit's 单位考核明细.docx."""
    unit = _unit(call)
    material = material_of(call, unit.id)
    return download(_named(UNIT_SCORE, unit), lambda path: write_unit_paper(path, material, unit, issuing(call)))


def reminder(call: Call) -> Response:
    """A unit's 提示单.docx."""
    unit = _unit(call)
    material = material_of(call, unit.id)
    if not established(material, unit) and not pending(material, unit):
        raise Refused(_BAD, f"{unit.name}没有已核实或待核的问题，不用写提示单。")
    return download(_named(REMINDER, unit), lambda path: write_reminder(path, material, unit, issuing(call)))


def notice(call: Call) -> Response:
    """A unit's 整改通知单.docx, as a draft: nothing is noted as sent."""
    unit = _unit(call)
    return _notice(call, material_of(call, unit.id), unit)


def issue_notice(call: Call) -> Response:
    """The same, and what it names is noted as told to the unit (已通知): from that day its time limit runs. A unit
    that has a mailbox gets it as a letter."""
    unit = _unit(call)
    material = material_of(call, unit.id)
    answer = _notice(call, material, unit)
    now = dt.datetime.fromtimestamp(call.desk.clock(), dt.UTC)
    Dispatcher(call.store, call.desk.county, now).notice(material, unit, issuing(call), bytes(answer.body))
    findings = [one.id for one in to_be_mended(material, unit)]
    reason = f"整改通知单 {issuing(call).document_number}"
    verdict = Verdict(Status.NOTIFIED, call.account.name, reason, call.id)
    decide_on(call.store, findings, verdict, timing_of(call), call.desk.veto_rules)
    return answer


def _notice(call: Call, material: Material, unit: Unit) -> Response:
    if not to_be_mended(material, unit):
        raise Refused(_BAD, f"{unit.name}没有已认定、尚未改正的问题，不用写整改通知单；请先在队列里认定。")
    return download(_named(NOTICE, unit), lambda path: write_notice(path, material, unit, issuing(call)))


def _unit_book(material: Material, unit: Unit) -> Response:
    return download(_named(FAULT_BOOK, unit), lambda path: write_fault_book(path, material, unit))


def material_of(call: Call, unit: str = "") -> Material:
    """All that papers are written of, as of the last night; the faults of one unit alone where it is named."""
    return gather(call.store, call.desk.county, call.desk.scheme, _night(call), unit=unit)


def _night(call: Call) -> dt.date:
    night = last_night(call.store)
    if night is None:
        raise NotThere
    return night


def issuing(call: Call) -> Issuing:
    """How a paper goes out today; `code` and `number` of the form make its number."""
    desk = call.desk
    code, number = (call.field(name) or call.query(name) for name in ("code", "number"))
    return Issuing(call.today, desk.county.desk, code.strip(), number.strip(), "", desk.home.config / TEMPLATE_FOLDER)


def _unit(call: Call) -> Unit:
    return call.desk.county.unit(call.path("unit"))


def _named(paper: str, unit: Unit) -> str:
    stem, dot, ending = paper.rpartition(".")
    return f"{stem}-{file_name(unit.name)}{dot}{ending}"


def download(name: str, write: Callable[[Path], object]) -> Response:
    """A file that `write` writes, to be saved under that name."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"paper{Path(name).suffix}"
        write(path)
        return _saved(name, path.read_bytes())


def _saved(name: str, content: bytes) -> Response:
    suffix = Path(name).suffix
    named = f"attachment; filename=\"paper{suffix}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=_TYPES[suffix], headers={**_SAVED, "Content-Disposition": named})
