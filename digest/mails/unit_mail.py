"""A unit's mail (单位周报、提醒): the first line says it all, then what to do, where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from county.units import ColumnKind
from digest.mails.facts import CountyFacts, UnitFacts
from digest.mails.rendering import Rendered, render, signed
from scoring.points import points_text

SUBJECT = "【网站巡查】"
CLEAR = "本期没有需要处理的问题，栏目全部完整读过，更新达到要求。"
_CLOSING = "对认定有异议的，请在审核台申诉，或联系信息科。请勿直接回复本邮件。"


class Occasion(StrEnum):
    """Why a unit is written to; the value is a stored contract."""

    WEEKLY = "weekly"
    MIDWEEK = "reminder"
    HOLIDAY = "holiday"


_HEADINGS: dict[Occasion, str] = {
    Occasion.WEEKLY: "周报",
    Occasion.MIDWEEK: "本周待办提醒",
    Occasion.HOLIDAY: "节前提醒",
}
_INTROS: dict[Occasion, str] = {
    Occasion.WEEKLY: "",
    Occasion.MIDWEEK: "以下事项本周内还要完成；已经办好的，夜间巡查后自动消失。",
    Occasion.HOLIDAY: "假期将至，请在放假前办好以下事项，并安排假期值守。",
}


@dataclass(frozen=True, slots=True)
class UnitMail:
    """What is sent to one unit."""

    subject: str
    body: Rendered


def is_owed(facts: UnitFacts) -> bool:
    """Whether a reminder has anything to remind of."""
    return bool(facts.owed_news or facts.new or facts.standing or facts.near)


def unit_mail(facts: UnitFacts, whole: CountyFacts, occasion: Occasion) -> UnitMail:
    """The mail to that unit."""
    period, unit = whole.period, facts.unit
    first = f"{first_line(facts)}。"
    heading = f"{unit.name}　{period.label} {_HEADINGS[occasion]}"
    # no spaces: where a long subject is folded, mail programs drop them or double them
    subject = f"{SUBJECT}{unit.name}{period.name}{_HEADINGS[occasion]}：{first_line(facts)}".replace(" ", "")
    body = render(
        "unit",
        subject=subject,
        heading=heading,
        first=first,
        intro=_INTROS[occasion],
        facts=facts,
        clear=CLEAR,
        past=occasion is Occasion.WEEKLY and not facts.news.missing and not facts.news.note,
        news_line=_news_line(facts, whole.material.as_of),
        news_columns=unit.columns_of(ColumnKind.NEWS),
        desk=whole.county.mail.desk,
        county=whole.county.name,
        as_of=whole.material.as_of,
        age=whole.material.age_of,
        closing=_CLOSING,
    )
    return UnitMail(subject, body)


def first_line(facts: UnitFacts) -> str:
    """All in one line: "工作动态 1/2 条，3 个栏目临近期限，新发现问题 2 条，目前 38.6 分（较上周 -0.2）"."""
    parts = [f"工作动态 {facts.news.have}/{facts.news.due} 条"]
    if facts.near:
        parts.append(f"{len(facts.near)} 个栏目临近期限")
    parts.append(f"新发现问题 {len(facts.new)} 条" if facts.new else "没有新问题")
    if facts.standing:
        parts.append(f"未整改 {len(facts.standing)} 条")
    if facts.unread:
        parts.append(f"{len(facts.unread)} 个栏目没能读完")
    total = points_text(facts.placed.sheet.total)
    change = "" if facts.change is None else f"（较上周 {signed(facts.change)}）"
    return "，".join([*parts, f"目前 {total} 分{change}"])


def _news_line(facts: UnitFacts, as_of: dt.date) -> str:
    news = facts.news
    said = f"截至 {as_of} 夜间巡查，看到 {news.have} 条，应有 {news.due} 条"
    if news.missing:
        return f"{said}，缺 {news.missing} 条。"
    if news.note:
        return f"{said}；{news.note}，暂不扣分。"
    return f"{said}，还差 {facts.owed_news} 条。" if facts.owed_news else f"{said}。"
