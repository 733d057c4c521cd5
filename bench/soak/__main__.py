"""`python -m bench.soak [--nights 365] [--outages 30] [--minutes N] [--out var/soak]`: a year, and what came of it."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.soak.books import Books
from bench.soak.disk import Disk
from bench.soak.machine import SAID
from bench.soak.mailbox import Mailbox
from bench.soak.offices import Programme
from bench.soak.portal import GrowingPortal
from bench.soak.rehearsal import YEAR_JOBS, Rehearsal
from bench.soak.report import write_report
from bench.soak.year import SEED, coming_year, planned_outages


def main() -> int:
    """Rehearses, prints what was seen, and gives 1 where anything was not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--outages", type=int, default=30)
    parser.add_argument("--minutes", type=int, default=24 * 60, help="ends after so many and tells of the nights lived")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=Path("var/soak"))
    options = parser.parse_args()
    outages = planned_outages(options.nights, options.outages, options.seed)
    started, mailbox = time.monotonic(), Mailbox()

    def goes_on(number: int) -> bool:
        seconds = time.monotonic() - started
        if (number + 1) % 10 == 0 or number + 1 == options.nights:
            print(f"{number + 1} nights in {seconds:.0f} s", file=sys.stderr, flush=True)
        return bool(seconds < options.minutes * 60)

    programme = Programme(coming_year(dt.date.today()))
    with TemporaryDirectory() as scratch, Disk(Path(scratch) / "home") as disk, GrowingPortal(programme) as portal:
        rehearsal = Rehearsal(disk, portal, mailbox, YEAR_JOBS)
        try:
            lived = rehearsal.live(options.nights, outages, goes_on)
            books = Books(rehearsal, lived)
            complaints = list(books.complaints())
            if lived < options.nights:
                complaints.append(f"only {lived} of {options.nights} nights in {options.minutes} minutes")
            print(write_report(options.out, books, complaints, time.monotonic() - started))
            for file in (disk.folder / "evidence.db", disk.folder.parent / SAID) if complaints else ():
                shutil.copy(file, options.out)
        finally:
            rehearsal.machine.kill()
            rehearsal.machine.off()
            mailbox.up(False)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
