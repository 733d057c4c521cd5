"""Who walks the portal, each as a command whose spending is measured in a new folder."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.contest.peers import WORKSHOP, peer_python
from bench.contest.spending import ContestError, Spending, spend
from bench.night.county import write_county
from bench.night.folder import SitePages
from bench.night.layout import NIGHT
from crawler.order import make_spec
from evidence.home import Home

_PEERS = Path(__file__).parent / "peers"
_IMPOLITE = {"SCRAPY_SETTINGS_MODULE": "bench.night.impolite", "PYTHONPATH": str(Path.cwd())}
_UNLIMITED = "[checking]\nmaxrequestspersecond = 1000\n"
"""LinkChecker keeps to ten requests a second unless it is told so and the server allows it (bench/night/server.py)."""
_TOLD = re.compile(r"^pages (\d+)$", re.M)


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk over `pages` pages, and the megabytes that it left on the disk."""

    pages: int
    spending: Spending
    disk_mb: float

    @property
    def pages_a_second(self) -> float:
        """By the clock on the wall."""
        return self.pages / self.spending.seconds

    @property
    def cpu_ms(self) -> float:
        """Milliseconds of processor time a page, of all its processes."""
        return self.spending.cpu_seconds * 1000 / self.pages

    @property
    def disk_kb(self) -> float:
        """Kilobytes on the disk a page."""
        return self.disk_mb * 1024 / self.pages


@dataclass(frozen=True, slots=True)
class Site:
    """A portal and where it is served."""

    url: str
    made: SitePages

    @property
    def pages(self) -> int:
        """Pages in all."""
        return self.made.layout.pages


def workshop(name: str) -> Path:
    """A new, empty folder."""
    folder = (WORKSHOP / "walks" / name).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def new_home(name: str, sites: Sequence[Site]) -> Path:
    """A home whose county names these portals."""
    folder = workshop(name) / "home"
    write_county(folder, [(site.url, site.made.layout) for site in sites])
    return folder


def night(home: Path, sites: Sequence[Site], day: dt.date = NIGHT) -> Walk:
    """`xuncha night` in that home: everything on."""
    command = (sys.executable, "-m", "xuncha", "night", "--home", home, "--today", day.isoformat())
    return _walk(command, home.parent, sum(site.pages for site in sites), _IMPOLITE)


def crawl(site: Site) -> Walk:
    """The crawl process alone: fetches, reads, archives, seals the pack."""
    folder = new_home("crawl", [site])
    home = Home(folder, folder)
    home.prepare()
    county = home.county()
    spec = make_spec(county, county.portals[0], NIGHT, 1, home.key_file.resolve())
    pack = home.packs / spec.run
    pack.mkdir()
    spec.write(pack)
    return _walk((sys.executable, "-m", "crawler", pack.resolve()), folder.parent, site.pages, _IMPOLITE)


def scrapy(script: str, site: Site, *options: str) -> Walk:
    """One of the peers' scripts; it says itself how many pages it saw."""
    folder = workshop(script)
    command = (peer_python("night"), _PEERS / f"{script}.py", f"{site.url}/")
    walk = _walk((*command, *options), folder, site.pages)
    told = _TOLD.search(walk.spending.output)
    if told is None:
        raise ContestError(f"{script} says nothing of its pages: {walk.spending.output[-500:]}")
    return Walk(int(told[1]), walk.spending, walk.disk_mb)


def wget(site: Site) -> Walk:
    """`wget --mirror`: fetches and writes files."""
    return _walk(
        ("wget", "--mirror", "--quiet", "--execute", "robots=off", f"{site.url}/"), workshop("wget"), site.pages
    )


def link_checker(site: Site) -> Walk:
    """LinkChecker over the whole portal: asks for every page and parses it for links, as impolite as all others."""
    folder, python = workshop("linkchecker"), peer_python("night")
    (folder / "linkcheckerrc").write_text(_UNLIMITED, encoding="utf-8")
    command = (python, python.with_name("linkchecker"), "--config=linkcheckerrc", "--no-status", "--no-warnings")
    return _walk((*command, f"{site.url}/"), folder, site.pages)


def change_detection(site: Site, addresses: Sequence[str]) -> Walk:
    """changedetection.io's own fetcher and text pieces over a sample of addresses."""
    folder = workshop("changedetection")
    (folder / "addresses.txt").write_text("\n".join(site.url + path for path in addresses), encoding="utf-8")
    command = (peer_python("changedetection"), _PEERS / "changed.py", "addresses.txt")
    return _walk(command, folder, len(addresses))


def _walk(
    command: Sequence[str | Path], folder: Path, pages: int, environment: Mapping[str, str] | None = None
) -> Walk:
    # what the walk before left to be written is not to be this one's waiting
    os.sync()
    spending = spend(command, folder, environment=environment)
    return Walk(pages, spending, disk_mb(folder))


def disk_mb(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    sizes = (Path(place, name).stat().st_size for place, _, names in os.walk(folder) for name in names)
    return sum(sizes) / 2**20
