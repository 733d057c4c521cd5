"""Locks: one holder at a time, and whoever has patience waits for it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from county.lock import Patience, held


class TakenError(Exception):
    """Somebody else holds it."""


def test_a_lock_that_is_held_is_refused_at_once_or_when_patience_ends(tmp_path: Path) -> None:
    told: list[str] = []
    with held(tmp_path / "lock", TakenError()):
        for patience in (None, Patience(0.01, lambda: told.append("waiting"))):
            with pytest.raises(TakenError), held(tmp_path / "lock", TakenError(), patience):
                pytest.fail("two holders")
    assert told == ["waiting"]


def test_who_has_patience_takes_the_lock_when_it_is_let_go_of(tmp_path: Path) -> None:
    with ExitStack() as other:
        other.enter_context(held(tmp_path / "lock", TakenError()))
        with (
            held(tmp_path / "lock", TakenError(), Patience(60, other.close)),
            pytest.raises(TakenError),
            held(tmp_path / "lock", TakenError()),
        ):
            pytest.fail("two holders")
