"""Search over all stored texts (全文检索)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from county.account import EVERYTHING
from county.hits import Hit, find_words
from county.units import Column, Unit
from desk.call import Call
from desk.frame.text_view import Parts, near
from evidence.errors import EvidenceError
from evidence.search import COUNTED, Found, Query, search

PAGE = 20
LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Result:
    """A text that was found, with its words in their context; `unit` is the unit's name."""

    found: Found
    unit: str
    column: str
    context: Parts


def search_page(call: Call) -> Response:
    """The form and, where words were asked for, a page of results. A unit looks through its own columns only."""
    units = [unit for unit in call.desk.county.units if call.scope.holds(unit.id)]
    query = _query(call, units)
    results, about, more, said = [], 0, 0, ""
    if query.words:
        try:
            found = search(call.store, query, PAGE)
            results = [_result(call, query, one) for one in found.found]
            about, more = found.about, found.more
        except EvidenceError as error:
            said = str(error)
    shown: dict[str, Any] = {"results": results, "about": about, "more": more, "said": said, "most": COUNTED}
    return call.page("search.html", query=query, units=units, columns=_columns(units, query.unit), **shown)


def _query(call: Call, units: list[Unit]) -> Query:
    unit = call.query("unit") if call.query("unit") in {unit.id for unit in units} else ""
    if call.scope != EVERYTHING and not unit:
        # a unit's account without a unit looks through nothing
        unit = next((unit.id for unit in units), "-")
    column = call.query("column")
    before = call.query("before")
    return Query(
        words=call.query("words").strip()[:LONGEST_WORDS],
        unit=unit,
        column=column if column in {column.key for column in _columns(units, unit)} else "",
        since=_day(call.query("since")),
        until=_day(call.query("until")),
        before=int(before) if before.isdecimal() else 0,
    )


def _columns(units: list[Unit], unit: str) -> list[Column]:
    return [column for one in units if one.id == unit for column in one.columns]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _result(call: Call, query: Query, found: Found) -> Result:
    unit, _, column = found.column.partition("/")
    return Result(found, call.unit_name(unit) if unit else "", column, _context(query, found))


def _context(query: Query, found: Found) -> Parts:
    """The first phrase that stands in the body; the body's beginning where all of them stand in the title."""
    for phrase in query.phrases:
        if spans := find_words(found.content, Hit(phrase)):
            return near(found.content, spans[0])
    return ((found.content[:120].replace("\n", " "), False),)
