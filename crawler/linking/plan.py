"""Which links to ask for tonight (链接检查计划): oldest first, in an order that nothing but what is known decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator

from evidence.pack import Known, KnownLink

DEAD_SHARE = 0.5
"""Share of the budget that links found missing may take: a thousand dead links must not keep all others from ever being
asked for."""


class LinkPlan:
    """What is due, and what was found tonight. `budget` counts requests."""

    def __init__(self, known: Known, night: dt.date, budget: int, days: int) -> None:
        self._known = known
        self._night = night.isoformat()
        self._due_before = (night - dt.timedelta(days=days - 1)).isoformat()
        self._budget = budget
        self._fresh: dict[str, KnownLink] = {}

    def add(self, link: KnownLink) -> None:
        """A link found tonight. No more are kept than could be asked for: the others are known by the next night."""
        if len(self._fresh) < self._budget and link.target not in self._fresh:
            self._fresh[link.target] = link

    def due(self, asked: Container[str]) -> Iterator[KnownLink]:
        """The links to ask for, each target once, but for those in `asked`, which were asked for tonight anyway."""
        given: set[str] = set()
        dead = self._known.dead_links(self._night, int(self._budget * DEAD_SHARE))
        for link in (*dead, *self._known.due_links(self._due_before, self._budget), *self._new()):
            if link.target not in asked and link.target not in given:
                given.add(link.target)
                yield link

    def _new(self) -> Iterator[KnownLink]:
        fresh = sorted(self._fresh.values(), key=lambda link: link.target)
        return (link for link in fresh if not self._known.knows_link(link.target))
