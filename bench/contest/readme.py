"""The figures of README.md and README.zh-CN.md and the picture, from bench/results.json and from nothing else.

    python -m bench.contest.readme [--check]

`--check` writes nothing and fails where they say something else than the results."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.contest.picture import PICTURE, TITLES, picture
from bench.contest.results import RESULTS
from bench.contest.table import figure_of

ROOT = Path(__file__).parents[2]
OPENING, CLOSING = "<!-- figures: python -m bench.contest.readme -->", "<!-- /figures -->"
_HEADS = {
    "README.md": ("Figure", "Ours", "Peers (ours is better by)", "Limit", "kept", "**missed**"),
    "README.zh-CN.md": ("项目", "本系统", "同类（好多少倍）", "限值", "达到", "**未达到**"),
}
_NOTHING = {"README.md": "Nothing was measured yet: `make bench`.", "README.zh-CN.md": "还没有量过：`make bench`。"}


def figures(page: str, results: dict[str, Any]) -> str:
    """The section of one page: a table for all jobs, and what it was measured on."""
    if not results.get("jobs"):
        return _NOTHING[page]
    *heads, kept, missed = _HEADS[page]
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---|---|"]
    for job, measured in results["jobs"].items():
        lines.append(f"| **{TITLES.get(job, job)}** {_when(measured)} | | | |")
        lines += [f"| {' | '.join(_cells(row, kept, missed))} |" for row in measured["rows"]]
    machine = results["machine"]
    told = ", ".join((machine["processor"], f"{machine['cores']} × CPU", f"{machine['memory_gib']} GiB",
                      machine["system"], f"Python {machine['python']}"))  # fmt: skip
    return "\n".join([*lines, "", f"{told}. ![{PICTURE.stem}](docs/pictures/{PICTURE.name})"])


def _when(measured: dict[str, Any]) -> str:
    return f"({measured['measured_on']}, load {measured['load_average']})"


def _cells(row: dict[str, Any], kept: str, missed: str) -> Iterator[str]:
    yield f"{row['figure']}, {row['unit']}"
    yield figure_of(row["ours"])
    peers = (f"{peer} {figure_of(value)} (× {figure_of(row['ratios'][peer])})" for peer, value in row["peers"].items())
    yield "; ".join(peers)
    limit = row["limit"]
    yield f"{limit['text']}: {kept if limit['kept'] else missed}" if limit else ""


def pages() -> Iterator[tuple[Path, str]]:
    """Every file that shows figures, with what it must say now."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for name in _HEADS:
        path = ROOT / name
        before, _, rest = path.read_text(encoding="utf-8").partition(OPENING)
        after = rest.partition(CLOSING)[2]
        yield path, f"{before}{OPENING}\n\n{figures(name, results)}\n\n{CLOSING}{after}"
    if results.get("jobs"):
        yield PICTURE, picture(results)


def write_pages() -> None:
    """Makes them say it."""
    for path, text in pages():
        path.write_text(text, encoding="utf-8")


def stale_pages() -> list[str]:
    """Names of those that say something else."""
    return [path.name for path, text in pages() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """The command line."""
    if "--check" not in arguments:
        write_pages()
        return 0
    stale = stale_pages()
    if stale:
        print(f"not what bench/results.json says: {', '.join(stale)}; run python -m bench.contest.readme")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
