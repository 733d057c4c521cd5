"""[dates] of county.toml to values: from when on dates that pages claim are told (日期核查)."""

from __future__ import annotations

from county.configuration.toml_table import Table
from county.settings import DatePolicy

_DEFAULT = DatePolicy()


def date_policy(table: Table) -> DatePolicy:
    """The values of [dates], with defaults where flaws were noted."""
    table.allow("backdated_days", "publish_working_days")
    return DatePolicy(
        backdated_days=table.whole("backdated_days", _DEFAULT.backdated_days, 1, "天"),
        publish_working_days=table.whole("publish_working_days", _DEFAULT.publish_working_days, 1, "个工作日"),
    )
