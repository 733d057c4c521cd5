"""The sentences of a bulletin (通报正文): how much was seen, what is wrong, and at whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from county.review import RANKS
from county.times import day_text
from digest.coverage import Coverage
from digest.faults import Fault
from digest.news_counts import NewsCount
from digest.period import Period, days_text
from digest.wording import cleaned

_DIGITS = "零一二三四五六七八九"
_TEN = 10


def watched(seen: Coverage) -> Iterator[str]:
    """How many nights and columns were watched, and that the rest is nobody's fault."""
    for portal in seen.portals:
        missed = f"，{days_text(portal.missed)}没有巡查到" if portal.missed else ""
        yield f"对“{cleaned(portal.name)}”应巡查 {portal.nights} 夜，实际巡查 {portal.watched} 夜{missed}。"
    whole, unread = seen.columns - len(seen.unread), len(seen.unread)
    rest = f"；一次也没有完整读取的 {unread} 个，列为“未观测”，不扣分（见附件4）" if unread else ""
    yield f"纳入巡查的有 {seen.units} 个单位的 {seen.columns} 个栏目，本期至少完整读取过一次的 {whole} 个{rest}。"


def found(faults: Sequence[Fault], period: Period, as_of: dt.date) -> str:
    """How many faults were found and mended; what awaits a reviewer is a number and no more."""
    facts = [one for one in faults if one.established]
    new = [one for one in facts if one.found_on in period]
    units = {one.unit for one in new if one.unit}
    mended = sum(one.gone_on is not None and one.gone_on in period for one in facts)
    standing = sum(one.gone_on is None for one in facts)
    suspected = sum(one.suspected for one in faults)
    waiting = f"另有 {suspected} 个疑似问题待核实，不在通报之列。" if suspected else ""
    return (
        f"本期新发现已核实或已计分的问题 {len(new)} 个，涉及 {len(units)} 个单位；本期已整改 {mended} 个；"
        f"截至{day_text(as_of)}尚未整改 {standing} 个（含以前发现的）。{waiting}"
    )


def nothing_found(seen: Coverage) -> str:
    """What an empty list of problems means: silence is no health where nobody looked."""
    if any(portal.watched for portal in seen.portals):
        return "本期没有已核实或已计分的问题。"
    return "本期没有巡查，有无问题不得而知。"


def news_sentence(counts: Sequence[NewsCount]) -> str:
    """News owed and posted; units whose weeks nobody could see are counted apart."""
    due, have = sum(count.due for count in counts), sum(count.have for count in counts)
    if not due:
        return "本期没有已经结束、需要计数的周，工作动态条数未计。"
    short = [count for count in counts if count.missing]
    lack = f"{len(short)} 个单位共缺 {sum(count.missing for count in short)} 条" if short else "没有发现缺少的"
    unseen = sum(not count.observed for count in counts)
    rest = f"；{unseen} 个单位有未完整观测的周，不计缺少" if unseen else ""
    return f"各单位应发工作动态 {due} 条，实发 {have} 条，{lack}{rest}（见附件2）。"


def problems(faults: Sequence[Fault], period: Period) -> Iterator[dict[str, str]]:
    """The established faults by kind, gravest kind first, with the units that have them."""
    by_kind: dict[str, list[Fault]] = defaultdict(list)
    for one in sorted(faults, key=lambda fault: RANKS[fault.level]):
        if one.established and (one.found_on in period or one.gone_on is None):
            by_kind[one.kind].append(one)
    for number, (kind, group) in enumerate(by_kind.items(), start=1):
        yield {"number": numeral(number), "kind": kind, "text": _who(group, period)}


def _who(group: Sequence[Fault], period: Period) -> str:
    new = [one for one in group if one.found_on in period]
    old = [one for one in group if one.found_on not in period]
    sentences = []
    if new:
        sentences.append(f"本期新发现 {len(new)} 个：{_units(new)}。")
    if old:
        sentences.append(f"以前发现、尚未整改的 {len(old)} 个：{_units(old)}。")
    return "".join(sentences)


def _units(faults: Iterable[Fault]) -> str:
    counts = Counter(one.unit_name for one in faults)
    return "、".join(f"{cleaned(name)} {count} 个" for name, count in counts.most_common())


def numeral(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
