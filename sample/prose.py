"""Official prose (公文语言) put together from templates and word pools: always the same for the same random numbers."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from sample.roster import SampleUnit

_COUNTS = {"n": (12, 186), "n2": (105, 980), "n3": (3, 48), "k": (2, 9), "k2": (3, 12), "k3": (10, 20), "no": (3, 198)}
_SECOND = ("place", "method", "measure", "next")
"""Pools of which one sentence may need two different words: {place} and {place2}."""


@cache
def phrases() -> dict[str, Any]:
    """The tables of phrases.toml."""
    return tomllib.loads(resources.files("sample").joinpath("phrases.toml").read_text(encoding="utf-8"))


class Prose:
    """Sentences about one article's subject: one unit, one day, one main topic, three places."""

    def __init__(self, rng: Random, unit: SampleUnit, day: dt.date) -> None:
        self.rng = rng
        topic, topic2 = rng.sample(unit.topics, 2)
        self._places = rng.sample(phrases()["pools"]["place"], 3)
        self._fixed: dict[str, str | int] = {"topic": topic, "topic2": topic2, "short": unit.short, "full": unit.full}
        self._fixed |= {"year": day.year, "lastyear": day.year - 1, "month": day.month, "day": day.day}

    def say(self, template: str) -> str:
        """`template` with its gaps filled."""
        return template.format_map(_Gaps(self))

    def pick(self, *path: str) -> str:
        """One template of the table at `path`, filled."""
        table: Any = phrases()
        for name in path:
            table = table[name]
        return self.say(self.rng.choice(table))

    def sentences(self, pool: str, count: int) -> list[str]:
        """So many different templates of a pool of sentences, filled."""
        templates: list[str] = phrases()["sentences"][pool]
        return [self.say(template) for template in self.rng.sample(templates, min(count, len(templates)))]

    def gap(self, name: str) -> str | int:
        """What fills the gap of that name."""
        if name in self._fixed:
            return self._fixed[name]
        if name in _COUNTS:
            return self.rng.randint(*_COUNTS[name])
        made = self._number(name)
        return made if made else str(self.rng.choice(phrases()["news" if name in phrases()["news"] else "pools"][name]))

    def pair(self, name: str) -> tuple[str, str]:
        """Two different words of a pool."""
        pool = self._places if name == "place" else phrases()["pools"][name]
        first, second = self.rng.sample(pool, 2)
        return first, second

    def _number(self, name: str) -> str:
        match name:
            case "pct":
                return f"{self.rng.randint(610, 989) / 10:.1f}"
            case "money":
                return f"{self.rng.randint(1005, 9800) / 10:.1f}"
            case "money2":
                return f"{self.rng.randint(15, 980) / 10:.1f}"
            case "money3":
                return str(self.rng.randint(6, 98) * 100)
            case "four":
                return f"{self.rng.randint(1000, 9899)}"
            case _:
                return ""


class _Gaps(dict[str, str | int]):
    """The gaps of one sentence, each filled when it is met, the same word at each place."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self._prose = prose

    def __missing__(self, name: str) -> str | int:
        pool = name.removesuffix("2")
        if pool in _SECOND:
            self[pool], self[pool + "2"] = self._prose.pair(pool)
        else:
            self[name] = self._prose.gap(name)
        return self[name]
