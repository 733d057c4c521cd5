"""When an article says it was published (发布日期): every claim by origin."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from county.page import Origin
from crawler.reading.dates import FoundDate, address_date, boxed_date, find_dates, first_date
from crawler.reading.labels import Regions, spaced
from crawler.reading.page import Page

_PUBLISHED = re.compile(
    spaced(
        "发布日期", "发布时间", "发表时间", "发表日期", "发布于", "时间发布", "发文日期", "发文时间",
        "公开日期", "公开时间", "公布日期", "公布时间", "上网日期", "上传时间", "上传日期", "录入时间",
        "录入日期", "添加时间", "添加日期", "信息时间", "信息日期", "创建时间", "刊登日期", "提交时间",
        "推送时间", "编辑时间", "撰写时间", "文章时间", "发稿时间", "发布",
    )
)  # fmt: skip
_REWRITTEN = re.compile(spaced("更新时间", "更新日期", "修改时间", "最后更新", "生成日期", "生成时间", "制作时间"))
_BARE = re.compile(spaced("时间", "日期", "Time", "Date") + "$", re.I)
_OTHER = re.compile(
    spaced(
        "成文", "印发", "实施", "施行", "失效", "废止", "有效", "生效", "截止", "截至", "会议", "签发", "签署",
        "报名", "开始", "结束", "制发", "通过", "修订", "任职", "到期", "页面", "出生", "开标", "公示",
        "有效期", "今天", "当前", "落款", "征集", "起始", "办理",
    )
)  # fmt: skip
_LABEL_BEFORE = re.compile(
    r"([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z\s\u3000]{0,11})\s*[】\]）)]?\s*[:：∶]?\s*[\[【(（]?\s*$"
)
_AFTER_BARE = re.compile(
    r"[\s\d:：∶时分秒|｜\])）】/T.-]*(?:$|[\[【(（来浏字阅点作打编访]|发布|信息|文章|稿源|星期|责任|供稿|分享)"
)
"""What may stand behind a bare publish date; a sentence goes on otherwise ("2007年6月29日第十届……")."""
_COLON = re.compile(r"[:：∶]")
_COLON_BEFORE = re.compile(r"[:：∶]\s*$")
_META_NAMES = (
    "pubdate", "publishdate", "publish_date", "article:published_time", "datepublished", "publishtime",
    "dc.date", "firstpublishedtime", "createdate", "date",
)  # fmt: skip
_DATA_OF_ARTICLE = re.compile(
    r"^\W*(?:(?:信息|文章|稿件)?来\s*源\s*[:：]|字\s*[号体]|浏览(?:次数|量)|点击(?:次数|数|率)|阅读(?:次数|量))"
)
_POSTED = re.compile(r"[\s\d:：]{0,12}(?:发布|上网)\W{0,2}$")
_OPENERS = " 　[【(（"
_NAMES = re.compile(r"[^，。；、！？（《第]{2,40}")
"""What is not a sentence."""
_BOX, _BOX_RUNS = 8, 5
"""Characters of a box of a date, and how many pieces of text round the title may be boxes."""
_NAMES_A_DAY = re.compile(r"(?:日\s*期|时\s*间|期限|起|至|于)\W*$")
_LONGEST_LABEL = 12
_SHORT_RUN = 80
"""A bare date counts only in a short line, not in a sentence."""


def read_dates(page: Page, parts: Regions, listed: dt.date | None) -> dict[Origin, dt.date]:
    """Every claim of a publish date by its origin."""
    claims = {
        Origin.DISPLAYED: _displayed(parts),
        Origin.META: _meta_date(page),
        Origin.URL: address_date(page.url),
        Origin.LIST: listed,
    }
    return {origin: date for origin, date in claims.items() if date is not None}


def _displayed(parts: Regions) -> dt.date | None:
    """A labelled date between title and body, then above (disclosure tables), below and at the top of the body; then a
    bare one between title and body; last a label that rather speaks of an update."""
    around = (parts.header, parts.above, parts.foot, parts.top, parts.bottom)
    for region in around:
        if date := _labelled(region, _PUBLISHED):
            return date
    return (
        _bare(parts.header)
        or next(filter(None, (_labelled(region, _BARE) for region in around[:3])), None)
        or next(filter(None, (_labelled(region, _REWRITTEN) for region in around[:3])), None)
        or _labelled(_data_at_top(parts.top), _BARE)
        or _posted(parts.foot)
        or _boxed((*parts.above[-_BOX_RUNS:], *parts.header[:_BOX_RUNS]))
    )


def _posted(foot: Sequence[str]) -> dt.date | None:
    """A day under the body with its label behind it: 2026年4月9日发布."""
    short = (line for line in foot if len(line) <= _SHORT_RUN)
    return next((found.date for line in short for found in find_dates(line) if _POSTED.match(line[found.end :])), None)


def _data_at_top(top: Sequence[str]) -> Sequence[str]:
    """The first lines of the body down to the last one that tells a source or sizes the letters: a line 时间：… alone
    may be that of a meeting."""
    last = max((number for number, line in enumerate(top) if _DATA_OF_ARTICLE.match(line)), default=-1)
    return top[: last + 1]


def _boxed(region: Sequence[str]) -> dt.date | None:
    """Day and month in two boxes beside the title."""
    return boxed_date(" ".join(line for line in region if len(line) <= _BOX))


def _labelled(region: Sequence[str], label: re.Pattern[str]) -> dt.date | None:
    text = "\n".join(region)
    for found in find_dates(text):
        before = _LABEL_BEFORE.search(text[max(0, found.start - 24) : found.start])
        if before and _is_label(before, label) and not _OTHER.search(before[1]):
            return found.date
    return None


def _is_label(before: re.Match[str], label: re.Pattern[str]) -> bool:
    """Whether the words before a date are its label: without a colon they stand alone ("全文发布 2026-04-20" is the end
    of a headline)."""
    words = before[1]
    match = label.search(words)
    if match is None or _COLON.search(before[0]):
        return match is not None
    alone = match.start() == 0 or words[match.start() - 1].isspace()
    return alone and not words[match.end() :].strip()


def _bare(region: Sequence[str]) -> dt.date | None:
    """A date that no label forbids: the line before may be the label of another one."""
    previous = ""
    for line in region:
        for found in find_dates(line):
            before = line[: found.start].strip() or (previous if _may_be_label(previous) else "")
            label = _LABEL_BEFORE.search(before) if _COLON_BEFORE.search(before) else None
            if (
                len(line) <= _SHORT_RUN
                and (_AFTER_BARE.match(line[found.end :]) or _names_follow(line, found))
                and not _OTHER.search(label[1] if label else before[-8:])
            ):
                return found.date
        previous = line
    return None


def _may_be_label(line: str) -> bool:
    """Whether a line may be the label of the date in the next one: a subtitle that speaks of a meeting is none."""
    return (len(line) <= _LONGEST_LABEL and _NAMES_A_DAY.search(line) is not None) or _COLON_BEFORE.search(
        line
    ) is not None


def _names_follow(line: str, found: FoundDate) -> bool:
    """Whether the date begins its line and a name stands behind it, parted by a blank: 2026年4月9日 县融媒体中心."""
    rest = line[found.end :]
    return not line[: found.start].strip(_OPENERS) and rest[:1].isspace() and _NAMES.fullmatch(rest) is not None


def _meta_date(page: Page) -> dt.date | None:
    return next(filter(None, (first_date(page.meta.get(name, "")) for name in _META_NAMES)), None)
