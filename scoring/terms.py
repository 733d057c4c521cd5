"""The words of a scheme that the registers may name: what is handed in, which clauses take claims and events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from county.books.terms import HandInTerm, Terms
from county.register import Register
from county.settings import County
from scoring.rules.hand_in import HandInByDate, Item, Period
from scoring.scheme import Scheme


def register_terms(scheme: Scheme, county: County) -> Terms:
    """The terms of the registers of a county under its scheme."""
    items = [item for clause in scheme.clauses if isinstance(clause.rule, HandInByDate) for item in clause.rule.items]
    return Terms(
        units=county.units,
        items={item.key: _hand_in(item.key, items) for item in items},
        clauses={register: _clauses(scheme, register) for register in (Register.BONUS, Register.EVENT)},
    )


def _hand_in(key: str, items: Sequence[Item]) -> HandInTerm:
    """An item may be due several times a year, each time for a period of its own."""
    same = [item for item in items if item.key == key]
    year = dt.date(2000, 1, 1)
    periods = frozenset(item.period.of(year)[4:] for item in same)
    return HandInTerm(same[0].title, periods, any(item.period is Period.LAST_YEAR for item in same))


def _clauses(scheme: Scheme, register: Register) -> dict[str, str]:
    return {clause.id: clause.title for clause in scheme.clauses if register in clause.rule.registers}
