"""Every route of the table, asked by every role, for what is its own and what is another unit's."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from made_home import OTHER, OWN, DeskHome
from serving_desk import ACCOUNTS, Asker, signed_in

from county.account import Role
from desk.access import Reach
from desk.app import make_app
from desk.routes import ROUTES
from desk.serving import Row
from scoring.scores import score_units

FIRST = {account.role: account for account in reversed(ACCOUNTS)}
OWN_PARTS = {
    "finding": OWN.id,
    "capture": f"{OWN.page}@{OWN.night}",
    "unit": "u1",
    "name": "nobody",
    "batch": "0",
    "mute": "0",
    "view": "0",
    "entry": "",
}
OTHER_PARTS = OWN_PARTS | {"finding": OTHER.id, "capture": f"{OTHER.page}@{OTHER.night}", "unit": "u2"}
NAMED = ("{finding}", "{capture}", "{unit}")
REFUSED = (403, 404)


def path_of(row: Row, parts: dict[str, str]) -> str:
    """An address of the route."""
    return row.path.format_map(parts)


def ask(asker: Asker, row: Row, parts: dict[str, str]) -> int:
    """The status that the route answers."""
    path = path_of(row, parts)
    return (asker.get(path) if row.method == "GET" else asker.post(path)).status


@pytest.fixture(scope="module", autouse=True)
def entries(made: DeskHome) -> None:
    """Names an entry of each unit's ledger."""
    store, desk = made.store(), made.settings()
    for sheet in score_units(store, desk.county, desk.scheme, dt.date.fromisoformat(OWN.night)):
        if parts := {"u1": OWN_PARTS, "u2": OTHER_PARTS}.get(sheet.unit):
            parts["entry"] = next(entry.id for clause in sheet.clauses for entry in clause.entries)
    store.close()


@pytest.fixture(scope="module")
def askers(made: DeskHome, port: int) -> dict[Role, Asker]:
    """A browser for each role, signed in; the unit's is of u1."""
    return {role: signed_in(made, port, account.name) for role, account in FIRST.items()}


def test_the_application_serves_the_table_and_nothing_else(made: DeskHome) -> None:
    served = Counter(
        (method, route.path)  # type: ignore[attr-defined]
        for route in make_app(made.settings()).routes
        for method in route.methods - {"HEAD"}  # type: ignore[attr-defined]
    )
    assert served == Counter((row.method, row.path) for row in ROUTES)
    assert max(served.values()) == 1


@pytest.mark.parametrize("row", ROUTES, ids=lambda row: f"{row.method} {row.path}")
def test_what_names_a_finding_or_a_unit_is_held_to_the_units_of_the_account(row: Row) -> None:
    assert not any(name in row.path for name in NAMED) or row.access.reach is Reach.UNIT


@pytest.mark.parametrize(
    "row",
    [row for row in ROUTES if row.access.reach is not Reach.ANYONE and row.path != "/logout"],
    ids=lambda row: f"{row.method} {row.path}",
)
def test_each_role_gets_what_the_rule_says(row: Row, port: int, askers: dict[Role, Asker]) -> None:
    stranger = Asker(port)
    stranger.get("/login")
    assert ask(stranger, row, OWN_PARTS) == 303
    for role, asker in askers.items():
        status = ask(asker, row, OWN_PARTS)
        assert (status == 403) == (role not in row.access.roles), role
        assert status < 500, role


@pytest.mark.parametrize(
    "row",
    [row for row in ROUTES if any(name in row.path for name in NAMED)],
    ids=lambda row: f"{row.method} {row.path}",
)
def test_another_units_are_not_there(row: Row, askers: dict[Role, Asker]) -> None:
    if Role.UNIT in row.access.roles:
        assert ask(askers[Role.UNIT], row, OTHER_PARTS) == 404
        assert ask(askers[Role.UNIT], row, OWN_PARTS) != 404
    assert ask(askers[Role.AUDITOR], row, OTHER_PARTS) != 404


def test_what_does_not_exist_looks_like_what_is_not_yours(askers: dict[Role, Asker]) -> None:
    missing, foreign = (askers[Role.UNIT].get(f"/findings/{finding}") for finding in ("0" * 16, OTHER.id))
    assert missing.status == foreign.status == 404


def test_no_page_keeps_the_store_in_use_after_its_answer(made: DeskHome, askers: dict[Role, Asker]) -> None:
    for row in ROUTES:
        if row.method == "GET" and row.path not in ("/login", "/static/{name}"):
            ask(askers[Role.REVIEWER], row, OWN_PARTS)
    store = made.store()
    # a reading that somebody left open would hold the log back
    assert store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)
    store.close()
