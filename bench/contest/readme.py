"""The figures of README.md and docs/performance.md and the picture, from bench/results.json and from nothing else.

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
_HEADS = ("Figure", "Ours", "Peers (ours is better by)", "Limit")
_NOTHING = "Nothing was measured yet: `make bench`."


def figures(results: dict[str, Any], *, whole: bool, picture_from: str) -> str:
    """One page's section: all rows or each job's main ones, what they were measured on, the picture by its address."""
    if not results.get("jobs"):
        return _NOTHING
    lines = [f"| {' | '.join(_HEADS)} |", "|---|---:|---|---|"]
    for job, measured in results["jobs"].items():
        lines.append(f"| **{TITLES.get(job, job)}** {_when(measured)} | | | |")
        rows = measured["rows"] if whole else _main_rows(measured["rows"])
        lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    machine = results["machine"]
    told = ", ".join((machine["processor"], f"{machine['cores']} × CPU", f"{machine['memory_gib']} GiB",
                      machine["system"], f"Python {machine['python']}"))  # fmt: skip
    return "\n".join([*lines, "", f"{told}.", "", f"![Ours beside its peers]({picture_from})"])


def _main_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are held to a limit, and the first that peers have too."""
    first = next((row for row in rows if row["peers"]), None)
    return [row for row in rows if row["limit"] or row is first]


def _when(measured: dict[str, Any]) -> str:
    took = f"in {measured['seconds']} s, " if "seconds" in measured else ""
    return f"({measured['measured_on']}, {took}load {measured['load_average']})"


def _cells(row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['figure']}, {row['unit']}"
    yield figure_of(row["ours"])
    yield "; ".join(_beside(peer, value, row["ratios"][peer]) for peer, value in row["peers"].items())
    limit = row["limit"]
    yield f"{limit['text']}: {'kept' if limit['kept'] else '**missed**'}" if limit else ""


def _beside(peer: str, value: float, ratio: float | None) -> str:
    return f"{peer} {figure_of(value)}" + ("" if ratio is None else f" (× {figure_of(ratio)})")


def pages() -> Iterator[tuple[Path, str]]:
    """Every file that shows figures, with what it must say now."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for name, whole, address in (("README.md", False, "docs/pictures"), ("docs/performance.md", True, "pictures")):
        path = ROOT / name
        before, _, rest = path.read_text(encoding="utf-8").partition(OPENING)
        after = rest.partition(CLOSING)[2]
        shown = figures(results, whole=whole, picture_from=f"{address}/{PICTURE.name}")
        yield path, f"{before}{OPENING}\n\n{shown}\n\n{CLOSING}{after}"
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
