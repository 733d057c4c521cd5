"""What a contestant spends is its own: not what the bench holds that starts it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.contest.spending import ContestError, spend

MEGABYTE = 2**20


def test_the_peak_is_the_programs_own_and_its_childrens(tmp_path: Path) -> None:
    held = bytearray(150 * MEGABYTE)
    assert spend(["true"], tmp_path).peak_mb < 50 < len(held) / MEGABYTE
    larger = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'held = bytearray(80 << 20)'], check=True)"
    spending = spend([sys.executable, "-c", f"{larger}; print('done')"], tmp_path)
    assert 80 < spending.peak_mb < 130
    assert spending.output == "done\n"
    assert spending.cpu_seconds > 0


def test_one_that_fails_or_is_too_slow_has_no_figures(tmp_path: Path) -> None:
    with pytest.raises(ContestError, match="ended with 3: because"):
        spend([sys.executable, "-c", "print('because'); raise SystemExit(3)"], tmp_path)
    with pytest.raises(ContestError, match="ended with -9"):
        spend(["sleep", "60"], tmp_path, limit=0.2)
