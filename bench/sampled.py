"""The sample portal as two nights saw it (样例的两夜): a home with two real packs, crawled once, kept in var/bench."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from bench.contest.peers import WORKSHOP
from bench.stages import Silent
from crawler.order import run_order
from evidence.home import Home
from sample.build import CONFIG, DEFAULT_TODAY, build_site, rebase
from sample.serving import SampleServer
from schedules.night import Night
from scoring import scheme_of

SITE = "site"


def sampled(scale: float) -> Home:
    """A home that has crawled the sample of that size on its first day and, unchanged, on the next; nothing is taken in
    yet but what the crawl itself needed."""
    folder = (WORKSHOP / "sampled" / f"{scale:g}").resolve()
    home, done = Home(folder, folder), folder / "crawled.txt"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        site = folder / SITE
        build_site(site, seed=1, today=DEFAULT_TODAY, scale=scale)
        with SampleServer(site) as server:
            rebase(site, server.url)
            for file in (site / CONFIG).glob("*.toml"):
                shutil.copy(file, folder / file.name)
            for number in range(2):
                _crawl(home, DEFAULT_TODAY + dt.timedelta(days=number))
        done.touch()
    return home


def sampled_site(scale: float) -> Path:
    """The folder of the sample portal itself, as sampled() left it."""
    return sampled(scale).folder / SITE


def _crawl(home: Home, day: dt.date) -> None:
    county = home.county()
    stages = Night(home, county, scheme_of(home.config, county), Silent())
    with stages.opened() as store:
        stages.crawl(store, day)


def packs_of(home: Home) -> list[Path]:
    """Its packs, oldest first."""
    return sorted(home.packs.iterdir(), key=lambda folder: run_order(folder.name))
