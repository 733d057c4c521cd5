"""One entry of a ledger: what it took, why, the evidence read from the archive again, appeals and rulings."""

from __future__ import annotations

from starlette.responses import Response

from county.account import Role
from county.register import RulingState
from desk.call import Call, NotThere
from desk.pages.units import appeal_of, board_of
from desk.refusal import Refused
from evidence.proofs import Prover
from evidence.registers.disputes import Registry
from scoring.dossiers import dossier
from scoring.entries import Placed, UnknownEntryError, find_entry

_BAD = 400


def entry_page(call: Call) -> Response:
    """The entry with what stands behind it."""
    placed = _placed(call)
    prover = Prover(call.store, call.desk.home.packs, call.desk.home.documents, placed.sheet.as_of)
    clause = next(one for one in placed.sheet.clauses if one.id == placed.entry.clause)
    return call.page(
        "entry.html",
        unit=call.desk.county.unit(call.path("unit")),
        entry=placed.entry,
        clause=clause,
        words=next(one.words for one in call.desk.scheme.clauses if one.id == clause.id),
        dossier=dossier(prover, [placed.sheet], placed.entry.id),
        cases=appeal_of(call, placed.entry.id),
        state=placed.entry.state_name(placed.sheet.as_of),
        states=list(RulingState),
        may_appeal=call.account.role is Role.UNIT,
        may_rule=call.account.role is Role.REVIEWER,
    )


def appeal(call: Call) -> Response:
    """A unit contests an entry of its ledger."""
    entry = _placed(call).entry
    _registry(call).appeal(call.path("unit"), entry.id, call.field("reason"))
    return call.redirect(_address(call), "申诉已登记，等待裁定。")


def rule(call: Call) -> Response:
    """The office rules on an entry."""
    entry, state = _placed(call).entry, call.field("state")
    if state not in RulingState.__members__:
        raise Refused(_BAD, "没有选裁定结果；请返回选择维持、撤销或免扣。")
    _registry(call).rule(call.path("unit"), entry.id, RulingState[state], call.field("reason"))
    return call.redirect(_address(call), f"已裁定：{RulingState[state]}。")


def _placed(call: Call) -> Placed:
    try:
        return find_entry([board_of(call, call.path("unit")).board.sheet], call.path("entry"))
    except UnknownEntryError as error:
        raise NotThere from error


def _registry(call: Call) -> Registry:
    return Registry(call.store, call.desk.home.documents, call.today, call.account.display)


def _address(call: Call) -> str:
    return f"/units/{call.path('unit')}/entries/{call.path('entry')}"
