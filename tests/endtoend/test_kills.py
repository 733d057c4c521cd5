"""Three kills of the fifty (`python -m bench.soak.kills`): nothing is lost, nothing is doubled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bench.soak.assault import CLICKS, NIGHT, POST, Blow, Moment, Phase
from bench.soak.estate import Victim
from bench.soak.kills import run, table

BLOWS = {
    NIGHT: (Moment.REQUEST, 5, Victim.SERVICE),
    POST: (Moment.SMTP, 3, Victim.ALL),
    CLICKS: (Moment.CLICK, 1, Victim.DESK),
}


def test_three_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    waiting = dict(BLOWS)

    def choose(phase: Phase, day: dt.date) -> Blow | None:
        blow = waiting.pop(phase, None)
        return Blow(day, phase.name, *blow) if blow else None

    comparison = run(tmp_path, len(BLOWS), choose, calm_days=0)
    assert list(comparison.complaints()) == []
    assert comparison.struck.fallen == len(BLOWS)
    assert "工作台" in table(comparison)
