"""[desk] of county.toml to values: how the office works through what was flagged (办理时限)."""

from __future__ import annotations

from county.configuration.toml_table import Table
from county.settings import DeskPolicy

_DEFAULT = DeskPolicy()


def desk_policy(table: Table) -> DeskPolicy:
    """The values of [desk], with defaults where flaws were noted."""
    table.allow("serious_days", "general_days", "check_days", "two_persons", "mute_days")
    return DeskPolicy(
        serious_days=table.whole("serious_days", _DEFAULT.serious_days, 1, "个工作日"),
        general_days=table.whole("general_days", _DEFAULT.general_days, 1, "个工作日"),
        check_days=table.whole("check_days", _DEFAULT.check_days, 1, "个工作日"),
        two_persons=table.flag("two_persons", _DEFAULT.two_persons),
        mute_days=table.whole("mute_days", _DEFAULT.mute_days, 1, "天"),
    )
