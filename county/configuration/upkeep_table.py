"""[upkeep] of county.toml to values: where backups go, and how long what is kept."""

from __future__ import annotations

from county.configuration.toml_table import Table
from county.settings import UpkeepPolicy

_DEFAULT = UpkeepPolicy()
LEAST_ARCHIVE_DAYS = 92
"""A quarter: shorter, and an appeal of the last quarter's score would find nothing to look at."""


def upkeep_policy(table: Table) -> UpkeepPolicy:
    """The values of [upkeep], with defaults where flaws were noted."""
    table.allow("backup", "backups", "archive_days", "mail_days", "log_days")
    return UpkeepPolicy(
        backup=table.text("backup", required=False),
        backups=table.whole("backups", _DEFAULT.backups, 1, "份"),
        archive_days=table.whole("archive_days", _DEFAULT.archive_days, LEAST_ARCHIVE_DAYS, "天"),
        mail_days=table.whole("mail_days", _DEFAULT.mail_days, 1, "天"),
        log_days=table.whole("log_days", _DEFAULT.log_days, 1, "天"),
    )
