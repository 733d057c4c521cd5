"""What the county's text leaves open (口径): each a named setting with a default and the sentence that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from county.news import CountingPolicy, Duplicates, HolidayWeeks
from scoring.table import Table


class CarryOver(StrEnum):
    """What happens to news beyond a week's quota (结转)."""

    NONE = "none"


class Reposts(StrEnum):
    """What reposted news (转载) counts."""

    COUNTED = "counted"


class CountedDate(StrEnum):
    """Which date puts an item into a week."""

    VISIBLE = "visible"


class FindingYear(StrEnum):
    """In which year a finding costs points: the one it was first seen in, or each one it stands in."""

    FIRST_SEEN = "first-seen"
    STANDING = "standing"


class Review(StrEnum):
    """Who confirms serious wording and personal data before they cost points."""

    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a scheme; a key that the file leaves out keeps its default."""

    duplicates: Duplicates = Duplicates.ONCE
    holiday_weeks: HolidayWeeks = HolidayWeeks.WAIVED
    carry_over: CarryOver = CarryOver.NONE
    reposts: Reposts = Reposts.COUNTED
    counted_date: CountedDate = CountedDate.VISIBLE
    fixed_column_counts: bool = False
    fixed_wording_counts: bool = True
    finding_year: FindingYear = FindingYear.FIRST_SEEN
    review: Review = Review.REVIEWER

    @property
    def counting(self) -> CountingPolicy:
        """The part that the count of news needs."""
        return CountingPolicy(self.duplicates, self.holiday_weeks)

    def sentences(self) -> tuple[str, ...]:
        """What each setting means, in Chinese, in the order above."""
        return tuple(SENTENCES[field.name][getattr(self, field.name)] for field in fields(self))


SENTENCES: dict[str, Mapping[object, str]] = {
    "duplicates": {
        Duplicates.ONCE: "同一单位重复发布的同一条信息只算一条，算在最早的日期。",
        Duplicates.EACH: "同一单位重复发布的同一条信息每发一次算一条。",
    },
    "holiday_weeks": {
        HolidayWeeks.WAIVED: "整周都是法定节假日、没有一个工作日的，该周不作发布要求。",
        HolidayWeeks.COUNTED: "法定节假日所在的周照常要求发布。",
    },
    "carry_over": {CarryOver.NONE: "一周内多发的信息不抵其他周的缺额。"},
    "reposts": {Reposts.COUNTED: "转载的信息与本单位自采的信息同样计数。"},
    "counted_date": {
        CountedDate.VISIBLE: "信息算在哪一周，以访客看得见的日期为准：先看栏目列表，列表没有的看文章页上的发布日期。"
    },
    "fixed_column_counts": {
        False: "栏目未更新、空白等问题，到核算日已经改好的不再扣分。",
        True: "栏目未更新、空白等问题，本考核年度内出现过的，改好后仍然扣分。",
    },
    "fixed_wording_counts": {
        True: "错敏字和个人信息一经发现即计入，改好后仍然扣分；经复核认定不成立的除外。",
        False: "错敏字和个人信息到核算日已经改好的不再扣分。",
    },
    "finding_year": {
        FindingYear.FIRST_SEEN: "错敏字和个人信息算在首次发现的考核年度，只扣一次。",
        FindingYear.STANDING: "错敏字和个人信息在每个仍然存在的考核年度都扣分。",
    },
    "review": {
        Review.REVIEWER: "严重错敏字、个人信息和一切“疑似”问题，经信息科复核确认后才扣分；确认前列为“预估”，不扣分。"
    },
}
"""By setting and value; a test holds that none is missing."""


def read_settings(table: Table) -> Settings:
    """The settings as the file has them. Raises SchemeError."""
    default = Settings()
    settings = Settings(
        duplicates=table.choice("duplicates", Duplicates, default.duplicates),
        holiday_weeks=table.choice("holiday_weeks", HolidayWeeks, default.holiday_weeks),
        carry_over=table.choice("carry_over", CarryOver, default.carry_over),
        reposts=table.choice("reposts", Reposts, default.reposts),
        counted_date=table.choice("counted_date", CountedDate, default.counted_date),
        fixed_column_counts=table.flag("fixed_column_counts", default.fixed_column_counts),
        fixed_wording_counts=table.flag("fixed_wording_counts", default.fixed_wording_counts),
        finding_year=table.choice("finding_year", FindingYear, default.finding_year),
        review=table.choice("review", Review, default.review),
    )
    table.done()
    return settings
