"""The rule kinds, one file each; importing this package registers them all."""

from scoring.rules.adjustment import Adjustment
from scoring.rules.capped_bonus import CappedBonus
from scoring.rules.capped_penalty import CappedPenalty
from scoring.rules.column_currency import ColumnCurrency
from scoring.rules.hand_in import HandInByDate
from scoring.rules.pro_rata import ProRata
from scoring.rules.published_by_date import PublishedByDate
from scoring.rules.veto import Veto
from scoring.rules.weekly_quota import WeeklyQuota
from scoring.rules.zero_on_event import ZeroOnEvent

__all__ = [
    "Adjustment",
    "CappedBonus",
    "CappedPenalty",
    "ColumnCurrency",
    "HandInByDate",
    "ProRata",
    "PublishedByDate",
    "Veto",
    "WeeklyQuota",
    "ZeroOnEvent",
]
