"""What pages claim of themselves as last read (日期与标签的现状): shown dates, the day of making, meta tags."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from county.tags import Tag
from county.times import day
from evidence.portion import COLUMNS, EVERYTHING, Portion
from evidence.store import Store

_LAST_READ = """
SELECT page, displayed, text, max(night || fetched_at) FROM capture JOIN article ON article.capture = capture.id
WHERE night <= :night AND effective = 'ok' {pages} GROUP BY page
"""
_HEADS = """
SELECT page, tags, written, max(night || fetched_at) FROM capture JOIN head ON head.capture = capture.id
WHERE night <= :night AND effective = 'ok' {pages} GROUP BY page
"""
_LISTED = f"""
SELECT "column", page, listed, max(min(last_night, :night) || first_night) FROM listed_date
WHERE first_night <= :night AND {COLUMNS} GROUP BY "column", page
"""  # noqa: S608 our own condition
_CHANGES = """
SELECT page, max(first) FROM (
    SELECT page, text, min(night) AS first FROM capture JOIN json_each(:pages) AS wanted ON wanted.value = page
    WHERE night <= :night AND effective = 'ok' AND text <> '' GROUP BY page, text
) GROUP BY page
"""


@dataclass(frozen=True, slots=True)
class Claims:
    """By page (and column): the displayed date and the id of the text as last read, the tags and the day of making, and
    the date of its row. What was never read is missing."""

    displayed: dict[str, dt.date | None]
    texts: dict[str, str]
    tags: dict[str, Tag]
    written: dict[str, dt.date | None]
    listed: dict[tuple[str, str], dt.date | None]


def claims(store: Store, as_of: dt.date, portion: Portion = EVERYTHING) -> Claims:
    """The claims as known at the end of night `as_of`."""
    values = portion.values | {"night": as_of.isoformat()}
    read = store.connection.execute(_LAST_READ.format(pages=portion.pages), values).fetchall()
    heads = store.connection.execute(_HEADS.format(pages=portion.pages), values).fetchall()
    rows = store.connection.execute(_LISTED, values)
    return Claims(
        displayed={page: day(shown) for page, shown, _, _ in read},
        texts={page: text for page, _, text, _ in read},
        tags={page: Tag(tags) for page, tags, _, _ in heads},
        written={page: day(written) for page, _, written, _ in heads},
        listed={(column, page): day(listed) for column, page, listed, _ in rows},
    )


def last_changes(store: Store, pages: Iterable[str], as_of: dt.date) -> dict[str, dt.date]:
    """By page the night on which its text was first seen to be another than before: that of the first reading where it
    never was."""
    wanted = {"pages": json.dumps(sorted(pages)), "night": as_of.isoformat()}
    return {page: dt.date.fromisoformat(night) for page, night in store.connection.execute(_CHANGES, wanted)}
