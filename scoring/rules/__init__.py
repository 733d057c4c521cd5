"""The rule kinds, one file each; importing this package registers them all."""

from scoring.rules.capped_penalty import CappedPenalty
from scoring.rules.column_currency import ColumnCurrency
from scoring.rules.weekly_quota import WeeklyQuota

__all__ = ["CappedPenalty", "ColumnCurrency", "WeeklyQuota"]
