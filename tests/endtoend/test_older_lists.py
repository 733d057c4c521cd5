"""A list that lacks its newest rows (旧缓存) is no witness of a short week before it was seen so on two nights."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from drawn_portal import DrawnPortal
from installation import Installation

from county.units import ColumnKind

MONDAY = dt.date(2026, 3, 16)
NEXT_SUNDAY, NEXT_MONDAY, NEXT_TUESDAY = (MONDAY + dt.timedelta(days=days) for days in (6, 7, 8))
LIST = "/gzdt/"
BEFORE = [f"2026-02-{day:02d}" for day in range(2, 18)] + ["2026-03-11", "2026-03-13"]
"""The days of all that was published when the column was first read."""


def test_an_older_state_of_the_list_costs_nothing_until_it_was_seen_twice(tmp_path: Path) -> None:
    with DrawnPortal().serving() as portal:
        home = _home(portal, tmp_path)
        points = _night(home, MONDAY, "complete")
        portal.page(LIST, "<h1>拒绝访问</h1>", status=403)
        assert _night(home, NEXT_SUNDAY, "blocked") == points
        _publish(portal, BEFORE[:7])
        assert _night(home, NEXT_MONDAY, "partial") == points, "the night before saw nothing and confirms nothing"
        assert _night(home, NEXT_TUESDAY, "complete") < points


def _home(portal: DrawnPortal, folder: Path) -> Installation:
    """A home before its first night; the portal shows all that had been published."""
    portal.page("/", f"<a href={LIST}>修文县人民政府</a>" * 9)
    for day in BEFORE:
        portal.article(f"{LIST}{day}.html", f"{day}工作动态信息", "<p>召开工作推进会。</p>")
    _publish(portal, BEFORE)
    return Installation(folder / "home", portal.site(folder, {"工作动态": LIST}, ColumnKind.NEWS))


def _publish(portal: DrawnPortal, days: list[str]) -> None:
    """The list shows these days, the newest first."""
    rows = "".join(
        f"<li><a href='{LIST}{day}.html'>{day}工作动态信息</a><span>{day}</span></li>" for day in reversed(days)
    )
    portal.page(LIST, f"<ul>{rows}</ul><p>共1页</p>")


def _night(home: Installation, night: dt.date, verdict: str) -> float:
    """Reads the one column of the home, with that verdict: what is left of (一)9 then."""
    home.night(night, code=0 if verdict == "complete" else 4)
    visits = [visit for visit in home.rows("visits") if visit["night"] == night.isoformat()]
    assert {visit["verdict"] for visit in visits} == {verdict}, visits
    (sheet,) = home.rows("score")
    return next(clause["earned"] for clause in sheet["clauses"] if clause["id"] == "(一)9")
