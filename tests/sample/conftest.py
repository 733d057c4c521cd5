"""A small portal for each seed and day that a test asks for, built once, and one server."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_days import BASE, SCALE, TODAY, Built

from sample.build import build_site
from sample.folder import BuiltPortal
from sample.serving import SampleServer


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Builds a portal, or hands back the folder where it was built before."""
    folders: dict[tuple[int, dt.date], Path] = {}

    def build(seed: int = 1, today: dt.date = TODAY) -> Path:
        if (seed, today) not in folders:
            folder = folders[seed, today] = tmp_path_factory.mktemp("portal")
            build_site(folder, seed=seed, today=today, scale=SCALE, base_url=BASE)
        return folders[seed, today]

    return build


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    """The portal of seed 1 on the usual day."""
    return built()


@pytest.fixture(scope="session")
def portal(site: Path) -> BuiltPortal:
    """The same, as the server reads it."""
    return BuiltPortal(site)


@pytest.fixture(scope="session")
def truth(site: Path) -> dict[str, Any]:
    """Its truth.json."""
    read: dict[str, Any] = json.loads((site / "truth.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="session")
def running(site: Path) -> Iterator[SampleServer]:
    """One server for all tests."""
    with SampleServer(site) as server:
        yield server


@pytest.fixture
def server(running: SampleServer) -> Iterator[SampleServer]:
    """The server, behaving and with its counters at nought."""
    running.reset_traffic()
    yield running
    running.behave()
