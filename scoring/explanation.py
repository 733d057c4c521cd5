"""What is printed under every score sheet (口径说明): how the county's text was read where it leaves a choice."""

from __future__ import annotations

import datetime as dt

from county.calendar import Calendar
from scoring.points import points_text
from scoring.rule import Group
from scoring.scheme import Clause, Scheme

_CLASSES = "单位属于哪一类，以单位名单（units.toml）为准。"
_WEEKS = "一周从星期几算起、哪些天放假，以日历设置（county.toml）为准；只核第一天在考核年度内、核算日之前已经结束的周。"
_ABSENCE = "没有完整读取到的栏目和周列为“未观测”，不扣分。"


def explain_settings(scheme: Scheme, calendar: Calendar | None = None, as_of: dt.date | None = None) -> list[str]:
    """Full Chinese sentences, in the order in which they are printed. With `calendar` and `as_of` they also say for
    which years the public holidays are not known."""
    return [
        coverage(scheme),
        _year(scheme),
        _CLASSES,
        _quota(scheme),
        _WEEKS,
        *(_doubts(scheme, calendar, as_of) if calendar and as_of else ()),
        _ABSENCE,
        *scheme.settings.sentences(),
        *(f"{clause.id} {_clause(clause)}" for clause in scheme.clauses),
        f"总分最低为 {points_text(scheme.floor)} 分。",
    ]


def coverage(scheme: Scheme) -> str:
    """How much of the county's scheme the sheet accounts for."""
    whole = scheme.base + scheme.bonus
    gains = _ids(scheme, Group.BASE, Group.BONUS) or "无"
    losses = _ids(scheme, Group.PENALTY, Group.VETO)
    rest = "，其余条款尚未纳入" if scheme.covered < whole else ""
    penalties = f"，以及扣分条款 {losses}" if losses else ""
    return (
        f"《{scheme.title}》共 {points_text(whole)} 分，本表核算其中 {points_text(scheme.covered)} 分"
        f"（{gains}）{penalties}{rest}。"
    )


def _ids(scheme: Scheme, *groups: Group) -> str:
    return "、".join(clause.id for clause in scheme.clauses if clause.group in groups)


def _year(scheme: Scheme) -> str:
    month, day = scheme.year_start
    return f"考核年度从{month}月{day}日算起。"


def _doubts(scheme: Scheme, calendar: Calendar, as_of: dt.date) -> list[str]:
    years = range(scheme.first_day(as_of).year, as_of.year + 1)
    return [doubt for year in years if (doubt := calendar.doubt(year))]


def _quota(scheme: Scheme) -> str:
    return "每周应发信息：" + "，".join(f"{name}单位 {quota} 条" for name, quota in scheme.quota.items()) + "。"


def _clause(clause: Clause) -> str:
    limit = f"最多扣 {points_text(clause.limit)} 分。" if clause.group is not Group.BONUS else ""
    return "".join((*clause.rule.sentences(), limit, clause.note))
