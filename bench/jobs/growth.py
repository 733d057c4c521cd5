"""Growth (增长): what a night costs as the portal grows, and as the nights behind it become many.

The portal grows from a sixty-fourth of the sample's columns to all of them (three thousand pages: a bigger one would
not be done in a quarter of an hour); the nights from one to sixty-four, each with news. What a process needs to start
weighs on the smallest and makes an exponent too good, so that the one of the last step counts where it is greater."""

from __future__ import annotations

import math
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import linear_regression, median

import tomli_w

from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved
from bench.contest.rows import Limit, Row, at_most
from bench.jobs.store import commonest_rule, in_time, questions, windows
from bench.sampled import packs_of, sampled, sampled_site
from bench.stages import Spent, staged
from bench.years import NEWS, age
from evidence.home import Home
from sample.build import rebase
from sample.serving import SampleServer

JOB = "growth"
TIMES = (1, 4, 16, 64)
WHOLE, SMALL = 1.0, 0.1
"""Scales of the sample: of the portal that grows, and of the one whose nights become many."""
STAGES = ("crawl", "ingest", "check", "score")
_FIGURES = {"night": STAGES[:3]} | {stage: (stage,) for stage in STAGES}
MOST = 1.05
"""The greatest exponent of a night and of an ingest."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one size cost: pages captured, seconds and megabytes by stage, milliseconds a line of the queue."""

    pages: int
    spent: Mapping[str, Spent]
    queue: float


Costs = Mapping[str, Sequence[Cost]]


def measure(rounds: int) -> list[Row]:
    """All rows of the job."""
    with SampleServer(sampled_site(WHOLE)) as server:
        rebase(sampled_site(WHOLE), server.url)
        sizes = interleaved({str(times): partial(_sized, times) for times in TIMES}, rounds)
    return [*_by_size(sizes), *_by_age()]


def _sized(times: int) -> Cost:
    """One night on so many sixty-fourths of the columns, stage by stage."""
    folder = (WORKSHOP / "growth" / str(times)).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _configure(sampled_site(WHOLE) / "config", folder, times)
    home = Home(folder, folder)
    spent = {stage: staged(home, stage) for stage in STAGES}
    with home.store() as store:
        pages = store.connection.execute("SELECT count(*) FROM capture").fetchone()[0]
        asked = questions(store, commonest_rule(store))
        queue = median(windows(store, asked)["first page"] for _ in range(21))
    return Cost(pages, spent, queue)


def _configure(config: Path, folder: Path, times: int) -> None:
    shutil.copy(config / "county.toml", folder)
    units = tomllib.loads((config / "units.toml").read_text(encoding="utf-8"))
    number = 0
    for unit in units["unit"]:
        columns = unit.get("column", [])
        places = range(number, number + len(columns))
        unit["column"] = [column for place, column in zip(places, columns, strict=True) if place % TIMES[-1] < times]
        number += len(columns)
    (folder / "units.toml").write_text(tomli_w.dumps(units), encoding="utf-8")


def _by_size(costs: Costs) -> Iterator[Row]:
    smallest, largest = costs[str(TIMES[0])], costs[str(TIMES[-1])]
    span = f"{smallest[0].pages:,} to {largest[0].pages:,} pages"
    for name, stages in _FIGURES.items():
        for unit, figure in (("s", partial(_seconds, stages)), ("MB", partial(_megabytes, stages))):
            what = "processor time" if unit == "s" else "memory"
            yield Row(JOB, f"{name}, {what} of {largest[0].pages:,} pages", unit, _middle(largest, figure))
            slopes = [exponent(turn, figure) for turn in zip(*costs.values(), strict=True)]
            held = name in ("night", "ingest") and unit == "s"
            yield _exponent(f"{name}, growth of {what}, {span}", slopes, MOST if held else None)
    line = _middle(largest, lambda one: one.queue)
    yield Row(JOB, f"queue, first page, {largest[0].pages:,} pages", "ms/line", line, limit=in_time(line))


def _seconds(stages: Sequence[str], cost: Cost) -> float:
    return sum(cost.spent[stage].seconds[stage] for stage in stages)


def _megabytes(stages: Sequence[str], cost: Cost) -> float:
    return max(cost.spent[stage].peak_mb for stage in stages)


def exponent(costs: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    """Of the figure over the pages, by least squares on the logarithms, or of the last step where that is greater."""
    points = [(math.log(cost.pages), math.log(figure(cost))) for cost in costs]
    return max(_slope(points), _slope(points[-2:]))


def _slope(points: Sequence[tuple[float, float]]) -> float:
    return linear_regression(*zip(*points, strict=True)).slope


def _middle(costs: Sequence[Cost], figure: Callable[[Cost], float]) -> float:
    return round(median(map(figure, costs)), 3)


def _exponent(title: str, slopes: Sequence[float], most: float | None) -> Row:
    """The median of the rounds; the limit's sentence tells how far they lie apart."""
    middle, spread = median(slopes), f"{min(slopes):.2f} to {max(slopes):.2f} in {len(slopes)} rounds"
    limit = Limit(spread, kept=True) if most is None else at_most(middle, most, f"≤ {most}; {spread}")
    return Row(JOB, title, "exponent", round(middle, 3), limit=limit, runs=len(slopes))


def _by_age() -> Iterator[Row]:
    """One night's ingest, check and score when so many nights are known; the crawl asks for what changed only."""
    folder = (WORKSHOP / "growth" / "nights").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sampled(SMALL).folder, folder, ignore=shutil.ignore_patterns("site", "evidence.db*", "runs.jsonl"))
    home = Home(folder, folder)
    age(home, TIMES[-1], NEWS)
    runs = [pack.name for pack in packs_of(home)]
    seconds: dict[int, dict[str, float]] = {}
    taken = 0
    for nights in TIMES:
        if before := runs[taken:nights]:
            staged(home, "ingest,check", *before)
        seconds[nights] = staged(home, "ingest,check,score", runs[nights]).seconds
        taken = nights + 1
    for nights, spent in seconds.items():
        for stage, some in spent.items():
            title = f"{stage} of a night with {NEWS} news, {nights} nights behind it"
            yield Row(JOB, title, "s", round(some, 3), runs=1)
