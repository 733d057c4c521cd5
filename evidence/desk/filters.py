"""What somebody wants to see of the queue (筛选): values of an address as values of a query."""

from __future__ import annotations

from dataclasses import dataclass

from county.account import UnitScope
from county.finding import Level
from county.review import RANKS, Tray


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """`scope` is what the account may see and is never chosen; of the rest "" is no wish. `words` are looked for in the
    words found and in titles; `later` and `assignee` are names of accounts; `overdue` is today's day where
    only what is late is wanted."""

    scope: UnitScope
    tray: Tray = Tray.REVIEW
    unit: str = ""
    level: str = ""
    rule: str = ""
    column: str = ""
    words: str = ""
    assignee: str = ""
    later: str = ""
    overdue: str = ""
    group: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it asks for nothing but a tray and a unit, which are counted beforehand."""
        return not any(getattr(self, field) for field in _CONDITIONS.keys() - {"unit"})

    def condition(self) -> tuple[str, dict[str, str | int]]:
        """The WHERE of a query on the queue, and its values."""
        parts = ["tray = :tray", *_scope(self.scope)]
        parts += [condition for field, condition in _CONDITIONS.items() if getattr(self, field)]
        if self.unit and self.rule:
            # a unit has far fewer findings than a check: the sign keeps SQLite from the index by check
            parts.append("+rule = :rule")
            parts.remove(_CONDITIONS["rule"])
        values = {field: str(getattr(self, field)) for field in ("tray", *_CONDITIONS)}
        values |= {f"scope{number}": unit for number, unit in enumerate(sorted(self.scope.units or ()))}
        rank = RANKS[Level(self.level)] if self.level else 0
        return " AND ".join(parts), {**values, "words": f"%{_literal(self.words)}%", "rank": rank}


_CONDITIONS: dict[str, str] = {
    "unit": "unit = :unit",
    "level": "rank = :rank",
    "rule": "rule = :rule",
    "column": '"column" = :column',
    "words": r"(words LIKE :words ESCAPE '\' OR title LIKE :words ESCAPE '\')",
    "assignee": "assignee = :assignee",
    "later": "finding IN (SELECT finding FROM later WHERE account = :later)",
    "overdue": "due < :overdue AND due <> '' AND group_due < :overdue",
    "group": "grp = :group",
}


def _scope(scope: UnitScope) -> list[str]:
    if scope.units is None:
        return []
    if not scope.units:
        return ["0"]
    return [f"unit IN ({', '.join(f':scope{number}' for number in range(len(scope.units)))})"]


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
