"""What is printed under every score sheet (口径说明): how the county's text was read where it leaves a choice."""

from __future__ import annotations

import datetime as dt

from county.calendar import Calendar
from scoring.group import Group
from scoring.points import points_text
from scoring.scheme import UNLIMITED, Clause, Scheme
from scoring.setting_sentences import setting_sentences

_CLASSES = "单位属于哪一类，以单位名单（units.toml）为准。"
_FIRST_DAYS = "一二三四五六日"
_ABSENCE = "没有完整读取到的栏目和周列为“未观测”，不扣分。"
_VETO = "登记的一票否决事件经签署后，全年总分为 0 分，不受最低分限制。"


def explain_settings(scheme: Scheme, calendar: Calendar | None = None, as_of: dt.date | None = None) -> list[str]:
    """Full Chinese sentences, in the order in which they are printed. With `calendar` and `as_of` they also say on
    which day a week begins and for which years the public holidays are not known."""
    return [
        coverage(scheme),
        _year(scheme),
        _CLASSES,
        _quota(scheme),
        _weeks(calendar),
        *(_doubts(scheme, calendar, as_of) if calendar and as_of else ()),
        _ABSENCE,
        *setting_sentences(scheme.settings),
        *(f"{section.id} {section.note}" for section in scheme.sections if section.note),
        *(f"{clause.id} {_clause(clause)}" for clause in scheme.clauses),
        f"各项扣分扣完为止，总分最低为 {points_text(scheme.floor)} 分。",
        *([_VETO] if any(clause.group is Group.VETO for clause in scheme.clauses) else ()),
    ]


def coverage(scheme: Scheme) -> str:
    """How much of the county's scheme the sheet accounts for."""
    whole, covered = points_text(scheme.full), points_text(scheme.covered)
    if scheme.covered == scheme.full:
        parts = f"{points_text(scheme.base)} 分基础分"
        parts += f"、{points_text(scheme.bonus)} 分加分" if scheme.bonus else ""
        said = f"本表逐条核算全部 {whole} 分（{parts}）"
    else:
        gains = _ids(scheme, Group.BASE, Group.BONUS) or "无"
        said = f"本表核算其中 {covered} 分（{gains}），其余条款尚未纳入"
    losses = _ids(scheme, Group.PENALTY, Group.VETO, Group.ADJUSTMENT)
    return f"《{scheme.title}》共 {whole} 分，{said}" + (f"，另核算 {losses}。" if losses else "。")


def _ids(scheme: Scheme, *groups: Group) -> str:
    return "、".join(clause.id for clause in scheme.clauses if clause.group in groups)


def _year(scheme: Scheme) -> str:
    month, day = scheme.year_start
    return f"考核年度从{month}月{day}日算起。"


def _weeks(calendar: Calendar | None) -> str:
    first = f"（周{_FIRST_DAYS[calendar.policy.first_weekday]}）" if calendar else ""
    return (
        f"一周从星期几算起{first}、哪些天放假，以日历设置（county.toml）为准；"
        "只核第一天在考核年度内、核算日之前已经结束的周。"
    )


def _doubts(scheme: Scheme, calendar: Calendar, as_of: dt.date) -> list[str]:
    years = range(scheme.first_day(as_of).year, as_of.year + 1)
    return [doubt for year in years if (doubt := calendar.doubt(year))]


def _quota(scheme: Scheme) -> str:
    return "每周应发信息：" + "，".join(f"{name}单位 {quota} 条" for name, quota in scheme.quota.items()) + "。"


def _clause(clause: Clause) -> str:
    takes = clause.group in (Group.BASE, Group.PENALTY) and clause.limit != UNLIMITED
    limit = f"最多扣 {points_text(clause.limit)} 分。" if takes else ""
    return "".join((*clause.rule.sentences(), limit, clause.note))
