"""The order for one round of one portal (探测任务) and its answers: JSON files in a folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from county.probe import Outcome
from county.settings import CrawlPolicy

ORDER = "order.json"
ANSWERS = "answers.json"


@dataclass(frozen=True, slots=True)
class ProbeOrder:
    """What a round is told: the home pages to visit, the hosts that belong to the portal, and after how many seconds a
    page counts as not open. The policy's `window` is not kept: a site is to be reachable at any hour."""

    homes: tuple[str, ...]
    hosts: tuple[str, ...]
    policy: CrawlPolicy
    limit_seconds: float
    allow_private: bool

    def write(self, folder: Path) -> None:
        """Writes the order into `folder`, and takes the answers to an earlier one away."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ANSWERS).unlink(missing_ok=True)
        _write(folder / ORDER, asdict(self) | {"policy": asdict(self.policy) | {"window": None}})

    @classmethod
    def read(cls, folder: Path) -> ProbeOrder:
        """Reads the order in `folder`."""
        values: dict[str, Any] = json.loads((folder / ORDER).read_text(encoding="utf-8"))
        lists = {name: tuple(values[name]) for name in ("homes", "hosts")}
        return cls(**{**values, **lists, "policy": CrawlPolicy(**values["policy"])})


@dataclass(frozen=True, slots=True)
class ProbeAnswer:
    """What came of one visit. `at` is UTC; `missing` says that the server knows no such page; `answered` is
    true where any server answered anything: then the way out is not broken."""

    home: str
    at: str
    outcome: Outcome
    reason: str = ""
    seconds: float = 0.0
    missing: bool = False
    answered: bool = False


def write_answers(folder: Path, answers: list[ProbeAnswer]) -> None:
    """Writes the answers into `folder`."""
    _write(folder / ANSWERS, [asdict(answer) for answer in answers])


def read_answers(folder: Path) -> list[ProbeAnswer] | None:
    """The answers in `folder`, None where the round did not come to its end."""
    path = folder / ANSWERS
    if not path.exists():
        return None
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [ProbeAnswer(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows]


def _write(path: Path, values: object) -> None:
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)
