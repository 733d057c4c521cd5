"""The county at a glance (全县概览): ranking within class, the map of weeks, last night's coverage, the trend."""

from __future__ import annotations

from starlette.responses import Response

from desk.call import Call
from evidence.coverage import night_verdicts
from evidence.desk.reading import open_counts
from evidence.known_state import last_night
from scoring.summaries import renew_boards

MOST_UNSEEN = 40
"""Columns listed that last night could not read."""


def county_page(call: Call) -> Response:
    """All units on one page, which prints."""
    night = last_night(call.store)
    if night is None:
        return call.page("told.html", sentence="还没有巡查过；请先运行 xuncha night，第二天再来看。")
    desk, connection = call.desk, call.store.connection
    counts, none = open_counts(connection), (0, 0)
    seen = night_verdicts(connection, night)
    return call.page(
        "county.html",
        night=night,
        overview=desk.shelf.overview(call.store, desk.county, desk.scheme, night),
        counts={unit.id: counts.get(unit.id, none) for unit in desk.county.units},
        seen=seen,
        unseen=[one for one in seen if one.verdict not in ("complete", "not-due")][:MOST_UNSEEN],
        most=MOST_UNSEEN,
        touched=desk.shelf.touched(call.store, desk.county),
    )


def refresh(call: Call) -> Response:
    """Makes the boards anew of whose units people have written, and keeps them."""
    renew_boards(call.store, call.desk.county, call.desk.scheme)
    return call.redirect("/county", "已按最新的认定、登记和裁定重算。")
