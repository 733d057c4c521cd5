"""Mute rules (静默规则): made from a finding, approved by a second reviewer where they reach far, ended by hand."""

from __future__ import annotations

from starlette.responses import Response

import checks
from desk.call import Call, NotThere
from desk.pages.deciding import next_path
from desk.refusal import Refused
from desk.wish import wish_behind, wish_of
from evidence.desk.mutes import Scope, add_mute, approve_mute, end_mute, mutes
from evidence.desk.queue import QueueRow
from evidence.desk.reading import queue_row

LONGEST_DAYS = 366
REACHES: dict[str, str] = {
    "sentence": "这一句（所有页面）",
    "page": "本网页",
    "column": "本栏目",
    "unit": "本单位",
    "county": "全县（要另一位审核员批准）",
}
"""How far a rule reaches, narrowest first."""
_BAD = 400


def mute_form(call: Call) -> Response:
    """The form for a rule that silences the finding and its like."""
    row = _row(call)
    return call.page(
        "mute_form.html", row=row, wish=wish_of(call, row.tray), reaches=REACHES, days=call.desk.county.desk.mute_days,
        rule=checks.RULES.get(row.rule), unit_name=call.unit_name(row.unit),
    )  # fmt: skip


def mute(call: Call) -> Response:
    """Makes the rule."""
    row, wish, days = _row(call), wish_behind(call), call.field("days")
    if not days.isdecimal() or not 1 <= int(days) <= LONGEST_DAYS:
        raise Refused(_BAD, f"期限要在 1—{LONGEST_DAYS} 天之间；请改正后重试。")
    after = next_path(call, wish, row)
    scope = _scope(row, call.field("reach"), any_words=bool(call.field("any_words")))
    add_mute(call.store, scope, call.field("reason"), call.account.name, call.today, int(days), call.id)
    call.lay_out()
    said = "静默规则已提交，另一位审核员批准后生效。" if scope.wide else "静默规则已生效，命中的不再提示、不计分。"
    return call.redirect(after, said)


def mutes_page(call: Call) -> Response:
    """All rules with what they silence."""
    names = {"": ""} | {unit.id: unit.name for unit in call.desk.county.units}
    return call.page("mutes.html", mutes=mutes(call.store.connection), checks=checks.RULES, unit_names=names)


def approve(call: Call) -> Response:
    """Lets a wide rule work."""
    approve_mute(call.store, call.path("mute"), call.account.name, call.today, call.id)
    call.lay_out()
    return call.redirect("/mutes", "已批准，静默规则生效。")


def end(call: Call) -> Response:
    """Ends a rule; what it silenced is heard of again."""
    end_mute(call.store, call.path("mute"), call.account.name, call.today, call.id)
    call.lay_out()
    return call.redirect("/mutes", "已停止，原来静默的问题回到队列。")


def _scope(row: QueueRow, reach: str, *, any_words: bool) -> Scope:
    words = "" if any_words else row.words
    match reach:
        case "sentence":
            return Scope(row.rule, row.words, group=row.grp)
        case "page":
            return Scope(row.rule, words, row.unit, row.column, url_prefix=row.url)
        case "column":
            return Scope(row.rule, words, row.unit, row.column)
        case "unit":
            return Scope(row.rule, words, row.unit)
        case "county":
            return Scope(row.rule, words)
        case _:
            raise Refused(_BAD, "没有选择静默的范围；请返回重选。")


def _row(call: Call) -> QueueRow:
    row = queue_row(call.store.connection, call.path("finding"))
    if row is None:
        raise NotThere
    return row
