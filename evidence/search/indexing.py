"""Keeping the index: new texts after each night, texts whose column changed after each change of the configuration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import NamedTuple

from county.settings import County
from evidence.places import columns_of_pages
from evidence.search.tokens import tokens
from evidence.store import Store

BATCH = 250
"""Texts indexed between two transactions: the desk writes in between."""

_NEW = """
SELECT id, (SELECT min(night || fetched_at) FROM capture WHERE capture.text = text.id) AS first FROM text
WHERE NOT EXISTS (SELECT 1 FROM search_text WHERE search_text.text = text.id) AND first IS NOT NULL
ORDER BY first, id
"""
_TEXTS = """
SELECT text.id, text.title, content, page, coalesce(nullif(displayed, ''), night) FROM json_each(?) AS wanted
CROSS JOIN text ON text.id = wanted.value
JOIN capture ON capture.id = (SELECT id FROM capture WHERE text = text.id ORDER BY night, fetched_at LIMIT 1)
LEFT JOIN article ON article.capture = capture.id ORDER BY wanted.key
"""
_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM search_text"
_MOVED = 'SELECT number, page, "column" FROM search_text'
_KEPT = 'SELECT title, content, "column", day FROM search_text JOIN text ON text.id = text WHERE number = ?'
_PLACE = 'INSERT INTO search_text (number, text, page, "column", day)'
_SAY = "INSERT INTO search (rowid, tokens)"
_FORGET = "INSERT INTO search (search, rowid, tokens) VALUES ('delete', ?, ?)"


class _Line(NamedTuple):
    """What is written of a text."""

    number: int
    text: str
    page: str
    column: str
    day: str
    tokens: str


def index_texts(store: Store, county: County) -> int:
    """Takes in the texts that the index lacks, oldest first; gives how many. A second call does nothing."""
    new = [id_ for id_, _ in store.connection.execute(_NEW)]
    basis = store.connection.execute("SELECT basis FROM search_basis").fetchone()
    if not new and basis == (county.digest,):
        return 0
    columns = columns_of_pages(store, county)
    if basis != (county.digest,):
        _move(store, columns, county.digest)
    _take_in(store, new, columns)
    return len(new)


def rebuild_index(store: Store, county: County) -> int:
    """Makes the index anew; gives how many texts it holds."""
    with store.write() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("DELETE FROM search_text")
    return index_texts(store, county)


def _take_in(store: Store, texts: Sequence[str], columns: Mapping[str, str]) -> None:
    """Indexes these texts, some at a time: while SQLite, which does not hold up Python, writes those of one batch, the
    tokens of the next are made. Whoever indexes is alone in the home, so that numbers are given before they are
    written."""
    [first] = store.connection.execute(_NEXT).fetchone()
    reader = Store(store.path, current=True)
    with closing(reader), ThreadPoolExecutor(1) as writer:
        written: Future[None] | None = None
        for start in range(0, len(texts), BATCH):
            lines = list(_lines(reader, texts[start : start + BATCH], columns, first + start))
            if written:
                written.result()
            written = writer.submit(_keep, store, lines)
        if written:
            written.result()


def _lines(store: Store, texts: Sequence[str], columns: Mapping[str, str], first: int) -> Iterator[_Line]:
    """What is to be written of each text, numbered from `first` on."""
    rows = store.connection.execute(_TEXTS, (json.dumps(texts),)).fetchall()
    for number, (text, title, content, page, day) in enumerate(rows, first):
        column = columns.get(page, "")
        yield _Line(number, text, page, column, day, tokens(title, content, column, day))


def _keep(store: Store, lines: Sequence[_Line]) -> None:
    """In two statements, for each gives Python's lock back while it runs, and has to wait for it afterwards."""
    places = [value for line in lines for value in line[:-1]]
    said = [value for line in lines for value in (line.number, line.tokens)]
    with store.write() as connection:
        connection.execute(f"{_PLACE} VALUES {', '.join(['(?, ?, ?, ?, ?)'] * len(lines))}", places)
        connection.execute(f"{_SAY} VALUES {', '.join(['(?, ?)'] * len(lines))}", said)


def _move(store: Store, columns: Mapping[str, str], basis: str) -> None:
    """Indexes again what belongs to another column since the configuration changed."""
    rows = store.connection.execute(_MOVED)
    moved = [(number, columns.get(page, "")) for number, page, column in rows if columns.get(page, "") != column]
    with store.write() as connection:
        for number, column in moved:
            title, content, before, day = connection.execute(_KEPT, (number,)).fetchone()
            connection.execute(_FORGET, (number, tokens(title, content, before, day)))
            connection.execute(f"{_SAY} VALUES (?, ?)", (number, tokens(title, content, column, day)))
            connection.execute('UPDATE search_text SET "column" = ? WHERE number = ?', (column, number))
        connection.execute("DELETE FROM search_basis")
        connection.execute("INSERT INTO search_basis VALUES (?)", (basis,))
