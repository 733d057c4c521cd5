"""A home that watches a portal of drawn lists, driven by the command as an office would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from drawn_portal import TODAY

from county.configuration.writing import write_county, write_units
from county.settings import BrowserUse, County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass


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

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "xuncha", *words, "--home", str(self.folder)]

    def run(self, *words: str, **variables: str) -> str:
        done = subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **variables},
            check=False,
        )
        assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def night(self, **variables: str) -> dict[str, dict[str, Any]]:
        """The visits of one night, by the column's name."""
        subprocess.run(self.command("night", "--today", TODAY.isoformat()), capture_output=True, check=False, env={**os.environ, **variables})
        lines = self.run("visits", "--json").splitlines()
        return {row["column"].rpartition("/")[2]: row for row in map(json.loads, lines)}
