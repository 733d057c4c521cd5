"""The office's mails (县级周报、预警): how the units stand, what is worst, what was not watched, what awaits review."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from county.finding import Level
from county.review import RANKS
from county.units import UnitClass
from digest.faults import Fault, Standing
from digest.mails.facts import CountyFacts, UnitFacts
from digest.mails.rendering import Rendered, render
from digest.mails.unit_mail import SUBJECT, UnitMail
from digest.material import Material
from digest.period_papers import Kept
from digest.urging import overdue_days
from evidence.run_chain import Link

WORST = 10
"""Faults named in the county's mail."""
_ALARMING = ("personal-", "hidden-link", "page-hijacked", "script-injected", "unsafe-upload")
"""Beginnings of the ids of checks for leaks and tampering."""
_CLOSING = "请勿直接回复本邮件。"


def county_mail(
    facts: CountyFacts,
    head: Link | None,
    warnings: Sequence[str],
    overdue: Sequence[Fault] = (),
    papers: Sequence[Kept] = (),
) -> UnitMail:
    """The week's mail to the office; `head` is that of the run chain, `warnings` what of our own work went wrong,
    `overdue` what the units were told of and have not mended long after its last day, `papers` what was made."""
    faults = facts.material.faults
    pending = [one for one in faults if _is_pending(one)]
    worst = [fault for one in facts.units for fault in (*one.new, *one.standing)]
    worst.sort(key=lambda one: (RANKS[one.level], one.found_on))
    levels = Counter(str(one.level) for one in pending)
    subject = f"{SUBJECT}{facts.county.name}{facts.period.name}县级周报"
    body = render(
        "county",
        subject=subject,
        heading=f"{facts.county.name}　{facts.period.label} 县级周报",
        first=_first_line(facts, len(pending)),
        warnings=[*_unwatched(facts), *warnings],
        classes=[(str(name), _ranked(facts, name)) for name in UnitClass],
        starred=any(one.news.note for one in facts.units),
        worst=worst[:WORST],
        overdue=overdue,
        papers=papers,
        overdue_days=lambda fault: overdue_days(fault.due, facts.material.as_of, facts.material.calendar),
        pending=len(pending),
        pending_levels=[(level, levels[level]) for level in map(str, Level) if levels[level]],
        watched=facts.watched,
        head=head,
        desk=facts.county.mail.desk,
        county=facts.county.name,
        as_of=facts.material.as_of,
        closing=_CLOSING,
    )
    return UnitMail(subject, body)


def _is_pending(fault: Fault) -> bool:
    return fault.standing is Standing.PENDING and fault.gone_on is None and fault.level is not Level.NOTICE


def _ranked(facts: CountyFacts, name: UnitClass) -> list[UnitFacts]:
    mine = [one for one in facts.units if one.unit.unit_class is name]
    return sorted(mine, key=lambda one: one.placed.place)


def _first_line(facts: CountyFacts, pending: int) -> str:
    new = sum(len(one.new) for one in facts.units)
    standing = sum(len(one.standing) for one in facts.units)
    short = sum(one.news.have < one.news.due for one in facts.units)
    unread = f"，没能读完的栏目 {len(facts.watched.unread)} 个" if facts.watched.unread else ""
    return (
        f"{len(facts.units)} 个单位：新问题 {new} 条，未整改 {standing} 条，"
        f"工作动态未达数的单位 {short} 个，待审核 {pending} 条{unread}。"
    )


def _unwatched(facts: CountyFacts) -> list[str]:
    gaps = [portal for portal in facts.watched.portals if portal.missed]
    return [
        f"{portal.name}有 {len(portal.missed)} 夜没有巡查到，这几夜的情况不明，不能当作没有问题。" for portal in gaps
    ]


def alarming(material: Material, rules: dict[str, str]) -> tuple[Fault, ...]:
    """What cannot wait for the week: unreviewed faults of the newest night that are serious, or may be a leak or
    tampering. `rules` names the check of each finding by its id."""
    return tuple(
        one
        for one in material.faults
        if _is_pending(one)
        and one.found_on == material.as_of
        and (one.level is Level.SERIOUS or rules.get(one.id, "").startswith(_ALARMING))
    )


def alert_period(material: Material, faults: Sequence[Fault]) -> str:
    """Names the alert by what it tells: the same set is told once, a set that has grown is told again."""
    return f"{material.as_of}-{set_name(faults)}"


def set_name(faults: Sequence[Fault]) -> str:
    """Eight letters, equal for the same set of faults."""
    return hashlib.sha256("\n".join(sorted(one.id for one in faults)).encode()).hexdigest()[:8]


def alert_mail(material: Material, faults: Sequence[Fault]) -> UnitMail:
    """The alert to the office."""
    units = "、".join(dict.fromkeys(one.unit_name for one in faults[:3]))
    more = "等" if len({one.unit for one in faults}) > 3 else ""
    subject = f"{SUBJECT}预警：{units}{more}疑似严重问题{len(faults)}条"
    body: Rendered = render(
        "alert",
        subject=subject,
        heading=f"{material.county.name}　网站巡查预警",
        first=f"{material.as_of} 夜间发现疑似严重表述、信息泄露或页面篡改 {len(faults)} 条，涉及{units}{more}。",
        faults=tuple(faults),
        desk=material.county.mail.desk,
        county=material.county.name,
        as_of=material.as_of,
        closing=_CLOSING,
    )
    return UnitMail(subject, body)


def robot_text(material: Material, faults: Sequence[Fault]) -> str:
    """What the chat is told: how many of what, never the words, which a chat would carry out of the house."""
    counts = Counter(one.kind for one in faults)
    lines = [f"- {kind} {count} 条" for kind, count in counts.most_common()]
    desk = material.county.mail.desk
    where = f"\n[到审核台核对]({desk})" if desk else "\n请到审核台核对。"
    return f"{material.as_of} 夜间发现疑似严重问题 {len(faults)} 条：\n" + "\n".join(lines) + where
