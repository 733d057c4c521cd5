"""The order for one discovery (发现任务) and its answer: JSON files in a folder, between command and process."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from county.proposal import Certainty, Proposal, ProposedColumn, ProposedUnit
from county.settings import CrawlPolicy
from county.units import ColumnKind
from crawler.discovery.roster import ListedUnit
from crawler.discovery.site import Site

ORDER = "discovery.json"
ANSWER = "proposal.json"


@dataclass(frozen=True, slots=True)
class DiscoveryOrder:
    """What a discovery is told. The policy's `window` is not kept: somebody at work started it and waits for it;
    `portal_pages` and `minutes` are its caps."""

    home: str
    hosts: tuple[str, ...]
    county: str
    units: tuple[ListedUnit, ...]
    policy: CrawlPolicy
    allow_private: bool
    today: dt.date

    @property
    def site(self) -> Site:
        """The portal as the order names it."""
        return Site(self.home, self.hosts)

    def write(self, folder: Path) -> None:
        """Writes the order into `folder`."""
        _write(folder / ORDER, asdict(self) | {"policy": asdict(self.policy) | {"window": None}})

    @classmethod
    def read(cls, folder: Path) -> DiscoveryOrder:
        """Reads the order in `folder`."""
        values: dict[str, Any] = json.loads((folder / ORDER).read_text(encoding="utf-8"))
        units = (ListedUnit(**{**unit, "aliases": tuple(unit["aliases"])}) for unit in values["units"])
        return cls(
            **{
                **values,
                "hosts": tuple(values["hosts"]),
                "units": tuple(units),
                "policy": CrawlPolicy(**values["policy"] | {"allowed_hosts": ()}),
                "today": dt.date.fromisoformat(values["today"]),
            }
        )


def write_proposal(folder: Path, proposal: Proposal) -> None:
    """Writes the answer into `folder`."""
    _write(folder / ANSWER, asdict(proposal))


def read_proposal(folder: Path) -> Proposal | None:
    """The answer in `folder`, None where there is none."""
    path = folder / ANSWER
    if not path.exists():
        return None
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Proposal(
        home=values["home"],
        title=values["title"],
        units=tuple(ProposedUnit(**unit) for unit in values["units"]),
        columns=tuple(map(_column, values["columns"])),
        refused=tuple(map(_column, values["refused"])),
        hosts=tuple(values["hosts"]),
        notes=tuple(values["notes"]),
        early=values["early"],
    )


def _column(values: dict[str, Any]) -> ProposedColumn:
    newest = dt.date.fromisoformat(values["newest"]) if values["newest"] else None
    kinds = {"kind": ColumnKind(values["kind"]), "certainty": Certainty(values["certainty"]), "newest": newest}
    return ProposedColumn(**{**values, **kinds})


def _write(path: Path, values: dict[str, Any]) -> None:
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(values, ensure_ascii=False, default=str), encoding="utf-8")
    fresh.replace(path)
