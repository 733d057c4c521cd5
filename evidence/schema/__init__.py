"""The store's tables, one set of migrations a subject. A migration is a step in a transaction of its own and is never
edited once released."""

from __future__ import annotations

from sqlite_utils import Database

from evidence.schema.asked import migrations as asked
from evidence.schema.boards import migrations as boards
from evidence.schema.captured import migrations as captured
from evidence.schema.desk import migrations as desk
from evidence.schema.journals import migrations as journals
from evidence.schema.operations import migrations as operations
from evidence.schema.outbox import migrations as outbox
from evidence.schema.rectification import migrations as rectification
from evidence.schema.registers import migrations as registers
from evidence.schema.retention import migrations as retention
from evidence.schema.seals import migrations as seals
from evidence.schema.search import migrations as search
from evidence.schema.stamps import migrations as stamps

SETS = (
    captured,
    journals,
    desk,
    operations,
    outbox,
    search,
    registers,
    retention,
    boards,
    rectification,
    asked,
    stamps,
    seals,
)
"""In the order in which they build on each other."""


def bring_up_to_date(database: Database) -> None:
    """Applies what the file lacks, oldest first."""
    for migrations in SETS:
        migrations.apply(database)


__all__ = ["SETS", "bring_up_to_date"]
