"""What the desk is told of the service that keeps the clock (值守程序)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Service:
    """`beat` is its last heartbeat, None where there was none; `running` are the jobs at work; `titles` are the names
    of jobs as people say them."""

    beat: dt.datetime | None = None
    running: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
