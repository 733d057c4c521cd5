"""Backups that are made in one second stand beside each other, in their order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from evidence.backup import backups, last_made, make_backup, read_backup
from evidence.home import Home

NOW = dt.datetime(2026, 3, 31, 3, 0, 0, 500_000, tzinfo=dt.UTC)


def test_a_second_backup_of_one_second_stands_beside_the_first(tmp_path: Path) -> None:
    home, root = Home(tmp_path / "home", tmp_path / "home"), tmp_path / "backups"
    home.folder.mkdir()
    home.prepare()
    with home.store():
        pass
    made = [make_backup(home, root, NOW) for _ in range(3)]
    assert backups(root) == made
    assert [read_backup(folder).made_at for folder in made] == [NOW.isoformat()] * 3
    assert last_made(root) == NOW.replace(microsecond=0) + dt.timedelta(seconds=2)
