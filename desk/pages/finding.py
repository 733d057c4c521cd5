"""One finding: the list on the left, its evidence in tabs on the right, what can be done with it above."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

import checks
from county.account import Role
from county.recheck import OUTCOME_NAMES
from county.review import MOVES, Status, Tray
from desk.call import Call, NotThere
from desk.pages.queue import side_of
from desk.pages.rechecks import recheck_values
from desk.tabs import TABS
from desk.wish import wish_of
from evidence.desk.accounts import accounts
from evidence.desk.deciding import acts, passed_with_reason
from evidence.desk.detail import FindingDetail, finding_detail
from evidence.desk.history import steps_of
from evidence.desk.notes import Note, NoteKind, notes_of
from evidence.desk.queue import QueueRow
from evidence.desk.reading import decided_alike, members, queue_row
from evidence.rechecks import rechecks_of

MEMBERS = 200
"""Equal hits listed under a finding; a decision reaches them all."""


def finding_page(call: Call, tab: str, template: str, **values: Any) -> Response:
    """The finding named in the path, with the tab of that key; `template` extends `finding.html` and fills its block
    `tab`."""
    detail, row = detail_of(call), queue_row(call.store.connection, call.path("finding"))
    if row is None:
        raise NotThere
    return call.page(
        template,
        **head_of(call, detail),
        **desk_of(call, row),
        **recheck_values(call, detail, row.status),
        tab=tab,
        **values,
    )


def detail_of(call: Call) -> FindingDetail:
    """The finding named in the path."""
    detail = finding_detail(call.store.connection, call.path("finding"))
    if detail is None:
        raise NotThere
    return detail


def head_of(call: Call, detail: FindingDetail) -> dict[str, Any]:
    """What the head of a finding shows."""
    return {
        "one": detail,
        "rule": checks.RULES.get(detail.finding.rule),
        "unit_name": call.unit_name(detail.unit),
        "tabs": [tab for tab in TABS if tab.offered(detail)],
    }


def desk_of(call: Call, row: QueueRow) -> dict[str, Any]:
    """What stands round the evidence: the list, the equal hits, what was done and what can be done."""
    connection, wish = call.store.connection, wish_of(call, row.tray)
    alike = members(connection, wish.filter, row.grp, MEMBERS) if row.tray == wish.filter.tray else []
    people = [one for one in accounts(connection) if not one.disabled]
    return {
        "row": row,
        "side": side_of(call, wish, row),
        "checks": checks.RULES,
        "alike": alike if len(alike) > 1 else [],
        "earlier": decided_alike(connection, row.grp) if row.tray == Tray.REVIEW else {},
        "why_passed": row.finding in passed_with_reason(call.store, [row.finding]),
        "single": bool(call.query("one")),
        "moves": MOVES[Status(row.status)] if call.account.role is Role.REVIEWER else frozenset(),
        "acts": acts(connection, call.account.name) if call.account.role is Role.REVIEWER else [],
        "rechecks": rechecks_of(connection, row.finding),
        "outcome_names": OUTCOME_NAMES,
        "steps": steps_of(connection, row.finding),
        "notes": [note for note in notes_of(connection, row.finding) if _is_for(call, note)],
        "people": people,
        "names": {one.name: one.display for one in people},
    }


def _is_for(call: Call, note: Note) -> bool:
    """Notes of the office are its own; a unit reads its answers and what it was reminded of."""
    return call.account.role is not Role.UNIT or note.kind is not NoteKind.NOTE
