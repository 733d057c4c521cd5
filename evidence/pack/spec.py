"""The order for one crawl (采集任务): all that a crawl process is told, as spec.json in its pack."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from county.settings import BrowserUse, CrawlPolicy, Portal
from county.units import Column, ColumnKind

NAME = "spec.json"


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One crawl of one portal. `night` is the day the run belongs to, `window_from` the first day whose entries must
    all be read, `key_file` holds the secret of the keyed hashes; `timezone` and
    `first_weekday` are the county's."""

    run: str
    night: dt.date
    attempt: int
    portal: Portal
    columns: tuple[Column, ...]
    policy: CrawlPolicy
    window_from: dt.date
    timezone: str
    first_weekday: int
    key_file: str
    config: str

    def write(self, folder: Path) -> None:
        """Writes spec.json into the folder of the run."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=_plain)
        (folder / NAME).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> RunSpec:
        """Reads spec.json of the folder of a run."""
        values: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        values["night"] = dt.date.fromisoformat(values["night"])
        values["window_from"] = dt.date.fromisoformat(values["window_from"])
        values["portal"] = _portal(values["portal"])
        values["columns"] = tuple(map(_column, values["columns"]))
        values["policy"] = _policy(values["policy"])
        return cls(**values)


def _portal(values: dict[str, Any]) -> Portal:
    return Portal(**{**values, "hosts": tuple(values["hosts"])})


def _column(values: dict[str, Any]) -> Column:
    return Column(**{**values, "kind": ColumnKind(values["kind"])})


def _policy(values: dict[str, Any]) -> CrawlPolicy:
    if window := values["window"]:
        values["window"] = (dt.time.fromisoformat(window[0]), dt.time.fromisoformat(window[1]))
    values["browser"] = BrowserUse(values.get("browser", BrowserUse.AUTO))
    return CrawlPolicy(**{**values, "allowed_hosts": tuple(values.get("allowed_hosts", ()))})


def _plain(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"cannot write {value!r} into {NAME}")
