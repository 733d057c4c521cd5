"""The index of all stored texts (全文索引): made from the evidence, and made again from it at any time."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("search")

_SEARCH = """
CREATE TABLE search_text (
    number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, page TEXT NOT NULL, "column" TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT;
CREATE TABLE search_basis (basis TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii');
"""


@migrations()
def m001_search(db: Database) -> None:
    """Texts by number, newest highest, and their tokens; `basis` is the configuration that the columns come from."""
    for statement in filter(str.strip, _SEARCH.split(";")):
        db.execute(statement)
