"""A visit of a home page (首页探测): the witness of whether a site can be reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a visit ended. Only `opened` and `failed` count: a refusal meant for us says nothing of other visitors, and a
    visit that could not be made says nothing at all."""

    OPENED = "opened"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNMEASURED = "unmeasured"


OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.OPENED: "打开",
    Outcome.FAILED: "没有打开",
    Outcome.BLOCKED: "被拦截，不计",
    Outcome.UNMEASURED: "未测，不计",
}


@dataclass(frozen=True, slots=True)
class ProbeVisit:
    """One visit in one round. `home` is the address (masked), `at` UTC to the second, `day` the day in the county's
    time zone; `reason` is one Chinese sentence, "" where the page opened; `seconds` is the time up to the whole answer,
    all redirects included."""

    round: str
    portal: str
    home: str
    unit: str
    at: str
    day: dt.date
    outcome: Outcome
    reason: str
    seconds: float

    @property
    def counts(self) -> bool:
        """Whether the visit says anything of the site."""
        return self.outcome in (Outcome.OPENED, Outcome.FAILED)
