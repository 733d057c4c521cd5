"""What the next crawl is told of links (已知链接): every target, when it was last asked for, was it there."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.link_answers import ANSWERS, GOOD, MISSING
from evidence.pack.known import KnownLink
from evidence.store import Store

_GOOD = ", ".join(f"'{word}'" for word in GOOD)
_MISSING = ", ".join(f"'{word}'" for word in MISSING)
_TARGETS = f"""
WITH answer AS ({ANSWERS}), asked AS (
    SELECT target, max(night) AS asked_on,
        coalesce(max(iif(effective IN ({_MISSING}), night, NULL)), '')
            > coalesce(max(iif(effective IN ({_GOOD}), night, NULL)), '') AS missing
    FROM answer GROUP BY target
)
SELECT link.target, min(link.url), min(link.kind), max(outside), min(night), coalesce(asked_on, ''),
    coalesce(missing, 0)
FROM link JOIN capture ON capture.id = link.capture LEFT JOIN asked ON asked.target = link.target
WHERE capture.run IN (SELECT run FROM pack WHERE portal = ?) GROUP BY link.target
"""  # noqa: S608 our own words


def known_links(store: Store, portal: str) -> Iterator[KnownLink]:
    """Every target that an article of the portal ever linked; an address that is kept masked cannot be asked for."""
    for row in store.connection.execute(_TARGETS, (portal,)):
        link = KnownLink(*row)
        if "*" not in link.url:
            yield link
