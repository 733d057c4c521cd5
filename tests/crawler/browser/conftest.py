"""Nights over drawn lists, all begun at once, because most of their time is waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rendering_home import DRAWN, ENDLESS, TURNED, Nights, RenderingHome
from scripted_portal import TODAY, ScriptedPortal


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[ScriptedPortal]:
    with ScriptedPortal() as running:
        yield running


@pytest.fixture
def portal(elsewhere: ScriptedPortal) -> Iterator[ScriptedPortal]:
    with ScriptedPortal(elsewhere.url) as running:
        yield running


@pytest.fixture(scope="session")
def nights(elsewhere: ScriptedPortal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder: Path = tmp_path_factory.mktemp("rendering")
    with ScriptedPortal(elsewhere.url) as portal:
        homes = [
            RenderingHome(folder / "drawn", portal.url, DRAWN),
            RenderingHome(folder / "turned", portal.url, TURNED),
            RenderingHome(folder / "endless", portal.url, ENDLESS, timeout=1.0),
            RenderingHome(folder / "capped", portal.url, ("turned",), browser_pages=1),
        ]
        for running in [home.start("night", "--today", TODAY.isoformat()) for home in homes]:
            running.communicate()
        yield Nights(homes[0], *(home.visits() for home in homes), portal, elsewhere)
