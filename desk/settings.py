"""What the desk is told when it starts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from county.settings import County
from evidence.home import Home
from scoring import Scheme
from scoring.rule import Group

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _now() -> int:
    return int(time.time())


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`hosts` are the names under which browsers reach the desk, `secure` says that they do so by https: then cookies
    never travel in the open. `clock` gives the seconds since 1970."""

    home: Home
    county: County
    scheme: Scheme
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = True
    clock: Callable[[], int] = field(default=_now)

    @property
    def veto_rules(self) -> frozenset[str]:
        """Checks whose findings may cost everything (一票否决)."""
        vetoes = (clause.rule.checks for clause in self.scheme.clauses if clause.group is Group.VETO)
        return frozenset[str]().union(*vetoes)
