"""The folders of real pages and texts that are not part of the repository."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def shared_folder(name: str, mark: str, job: str) -> Path | None:
    """`shared/NAME` beside the checkout, or the folder that the variable XUNCHA_NAME names; None where there is no
    file `mark` in it, and then says that the job is left out."""
    variable = f"XUNCHA_{name.upper()}"
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / name).resolve()
    if (folder / mark).is_file():
        return folder
    print(f"{job} is left out: no {mark} in {folder}; {variable} may name another folder", file=sys.stderr)
    return None
