"""A built sample portal, served for real, and homes that watch it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from installation import FEW_UNITS, SEED, SMALL_SCALE, TODAY, Installation

from sample.build import build_site, rebase
from sample.serving import SampleServer


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "site"
    build_site(folder, seed=SEED, today=TODAY, scale=SMALL_SCALE)
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SampleServer]:
    with SampleServer(site) as running:
        rebase(site, running.url)
        yield running


@pytest.fixture
def behaved(server: SampleServer) -> Iterator[SampleServer]:
    """The server, and no fault of it left behind."""
    server.reset_traffic()
    yield server
    server.behave()


@pytest.fixture(scope="session")
def watched(server: SampleServer, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The whole sample after its first night; tests only read it."""
    installation = Installation(tmp_path_factory.mktemp("watched") / "home", site)
    server.reset_traffic()
    installation.night()
    return installation


@pytest.fixture
def few(server: SampleServer, site: Path, tmp_path: Path) -> Installation:
    """A home that watches one unit of each CMS family, before its first night."""
    return Installation(tmp_path / "home", site, FEW_UNITS)
