"""What the county's text leaves open (口径): each a named setting with a default, dated changes, and a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from county.counting import (
    Backdated,
    CarryOver,
    CountedDate,
    CountingPolicy,
    Duplicates,
    HolidayWeeks,
    Reposts,
)
from county.personal import mask_typed
from county.text import clean_text
from scoring.table import Table

MOST_GRACE_DAYS = 60
"""A date that a reading of the list contradicts by more than two months is no slip of an editor."""


class ExemptWeeks(StrEnum):
    """Which weeks an exemption (报备) frees: each that it touches, or those whose working days it covers."""

    TOUCHED = "touched"
    WHOLE = "whole"


class FindingYear(StrEnum):
    """In which year a finding costs points: the one it was first seen in, or each one it stands in."""

    FIRST_SEEN = "first-seen"
    STANDING = "standing"


class Review(StrEnum):
    """Who confirms serious wording and personal data before they cost points."""

    REVIEWER = "reviewer"


class DueOnRestDay(StrEnum):
    """When something is due whose last day is no working day."""

    NEXT_WORKING_DAY = "next-working-day"
    AS_WRITTEN = "as-written"


class ObservedHandIn(StrEnum):
    """What it means for a hand-in that its document was seen on the portal in time: nothing, a note to the office, or
    that it was handed in."""

    IGNORED = "ignored"
    SUPPORTS = "supports"
    REPLACES = "replaces"


class LateReply(StrEnum):
    """What a request for information costs that was answered, but late."""

    KEPT = "kept"
    ZERO = "zero"


class FullPoints(StrEnum):
    """Whether ad-hoc tasks may lift a total above the points of the whole scheme."""

    KEPT = "kept"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a scheme; a key that the file leaves out keeps its default. `changes` are those made during the
    year, oldest first: each matter is judged under the settings of its own day."""

    duplicates: Duplicates = Duplicates.ONCE
    reposts: Reposts = Reposts.COUNTED
    own_sources: tuple[str, ...] = ("本站", "本网", "原创", "本单位")
    counted_date: CountedDate = CountedDate.VISIBLE
    backdated: Backdated = Backdated.COUNTED
    grace_days: int = 7
    carry_over: CarryOver = CarryOver.NONE
    holiday_weeks: HolidayWeeks = HolidayWeeks.WAIVED
    exempt_weeks: ExemptWeeks = ExemptWeeks.TOUCHED
    fixed_column_counts: bool = False
    fixed_wording_counts: bool = True
    finding_year: FindingYear = FindingYear.FIRST_SEEN
    review: Review = Review.REVIEWER
    register_complete_from: dt.date | None = None
    due_on_rest_day: DueOnRestDay = DueOnRestDay.NEXT_WORKING_DAY
    observed_hand_in: ObservedHandIn = ObservedHandIn.SUPPORTS
    late_reply: LateReply = LateReply.KEPT
    full_points: FullPoints = FullPoints.KEPT
    changes: tuple[SettingsChange, ...] = ()

    def on(self, day: dt.date) -> Settings:
        """The settings that hold on that day."""
        if not self.changes:
            return self
        return next((change.settings for change in reversed(self.changes) if change.since <= day), self)

    def is_complete(self, due: dt.date) -> bool:
        """Whether the office keeps its registers so completely that what was due by then and is not in them did not
        come."""
        complete = self.on(due).register_complete_from
        return complete is not None and complete <= due

    @property
    def counting(self) -> CountingPolicy:
        """The part that the count of news needs, with its changes."""
        policy = CountingPolicy(
            duplicates=self.duplicates,
            holiday_weeks=self.holiday_weeks,
            carry_over=self.carry_over,
            reposts=self.reposts,
            own_sources=self.own_sources,
            counted_date=self.counted_date,
            backdated=self.backdated,
            grace_days=self.grace_days,
        )
        if not self.changes:
            return policy
        return replace(policy, changes=tuple((change.since, change.settings.counting) for change in self.changes))


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """Settings changed during the year (口径调整): all settings from the day `since` on, those that were changed by
    name, who decided it and why."""

    since: dt.date
    by: str
    reason: str
    settings: Settings
    names: tuple[str, ...]


NAMES: tuple[str, ...] = tuple(field.name for field in fields(Settings) if field.name != "changes")
"""The settings that a scheme file may write, in the order in which they are printed."""


def read_settings(table: Table, default: Settings | None = None) -> Settings:
    """The settings as the file has them; what it leaves out is as in `default`. Raises SchemeError."""
    known = default or Settings()
    return Settings(
        duplicates=table.choice("duplicates", Duplicates, known.duplicates),
        reposts=table.choice("reposts", Reposts, known.reposts),
        own_sources=table.texts("own_sources", known.own_sources),
        counted_date=table.choice("counted_date", CountedDate, known.counted_date),
        backdated=table.choice("backdated", Backdated, known.backdated),
        grace_days=_grace(table, known.grace_days),
        carry_over=table.choice("carry_over", CarryOver, known.carry_over),
        holiday_weeks=table.choice("holiday_weeks", HolidayWeeks, known.holiday_weeks),
        exempt_weeks=table.choice("exempt_weeks", ExemptWeeks, known.exempt_weeks),
        fixed_column_counts=table.flag("fixed_column_counts", known.fixed_column_counts),
        fixed_wording_counts=table.flag("fixed_wording_counts", known.fixed_wording_counts),
        finding_year=table.choice("finding_year", FindingYear, known.finding_year),
        review=table.choice("review", Review, known.review),
        register_complete_from=table.day("register_complete_from", known.register_complete_from),
        due_on_rest_day=table.choice("due_on_rest_day", DueOnRestDay, known.due_on_rest_day),
        observed_hand_in=table.choice("observed_hand_in", ObservedHandIn, known.observed_hand_in),
        late_reply=table.choice("late_reply", LateReply, known.late_reply),
        full_points=table.choice("full_points", FullPoints, known.full_points),
    )


def _grace(table: Table, default: int) -> int:
    days = table.whole("grace_days", default)
    if days > MOST_GRACE_DAYS:
        raise table.error("grace_days", f"写的是 {days}", f"请写 0 到 {MOST_GRACE_DAYS} 之间的天数")
    return days


def read_changes(settings: Settings, tables: tuple[Table, ...]) -> Settings:
    """`settings` with the changes of the tables `settings_change`, in the order of their days. Raises SchemeError."""
    dated = sorted(((_since(table), table) for table in tables), key=lambda one: one[0])
    changes: list[SettingsChange] = []
    for since, table in dated:
        if changes and changes[-1].since == since:
            raise table.error("from", f"{since} 写了两次", "同一天的口径调整请写在一起")
        before = changes[-1].settings if changes else settings
        by, reason = (mask_typed(clean_text(table.text(name))) for name in ("by", "reason"))
        after = read_settings(table, before)
        table.done()
        names = tuple(name for name in NAMES if getattr(after, name) != getattr(before, name))
        if not names:
            raise table.error("", "没有调整任何一项口径", "请写上要调整的设置项，或删去这一段")
        changes.append(SettingsChange(since, by, reason, after, names))
    return replace(settings, changes=tuple(changes))


def _since(table: Table) -> dt.date:
    since = table.day("from")
    if since is None:
        raise table.error("from", "没有写", "请写上从哪一天起，如 2026-07-01")
    return since
