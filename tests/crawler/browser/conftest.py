"""Nights over drawn lists, all begun at once, because most of their time is waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from drawn_portal import TODAY, DrawnPortal
from rendering_home import RenderingHome, Visits

DRAWN = ("fetched", "written", "late", "foreign", "shell")
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
    portal: DrawnPortal
    elsewhere: DrawnPortal


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[DrawnPortal]:
    with DrawnPortal() as running:
        yield running


@pytest.fixture
def portal(elsewhere: DrawnPortal) -> Iterator[DrawnPortal]:
    with DrawnPortal(elsewhere.url) as running:
        yield running


@pytest.fixture(scope="session")
def nights(elsewhere: DrawnPortal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder: Path = tmp_path_factory.mktemp("rendering")
    with DrawnPortal(elsewhere.url) as portal:
        homes = [
            RenderingHome(folder / "drawn", portal.url, DRAWN),
            RenderingHome(folder / "turned", portal.url, TURNED),
            RenderingHome(folder / "endless", portal.url, ENDLESS, timeout=6.0),
            RenderingHome(folder / "capped", portal.url, ("turned",), browser_pages=1),
        ]
        for running in [home.start("night", "--today", TODAY.isoformat()) for home in homes]:
            running.communicate()
        yield Nights(homes[0], *(home.visits() for home in homes), portal, elsewhere)
