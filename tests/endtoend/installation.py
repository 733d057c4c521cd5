"""An installation as an office has it: a home folder, driven by the command."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from county.configuration.loading import load_county
from county.configuration.writing import write_units
from county.settings import County
from sample.build import CONFIG

TODAY = dt.date(2026, 3, 31)
SEED = 7
SMALL_SCALE = 0.1
FEW_UNITS = ("longchang", "yangmingdong", "zhazuo", "jingyang")
"""One unit of each CMS family."""


class Installation:
    """A home folder, driven by the command as an office would."""

    def __init__(self, home: Path, site: Path, units: tuple[str, ...] = ()) -> None:
        self.home = home
        self.site = site
        home.mkdir(parents=True, exist_ok=True)
        self.configure(units)

    def configure(self, units: tuple[str, ...] = ()) -> None:
        """Takes the sample's configuration, or a few units of it."""
        for file in (self.site / CONFIG).glob("*.toml"):
            shutil.copy(file, self.home / file.name)
        if units:
            chosen = [unit for unit in self.county.units if unit.id in units]
            write_units(self.home / "units.toml", chosen)

    @property
    def county(self) -> County:
        return load_county(self.home)

    def crawl_settings(self, **values: float | str) -> None:
        """Sets values of county.toml's [crawl]."""
        path = self.home / "county.toml"
        text = path.read_text(encoding="utf-8")
        for name, value in values.items():
            text = re.sub(rf"(?m)^{name} = .*\n", "", text)
            text = text.replace("[crawl]\n", f"[crawl]\n{name} = {json.dumps(value)}\n")
        path.write_text(text, encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "xuncha", *words, "--home", str(self.home)]

    def run(self, *words: str, code: int = 0) -> str:
        """Runs a command; gives its standard output."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, env=_environment(), check=False)
        assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts a command and leaves it running."""
        null = subprocess.DEVNULL
        return subprocess.Popen(self.command(*words), stdout=null, stderr=null, env=_environment())

    def rows(self, *words: str) -> list[dict[str, Any]]:
        """The objects that a command prints."""
        return [json.loads(line) for line in self.run(*words, "--json").splitlines()]

    def night(self, today: dt.date = TODAY, *, code: int = 0, again: bool = False) -> None:
        self.run("night", "--today", today.isoformat(), *(["--again"] if again else []), code=code)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}
