"""Titles of pages and attachments (页面标题) as they were last read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from evidence.store import Store

_TITLES = """
SELECT page, coalesce(nullif(text.title, ''), document.name, ''), max(night || fetched_at) FROM capture
JOIN json_each(:pages) AS wanted ON wanted.value = page
LEFT JOIN text ON text.id = capture.text LEFT JOIN document ON document.capture = capture.id
WHERE night <= :night AND effective = 'ok' GROUP BY page
"""


def titles(store: Store, pages: Iterable[str], as_of: dt.date) -> dict[str, str]:
    """The masked title of each of these pages at the end of night `as_of`, an attachment's name where it has no title;
    what was never read is missing."""
    wanted = {"pages": json.dumps(sorted(set(pages))), "night": as_of.isoformat()}
    return {page: title for page, title, _ in store.connection.execute(_TITLES, wanted)}
