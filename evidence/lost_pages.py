"""Pages of rows that are gone (条目页面缺失): missing in a run that read a whole list, so that the portal answered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from evidence.portion import EVERYTHING, Portion
from evidence.store import Store

_MISSING = """
WITH good AS (
    SELECT page, max(night) AS night FROM (
        SELECT page, night FROM capture WHERE effective = 'ok' AND night <= :night {pages}
        UNION ALL SELECT page, night FROM sighting WHERE night <= :night {pages}
    ) GROUP BY page
)
SELECT capture.page, capture.night, max(reason) FROM capture LEFT JOIN good ON good.page = capture.page
WHERE effective = 'missing' AND kind <> 'list' AND capture.night <= :night AND capture.night > coalesce(good.night, '')
AND run IN (SELECT run FROM visit WHERE verdict = 'complete') {missing}
GROUP BY capture.page, capture.night ORDER BY capture.page, capture.night
"""


@dataclass(slots=True)
class Lost:
    """The nights on which a page was missing since it was last there, and what was said on the last of them."""

    nights: tuple[dt.date, ...] = ()
    reason: str = ""


def lost_pages(store: Store, as_of: dt.date, portion: Portion = EVERYTHING) -> defaultdict[str, Lost]:
    """By page, as known at the end of night `as_of`; nothing for pages that are there."""
    query = _MISSING.format(pages=portion.pages, missing=portion.pages.replace("page IN", "capture.page IN", 1))
    lost: defaultdict[str, Lost] = defaultdict(Lost)
    for page, night, reason in store.connection.execute(query, portion.values | {"night": as_of.isoformat()}):
        one = lost[page]
        one.nights, one.reason = (*one.nights, dt.date.fromisoformat(night)), reason
    return lost
