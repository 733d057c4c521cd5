"""A contestant: a small script in bench/peers that does the work in a process of its own and tells what it found."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.contest.peers import LISTS, WORKSHOP, peer_python
from bench.contest.shared import ROOT
from bench.contest.spending import spend


@dataclass(frozen=True)
class Told:
    """One run: what it cost, as the contestant itself measured it (`peak_mb` is always there), and a line for each page
    or file or sentence that it was given."""

    cost: Mapping[str, float]
    lines: tuple[Any, ...]


def told_by(script: str, environment: str, *arguments: str | Path) -> Told:
    """Run bench/peers/SCRIPT with `arguments` and the file to write its lines to, under the interpreter that has the
    peers of bench/peers/ENVIRONMENT.txt, or under this one, which has ours, where ENVIRONMENT is "". Raises
    ContestError where it fails."""
    folder = (WORKSHOP / "answers").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    answer = folder / "answer.jsonl"
    python = peer_python(environment) if environment else Path(sys.executable)
    paths = {} if environment else {"PYTHONPATH": str(ROOT)}
    spend([python, LISTS / script, *arguments, answer], folder, environment=paths)
    cost, *lines = (json.loads(line) for line in answer.read_text(encoding="utf-8").splitlines())
    return Told(cost, tuple(lines))
