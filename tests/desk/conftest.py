"""One desk a module, with findings of two units."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import chromium
from made_home import OTHER, OWN, DeskHome
from playwright.sync_api import Browser
from serving_desk import add_accounts, serving


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    """The home behind the desk."""
    home = DeskHome(tmp_path_factory.mktemp("desk"))
    add_accounts(home)
    home.flag([OWN, OTHER])
    return home


@pytest.fixture(scope="module")
def port(made: DeskHome) -> Iterator[int]:
    """The port of a running desk."""
    with serving(made.settings()) as port:
        yield port


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with all accounts and no findings, made once."""
    home = DeskHome(tmp_path_factory.mktemp("blank"))
    add_accounts(home)
    return home.folder


@pytest.fixture
def home(blank: Path, tmp_path: Path) -> DeskHome:
    """A home of one's own, copied from the blank one: migrations and password hashes cost a second each time."""
    shutil.copytree(blank, tmp_path / "home")
    return DeskHome(tmp_path / "home")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once a module: while it lives the process has a running event loop, which others need."""
    with chromium() as browser:
        yield browser
