"""A home that watches a portal of drawn lists, driven by the command as an office would."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripted_portal import TODAY, ScriptedPortal

from county.configuration.writing import write_county, write_units
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.home import Home
from schedules.reports import visit_rows

Visits = dict[str, dict[str, Any]]
"""What is known of the visits of one night, by the column's name."""


class RenderingHome:
    """A home folder whose one unit has a column at each of `paths`."""

    def __init__(self, folder: Path, url: str, paths: tuple[str, ...], **policy: Any) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        crawl = CrawlPolicy("信息科", delay=0.0, window=None, **policy)
        portal = Portal("drawn", "脚本门户", f"{url}/", allow_private=True)
        columns = tuple(Column("office", path, ColumnKind.NEWS, f"{url}/{path}/", 14) for path in paths)
        unit = Unit("office", "县政府办", UnitClass.FIRST, "drawn", columns)
        write_county(folder / "county.toml", County("修文县", (portal,), (unit,), crawl, "xiuwen"))
        write_units(folder / "units.toml", [unit])

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """Starts a command and leaves it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "xuncha", *words, "--home", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
        )

    def run(self, *words: str, **variables: str) -> str:
        """What a command prints, whatever its exit code."""
        output, _ = self.start(*words, **variables).communicate()
        return output

    def night(self, today: dt.date = TODAY, **variables: str) -> Visits:
        """The visits of one night, by the column's name."""
        self.run("night", "--today", today.isoformat(), **variables)
        return self.visits(today)

    def visits(self, night: dt.date = TODAY) -> Visits:
        """The visits of that night, by the column's name."""
        rows = visit_rows(Home(self.folder, self.folder), night)
        return {row["column"]: row for row in rows if row["night"] == night.isoformat()}

    @property
    def pack(self) -> Path:
        """The pack of the only run."""
        [folder] = (self.folder / "packs").iterdir()
        return folder


DRAWN = ("fetched", "written", "late", "foreign", "shell", "guessed")
TURNED = ("turned", "nothing", "empty")
ENDLESS = ("endless", "dialogs", "fetched")


@dataclass(frozen=True)
class Nights:
    """What four homes saw, and the two servers: the portal, and one that nothing should ever ask. `home` is the one
    that watches DRAWN."""

    home: RenderingHome
    drawn: Visits
    turned: Visits
    endless: Visits
    capped: Visits
    portal: ScriptedPortal
    elsewhere: ScriptedPortal
