"""The peers, installed from their packages into an environment of their own: one for each list in bench/peers."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

LISTS = Path(__file__).parent.parent / "peers"
ALONE = "# without what they require"
"""The first line of a list that names all that is to be installed."""
WORKSHOP = Path("var/bench")
"""Everything a measurement writes, but its results: may be deleted at any time."""


def peer_python(name: str) -> Path:
    """The interpreter that has what `bench/peers/NAME.txt` lists, installed when the list is new or was changed."""
    wanted = (LISTS / f"{name}.txt").read_text(encoding="utf-8")
    folder = (WORKSHOP / "peers" / name).resolve()
    python, ready = folder / "bin" / "python", folder / "installed.txt"
    if not ready.is_file() or ready.read_text(encoding="utf-8") != wanted:
        print(f"installing the peers of {name} …", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pip += ["--no-deps"] if wanted.startswith(ALONE) else []
        subprocess.run([*pip, "-r", str(LISTS / f"{name}.txt")], check=True)  # noqa: S603
        ready.write_text(wanted, encoding="utf-8")
    return python
