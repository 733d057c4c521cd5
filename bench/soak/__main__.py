"""`python -m bench.soak [--nights 365] [--outages 30] [--home DIR]`: a year of nights, and what came of it."""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.soak.mailbox import Mailbox
from bench.soak.portal import GrowingPortal
from bench.soak.rehearsal import Outage, Rehearsal

FIRST = dt.date(2027, 1, 4)
"""A Monday to come: what is due then is due after now."""
SEED = 20270104


def main() -> int:
    """Rehearses, prints what was seen, and gives 1 where anything was not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--outages", type=int, default=30)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    dice = random.Random(SEED)
    nights = dice.sample(range(2, options.nights - 1), min(options.outages, options.nights - 3))
    outages = {night: dice.choice(list(Outage)) for night in nights}
    started, mailbox = time.monotonic(), Mailbox()
    with TemporaryDirectory() as scratch, GrowingPortal(FIRST, FIRST) as portal:
        rehearsal = Rehearsal(options.home or Path(scratch) / "home", portal, mailbox, FIRST, "工作日")
        try:
            rehearsal.live(options.nights, outages)
            complaints = list(rehearsal.complaints(options.nights))
        finally:
            mailbox.up(False)
        sizes = rehearsal.sizes
        third = max(1, len(sizes) // 3)
        growth = [(sizes[end - 1] - sizes[end - third]) / third / 1000 for end in (third, len(sizes))]
        print(f"{options.nights} nights, {len(outages)} outages in {time.monotonic() - started:.0f} s")
        print(f"nights: {_states(rehearsal)}")
        print(f"mails: {len(mailbox.subjects)}, different weekly ones: {rehearsal.weeks_told()}")
        print(f"growth a night: {growth[0]:.0f} kB in the first third, {growth[1]:.0f} kB in the last")
        print("\n".join(complaints) or "nothing to complain of")
    return 1 if complaints else 0


def _states(rehearsal: Rehearsal) -> str:
    states = [run.state.value for run in rehearsal.nights()]
    return ", ".join(f"{state} {states.count(state)}" for state in sorted(set(states)))


if __name__ == "__main__":
    sys.exit(main())
