"""Tears pages N times and reads each: no exception may leave the readers, no run may cost too much.

    python -m bench.fuzz_pages N [--folder FOLDER] [--seed SEED]

FOLDER adds its *.html and *.json to the made-up pages. A page that fails is kept beside as fuzz-SEED-NUMBER.bin."""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bench.mutations import SEEDS, mutated
from crawler.reading import Page, read_page

SECONDS = 1.0
"""CPU time that one page may cost."""
HANGS = 10.0
"""CPU time after which a page is given up, so that one that never ends is named."""
MEGABYTES = 300
URL = "http://www.example.cn/xw/gzdt/t20260201_1.html"
_LARGEST = 1_500_000
"""Bytes: real pages stay under half of it."""


def slow_or_failed(body: bytes) -> str:
    """What is wrong with reading `body`, "" where nothing is."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    try:
        read_page(Page.parse(body, URL))
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    taken = time.process_time() - started
    return f"took {taken:.2f} s" if taken > SECONDS else ""


def peak_megabytes() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def faults(count: int, pages: Sequence[bytes], seed: int) -> Iterator[tuple[int, str, bytes]]:
    """Number, reason and bytes of every page that failed."""
    for number in range(count):
        body = mutated(Random(f"{seed}-{number}"), pages)[:_LARGEST]
        if reason := slow_or_failed(body):
            yield number, reason, body


def _give_up(*_: object) -> None:
    raise TimeoutError(f"still reading after {HANGS:g} s")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = sorted((*options.folder.glob("*.html"), *options.folder.glob("*_*.json"))) if options.folder else []
    pages = (*SEEDS, *(file.read_bytes() for file in files))
    failed = 0
    signal.signal(signal.SIGVTALRM, _give_up)
    for number, reason, body in faults(options.count, pages, options.seed):
        failed += 1
        Path(f"fuzz-{options.seed}-{number}.bin").write_bytes(body)
        print(f"{number}: {reason}", file=sys.stderr)
    peak = peak_megabytes()
    print(f"{options.count} pages, {failed} failed, at most {peak:.0f} MB")
    return 1 if failed or peak > MEGABYTES else 0


if __name__ == "__main__":
    raise SystemExit(main())
