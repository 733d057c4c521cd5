"""Decisions from the queue: one finding, its equal hits, or all of a filter; and taking them back."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from county.review import STATUS_NAMES, Status
from desk.call import Call, NotThere
from desk.refusal import Refused
from desk.wish import Wish, wish_behind
from evidence.desk.deciding import Outcome, Verdict, acts, allowed, decide_on, passed_with_reason, undo
from evidence.desk.notes import put_off
from evidence.desk.queue import QueueRow, Timing
from evidence.desk.reading import finding_ids, key_of, line_after, line_before, queue_row

MOST_AT_ONCE = 20_000
"""Findings of one bulk decision: its transaction holds the store for about a second for each five thousand."""
_BAD = 400


def decide(call: Call) -> Response:
    """Decides on the finding in focus and its equal hits under the filter, and goes on to the next."""
    wish, row = wish_behind(call), _row(call)
    if call.field("seen") not in ("", row.status):
        said = f"没有认定：这条在您打开之后已变为“{STATUS_NAMES[Status(row.status)]}”，请看过“经过”再定。"
        return call.redirect(wish.finding(row.finding), said)
    after = next_path(call, wish, row)
    outcome = decide_on(call.store, _meant(call, wish, row), verdict_of(call), timing_of(call), call.desk.veto_rules)
    return call.redirect(after, told(call, outcome))


def later(call: Call) -> Response:
    """Puts the finding off for oneself, and goes on to the next."""
    wish, row = wish_behind(call), _row(call)
    put_off(call.store, _meant(call, wish, row), call.account.name)
    return call.redirect(next_path(call, wish, row), "已放到“稍后”，没有作出认定。")


def preview(call: Call) -> Response:
    """How many findings a bulk decision would reach, before it is made."""
    wish, groups = wish_behind(call), _picked(call)
    findings = finding_ids(call.store.connection, wish.filter, groups)
    if not findings:
        raise Refused(_BAD, "没有选中任何问题；请先勾选，或选“本筛选全部”。")
    can = {status: allowed(call.store.connection, findings, status) for status in _OFFERED}
    why = len(passed_with_reason(call.store, findings))
    return call.page("bulk.html", wish=wish, groups=groups, total=len(findings), can=can, why=why, names=STATUS_NAMES)


_OFFERED = (Status.CONFIRMED, Status.FALSE_ALARM, Status.OTHER_UNIT, Status.DEFERRED, Status.NOTIFIED, Status.PASSED)


def bulk(call: Call) -> Response:
    """Makes a bulk decision, where as many findings are still meant as were shown."""
    wish, groups = wish_behind(call), _picked(call)
    findings = finding_ids(call.store.connection, wish.filter, groups)
    if call.field("total") != str(len(findings)):
        raise Refused(409, f"数量已经变化，现在是 {len(findings)} 条，没有作出认定；请返回重新预览。")
    if len(findings) > MOST_AT_ONCE:
        raise Refused(_BAD, f"一次最多认定 {MOST_AT_ONCE} 条；请用筛选条件分几次进行。")
    outcome = decide_on(call.store, findings, verdict_of(call), timing_of(call), call.desk.veto_rules)
    return call.redirect(f"/queue?{wish.query}", told(call, outcome))


def undo_last(call: Call) -> Response:
    """Takes back the newest of one's own acts."""
    mine = acts(call.store.connection, call.account.name)
    if not mine:
        return call.redirect(f"/queue?{wish_behind(call).query}", "没有可以撤销的认定。")
    return _undone(call, mine[0].id)


def undo_act(call: Call) -> Response:
    """Takes back one of one's own last acts."""
    return _undone(call, call.path("batch"))


def acts_page(call: Call) -> Response:
    """One's own last acts."""
    return call.page("acts.html", acts=acts(call.store.connection, call.account.name), names=STATUS_NAMES)


def _undone(call: Call, batch: str) -> Response:
    outcome = undo(call.store, batch, call.account.name, call.id, timing_of(call))
    said = f"已撤销，{outcome.moved} 条回到原来的状态。"
    said += f"另有 {outcome.refused} 条此后又有人认定过，没有改动。" if outcome.refused else ""
    if call.field("finding"):
        return call.redirect(wish_behind(call).finding(outcome.first or call.field("finding")), said)
    return call.redirect("/acts", said)


def next_path(call: Call, wish: Wish, row: QueueRow) -> str:
    """Where to go on: the next line of the list, the one before the last, the empty list."""
    if row.tray != wish.filter.tray:
        return f"/queue?{wish.query}"
    key = key_of(row)
    found = line_after(call.store.connection, wish.filter, key) or line_before(call.store.connection, wish.filter, key)
    return wish.finding(found.finding) if found else f"/queue?{wish.query}"


def verdict_of(call: Call) -> Verdict:
    """What the form decides."""
    if call.field("status") not in set(Status):
        raise Refused(_BAD, "没有选择认定结果；请返回重选。")
    try:
        until = dt.date.fromisoformat(call.field("until")) if call.field("until") else None
    except ValueError:
        raise Refused(_BAD, "期限写法不对；请写成 2026-04-30 这样的日期。") from None
    status = Status(call.field("status"))
    return Verdict(status, call.account.name, call.field("reason"), call.id, call.field("approver"), until)


def timing_of(call: Call) -> Timing:
    """The office's clock, as of today."""
    return Timing.of(call.desk.county, call.today)


def told(call: Call, outcome: Outcome) -> str:
    """What was done, in a sentence."""
    name = STATUS_NAMES[Status(call.field("status"))]
    said = f"已认定“{name}”{outcome.moved} 条，按 u 撤销。" if outcome.moved else f"没有认定“{name}”。"
    if outcome.waiting:
        said += f"其中 {outcome.waiting} 条要再由另一位审核员认定。"
    if outcome.unexplained:
        said += f"另有 {outcome.unexplained} 条最近复核仍在或没能看清，没有写理由，没有改动。"
    if elsewhere := outcome.refused - outcome.unexplained:
        said += f"另有 {elsewhere} 条的状态不允许这样认定，没有改动。"
    return said


def _meant(call: Call, wish: Wish, row: QueueRow) -> list[str]:
    """The finding, with its equal hits unless it alone is meant."""
    if call.field("one") or row.tray != wish.filter.tray:
        return [row.finding]
    return finding_ids(call.store.connection, wish.filter, [row.grp]) or [row.finding]


def _picked(call: Call) -> list[str] | None:
    """The groups that were ticked, None for the whole filter."""
    return None if call.field("all") else call.fields("pick")


def _row(call: Call) -> QueueRow:
    row = queue_row(call.store.connection, call.path("finding"))
    if row is None:
        raise NotThere
    return row
