"""The house holds: who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_import_arrows_of_the_design() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_module_outgrows_its_noun() -> None:
    modules = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in (".venv", "var")]
    long = {str(path): count for path in modules if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500}
    assert long == {}
