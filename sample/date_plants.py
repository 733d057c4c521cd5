"""Documents with a day of making (成文日期) to plant: published late, published before they were made, and in time."""

from __future__ import annotations

from collections.abc import Iterator

from county.finding import Level
from sample.inserts import Claim, Insert

_LATE_DAYS = 75
"""More than twenty working days, however the holidays lie."""
_BEFORE_DAYS = -6
_IN_TIME_DAYS = 9


def date_inserts() -> Iterator[Insert]:
    """Each fault once, then what must stay silent."""
    for days, rule, note in (
        (_LATE_DAYS, "published-late", "成文后超过20个工作日才公开"),
        (_BEFORE_DAYS, "published-unsigned", "发布日期早于成文日期"),
    ):
        yield Insert(written=days, claims=(Claim(rule, "", Level.NOTICE.value, note),))
    yield Insert(written=_IN_TIME_DAYS, sentence="本文件自印发之日起施行。", harmless="成文后按期公开的文件")
