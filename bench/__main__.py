"""Ours against its peers: the same work in the same run, one table.

    python -m bench [JOB …] [--rounds N]

Without a JOB it does all that are there, a quarter of an hour on two cores; the first time the peers are installed and
the portals and queues laid out before. The figures are medians of interleaved rounds, of slow peers one run; they go
job by job to bench/results.json, which keeps the last figures of jobs that were not run."""

from __future__ import annotations

import argparse
import importlib
import time

from bench.contest.readme import write_pages
from bench.contest.results import keep_results
from bench.contest.rounds import ROUNDS
from bench.contest.rows import Row
from bench.contest.table import print_rows
from bench.jobs import JOBS


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jobs", nargs="*", choices=(*JOBS, []), metavar="JOB", help=", ".join(JOBS))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    rows: list[Row] = []
    for job in options.jobs or JOBS:
        began = time.monotonic()
        measured = importlib.import_module(f"bench.jobs.{job}").measure(options.rounds)
        if measured:
            keep_results(job, measured, time.monotonic() - began)
        rows += measured
    write_pages()
    print_rows(rows)
    return 0 if all(row.limit is None or row.limit.kept for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
