"""What each setting means, in Chinese: the sentences of 口径说明."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from county.counting import Backdated, CarryOver, CountedDate, Duplicates, HolidayWeeks, Reposts
from county.times import day_text
from scoring.settings import (
    NAMES,
    DueOnRestDay,
    ExemptWeeks,
    FindingYear,
    FullPoints,
    LateReply,
    ObservedHandIn,
    Review,
    Settings,
)


def setting_sentences(settings: Settings) -> tuple[str, ...]:
    """One sentence for each setting, in their order, and then one for each setting changed during the year."""
    base = tuple(_sentence(settings, name) for name in NAMES)
    changes = tuple(
        f"自{day_text(change.since)}起（{change.by}，{change.reason.rstrip('。')}）：{_sentence(change.settings, name)}"
        for change in settings.changes
        for name in change.names
    )
    return base + changes


def _sentence(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return SENTENCES[name][value] if name in SENTENCES else WRITTEN[name](value)


SENTENCES: dict[str, Mapping[object, str]] = {
    "duplicates": {
        Duplicates.ONCE: "同一单位重复发布的同一条信息只算一条，算在最早的日期。",
        Duplicates.EACH: "同一单位重复发布的同一条信息每发一次算一条。",
    },
    "reposts": {
        Reposts.COUNTED: "转载的信息与本单位自采的信息同样计数。",
        Reposts.EXCLUDED: "转载的信息（来源写明是其他单位的）不计数，没有写来源的视为自采。",
    },
    "counted_date": {
        CountedDate.VISIBLE: (
            "信息算在哪一天，以访客看得见的日期为准：先看栏目列表，列表没有的看文章页上的发布日期；"
            "首次看到时日期明显有误、后来改正的，以改正后的为准。"
        ),
        CountedDate.ARTICLE: (
            "信息算在哪一天，以文章页上的发布日期为准，文章页没有的看栏目列表；"
            "首次看到时日期明显有误、后来改正的，以改正后的为准。"
        ),
        CountedDate.FIRST_SEEN: "信息算在巡查首次看到的那一天；首次完整读取栏目时已有的信息，以访客看得见的日期为准。",
    },
    "backdated": {
        Backdated.COUNTED: "疑似补录、倒签的信息仍按页面显示的日期认定，另作问题提示，由人核实。",
        Backdated.FIRST_SEEN: "补录、倒签的信息（显示日期之后完整读取栏目时还没有这一条）算在首次看到的那一天。",
    },
    "carry_over": {
        CarryOver.NONE: "一周内多发的信息不抵其他周的缺额。",
        CarryOver.NEXT_WEEK: "一周内多发的信息可抵下一周的缺额。",
        CarryOver.LATER_WEEKS: "一周内多发的信息可抵本考核年度以后各周的缺额。",
    },
    "holiday_weeks": {
        HolidayWeeks.WAIVED: "整周都是法定节假日、没有一个工作日的，该周不作发布要求。",
        HolidayWeeks.COUNTED: "法定节假日所在的周照常要求发布。",
    },
    "exempt_weeks": {
        ExemptWeeks.TOUCHED: "事先报备的时段涉及的周都不作发布要求。",
        ExemptWeeks.WHOLE: "事先报备的时段包含了一周全部工作日的，该周才不作发布要求。",
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
    "due_on_rest_day": {
        DueOnRestDay.NEXT_WORKING_DAY: "期限的最后一天是休息日的，顺延到下一个工作日。",
        DueOnRestDay.AS_WRITTEN: "期限的最后一天是休息日的，不顺延。",
    },
    "observed_hand_in": {
        ObservedHandIn.IGNORED: "报送只看登记簿，不看材料是否已在网上公开。",
        ObservedHandIn.SUPPORTS: "登记簿没有记载、但材料已按时在网上公开的，注明供信息科补记，仍列为“未观测”。",
        ObservedHandIn.REPLACES: "登记簿没有记载、但材料已按时在网上公开的，视为按时报送。",
    },
    "late_reply": {
        LateReply.KEPT: "依申请公开答复了但超过期限的，没有被依法纠错就不扣分。",
        LateReply.ZERO: "依申请公开超过期限才答复的，按不回复处理。",
    },
    "full_points": {
        FullPoints.KEPT: "加分和临时任务加分后，总分不超过方案的满分。",
        FullPoints.EXCEEDED: "临时任务的加分可以使总分超过方案的满分。",
    },
}
"""By setting and value; a test holds that none is missing."""


def _own_sources(words: tuple[str, ...]) -> str:
    return f"来源写“{'”、“'.join(words)}”的视为本单位自采。"


def _grace(days: int) -> str:
    return f"判断补录、倒签时，显示日期比首次看到早不超过 {days} 天的，仍按显示日期认定。"


def _complete_from(day: dt.date | None) -> str:
    if day is None:
        return "到期而登记簿没有记载的，不能证明没有报送或没有答复，不扣分，待信息科登记后认定。"
    return f"登记簿自{day_text(day)}起视为完整：此后到期而没有记载的，按没有报送、没有答复扣分。"


WRITTEN: dict[str, Callable[[Any], str]] = {
    "own_sources": _own_sources,
    "grace_days": _grace,
    "register_complete_from": _complete_from,
}
"""By setting, where the value itself is printed."""
