"""Recall and precision of the personal-data checks over real files.

python -m bench.personal                     every case, figures by kind and format, misses listed
python -m bench.personal --quick             every eighth case, held against the stored baseline: a drop fails
python -m bench.personal --write             stores the figures as the baseline
python -m bench.personal --write-docs        makes doc.tar.xz anew (needs LibreOffice)
python -m bench.personal --keep FOLDER       also writes the files themselves into a folder"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bench.personal.case import FORMATS
from bench.personal.judging import Figures, judge, placed_cases, quick
from bench.personal.writers import Files, dumped, make_docs

BASELINE = Path(__file__).with_name("baseline.json")
_LISTED = 60


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f}% ({part}/{whole})" if whole else "     -"


def _print(figures: Figures, seconds: float) -> None:
    for key in (*FORMATS, *sorted({*figures.total, *figures.harmless} - {*FORMATS})):
        recall = _percent(figures.found[key], figures.total[key])
        silent = _percent(figures.silent[key], figures.harmless[key])
        print(f"{key:　<14}  查全 {recall:18}  不误报 {silent:18}")
    for fault in figures.faults[:_LISTED]:
        print(fault)
    print(
        f"查全率 {figures.recall:.4f}，查准率 {figures.precision:.4f}；应报 {figures.positives}，不应报"
        f" {figures.look_alikes}，"
        f"{seconds:.1f} 秒"
    )


def _stored() -> dict[str, dict[str, float]]:
    if not BASELINE.exists():
        return {}
    stored: dict[str, dict[str, float]] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return stored


def _fell(figures: Figures, name: str) -> list[str]:
    before = _stored().get(name, {})
    return [
        f"{word}由 {before[key]:.4f} 降到 {now:.4f}"
        for key, word, now in (("recall", "查全率", figures.recall), ("precision", "查准率", figures.precision))
        if key in before and now < before[key] - 1e-9
    ]


def main() -> int:
    """0, or 1 where a figure fell below the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    cases = placed_cases()
    if options.write_docs:
        make_docs(cases)
    if options.quick:
        cases = quick(cases)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for placed in cases:
            (options.keep / f"{placed.number:04}.{placed.format}").write_bytes(Files().body(placed))
    began = time.process_time()
    figures = judge(cases)
    _print(figures, time.process_time() - began)
    name = "quick" if options.quick else "all"
    if options.write:
        now = {"recall": figures.recall, "precision": figures.precision}
        BASELINE.write_text(dumped({**_stored(), name: now}) + "\n", encoding="utf-8")
        return 0
    fell = _fell(figures, name)
    for line in fell:
        print(f"{line}：请看上面列出的用例，是检查变差还是用例变了。")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
