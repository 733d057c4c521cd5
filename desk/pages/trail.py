"""The audit chain (审计日志) for those who may read it."""

from __future__ import annotations

from starlette.responses import Response

from desk.call import Call
from evidence.audit import entries_before, verify
from evidence.desk.accounts import accounts
from evidence.desk.history import steps_of_unit

PAGE = 100


def trail_page(call: Call) -> Response:
    """The newest entries, or those before `before`."""
    before = call.query("before")
    entries = entries_before(call.store.connection, int(before) if before.isdecimal() else None, PAGE)
    broken = verify(call.store.connection)
    return call.page("trail.html", entries=entries, broken=broken, full=len(entries) == PAGE)


def unit_page(call: Call) -> Response:
    """The newest decisions on the findings of one unit."""
    unit, names = call.path("unit"), {one.name: one.display for one in accounts(call.store.connection)}
    steps = steps_of_unit(call.store.connection, unit, PAGE)
    return call.page("unit_history.html", steps=steps, unit_name=call.unit_name(unit), names=names)
