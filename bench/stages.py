"""Stages of a night on a home, in a process of their own: `python -m bench.stages HOME STAGE,… [RUN …]`.

Prints the processor seconds of each stage, its children's too, as one line of JSON: crawl, ingest (all packs that the
store lacks, or those named), check, score. What this process needs to start is not counted."""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.contest.spending import spend
from county.settings import County
from crawler.progress import Progress
from evidence.home import Home
from evidence.ingest import ingest
from evidence.known_state import last_night
from evidence.store import Store
from sample.build import DEFAULT_TODAY
from schedules.checking import check
from schedules.night import Night
from scoring import Scheme, scheme_of
from scoring.scores import score_units
from wordlists import load_with_own


class Silent:
    """A watch that says nothing."""

    def crawling(self, portal: str, progress: Progress) -> None:
        """Nothing."""

    def checking(self, done: int, total: int) -> None:
        """Nothing."""

    def say(self, sentence: str) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Stages:
    """The stages on an open store."""

    home: Home
    store: Store
    county: County
    scheme: Scheme

    def crawl(self) -> None:
        """The sample's first day."""
        Night(self.home, self.county, self.scheme, Silent()).crawl(self.store, DEFAULT_TODAY)

    def ingest(self, runs: list[str]) -> None:
        """Takes in these runs, all that the store lacks where none is named."""
        if not runs:
            Night(self.home, self.county, self.scheme, Silent()).take_in(self.store)
        for run in runs:
            ingest(self.home.packs / run, self.store)

    def check(self) -> None:
        """Brings the findings and boards up to date."""
        check(self.store, self.county, self.scheme, load_with_own(None), Silent())

    def score(self) -> None:
        """The sheets of the newest night."""
        if night := last_night(self.store):
            score_units(self.store, self.county, self.scheme, night)


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds by stage, and the peak memory of the process that did them."""

    seconds: dict[str, float]
    peak_mb: float


def staged(home: Home, stages: str, *runs: str) -> Spent:
    """Does the stages, named with commas between, in a process of its own."""
    command = [sys.executable, "-m", "bench.stages", str(home.folder.resolve()), stages, *runs]
    spending = spend(command, home.folder, environment={"PYTHONPATH": str(Path.cwd())})
    return Spent(json.loads(spending.output.splitlines()[-1]), spending.peak_mb)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("stages", help="crawl,ingest,check,score")
    parser.add_argument("runs", nargs="*")
    options = parser.parse_args()
    home = Home(options.home, options.home)
    county = home.county()
    with home.store() as store:
        at = Stages(home, store, county, scheme_of(home.config, county))
        known: dict[str, Callable[[], None]] = {
            "crawl": at.crawl, "ingest": lambda: at.ingest(options.runs), "check": at.check, "score": at.score,
        }  # fmt: skip
        seconds = {}
        for stage in options.stages.split(","):
            began = _spent()
            known[stage]()
            seconds[stage] = _spent() - began
    print(json.dumps(seconds))


def _spent() -> float:
    usage = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in usage)


if __name__ == "__main__":
    main()
