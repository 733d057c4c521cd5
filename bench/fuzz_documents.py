"""Torn documents by the thousand: none may raise, take over a second of CPU or over 300 MB.

    python bench/fuzz_documents.py N [--first NUMBER]

Each thousand runs in a process of its own that may take no more memory than that; a number that fails is printed, and
`--first NUMBER` with N = 1 repeats it."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "crawler" / "documents")]

_BATCH = 1000
_MEGABYTE = 1 << 20
_MOST_MEGABYTES = 300
_MOST_SECONDS = 1.0
_PAGE = resource.getpagesize()


def _run(first: int, count: int) -> int:
    """One batch in this process; prints what fails, then the slowest and the peak of memory."""
    from mutation import mutated

    from crawler.documents import read_document

    mutated(first)
    size = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    resource.setrlimit(resource.RLIMIT_AS, (size + _MOST_MEGABYTES * _MEGABYTE, resource.RLIM_INFINITY))
    failed = readable = 0
    slowest = (0.0, first)
    for number in range(first, first + count):
        name, body = mutated(number)
        print(f"at {number}", flush=True)
        started = time.process_time()
        try:
            readable += read_document(body, name).readable
        except BaseException as error:  # a panic of a library in Rust is no Exception
            failed += 1
            print(f"raised {number} {name}: {error!r:.200}", flush=True)
        slowest = max(slowest, (time.process_time() - started, number))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"done {failed} {readable} {slowest[0]:.3f} {slowest[1]} {before} {peak}", flush=True)
    return failed


def _batches(first: int, count: int) -> int:
    failed = readable = peak = 0
    slowest = (0.0, first)
    for start in range(first, first + count, _BATCH):
        many = min(_BATCH, first + count - start)
        command = [sys.executable, __file__, str(many), "--first", str(start), "--here"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
        lines = done.stdout.splitlines()
        failed += sum(print(line) or 1 for line in lines if line.startswith("raised"))
        if not lines or not lines[-1].startswith("done"):
            failed += 1
            last = lines[-1] if lines else "start"
            print(f"died {last} code {done.returncode}: {done.stderr[-300:]}")
            continue
        _, _, read, seconds, number, _, high = lines[-1].split()
        readable += int(read)
        slowest = max(slowest, (float(seconds), int(number)))
        peak = max(peak, int(high))
    slow = slowest[0] > _MOST_SECONDS
    print(
        f"{count} documents: {failed} failed, {readable} read, "
        f"slowest {slowest[0]:.3f} s (number {slowest[1]}), peak {peak} MB"
    )
    return 1 if failed or slow or peak > _MOST_MEGABYTES else 0


def main() -> int:
    """Exit code 0 where nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--here", action="store_true", help="run in this process")
    chosen = parser.parse_args()
    return (_run if chosen.here else _batches)(chosen.first, chosen.count)


if __name__ == "__main__":
    sys.exit(main())
