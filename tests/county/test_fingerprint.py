"""A fingerprint says whether settings are what they were: in this process, and in the next one."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

from county.fingerprint import fingerprint
from county.settings import CalendarPolicy

_DAYS = frozenset(dt.date(2026, month, 1) for month in range(1, 13))
_IN_ANOTHER_PROCESS = """
import datetime as dt
from county.fingerprint import fingerprint
from county.settings import CalendarPolicy
days = frozenset(dt.date(2026, month, 1) for month in range(1, 13))
print(fingerprint({"calendar": CalendarPolicy(extra_holidays=days)}, {"乙", "甲", "丙"}))
"""


def _seen_by_a_process(seed: int) -> str:
    surroundings = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", _IN_ANOTHER_PROCESS], env=surroundings, capture_output=True, text=True)
    return done.stdout.strip()


def test_it_is_the_same_in_every_process_whatever_the_order_of_its_sets() -> None:
    here = fingerprint({"calendar": CalendarPolicy(extra_holidays=_DAYS)}, {"甲", "丙", "乙"})
    assert {_seen_by_a_process(seed) for seed in (1, 2)} == {here}


def test_one_day_more_another_order_or_another_kind_makes_another_one() -> None:
    one_less = frozenset(sorted(_DAYS)[1:])
    different = [
        CalendarPolicy(extra_holidays=_DAYS),
        CalendarPolicy(extra_holidays=one_less),
        CalendarPolicy(extra_workdays=_DAYS),
        ("甲", "乙"),
        ("乙", "甲"),
        (1, "1"),
        ("1", 1),
    ]
    assert len({fingerprint(value) for value in different}) == len(different)
