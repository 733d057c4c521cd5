"""The audit chain (审计日志) for those who may read it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from starlette.responses import Response

from county.review import STATUS_NAMES, Status
from desk.call import Call
from evidence.audit import AuditEntry, count, entries_before, verify
from evidence.desk.accounts import accounts
from evidence.desk.history import steps_of_unit

PAGE = 100
LONGEST_NUMBER = 18
"""Digits of a number that SQLite still holds."""
_ACTIONS: dict[str, str] = {
    "decide": "认定",
    "login": "登录",
    "logout": "退出",
    "login-failed": "口令错误",
    "account-added": "新建账号",
    "account-disabled": "停用账号",
    "password-set": "设置口令",
    "mute-added": "建立静默规则",
    "mute-approved": "批准静默规则",
    "mute-ended": "停止静默规则",
    "noted": "备注",
    "assigned": "分派",
    "view-kept": "保存视图",
    "view-dropped": "删除视图",
    "ingest": "采集包入库",
}
_LABELS: dict[str, str] = {
    "finding": "问题",
    "before": "从",
    "status": "到",
    "reason": "理由",
    "approver": "批准人",
    "until": "期限",
    "batch": "请求",
    "request": "请求",
    "undoes": "撤销",
    "content": "内容",
    "account": "账号",
    "name": "名称",
    "role": "角色",
    "unit": "单位",
    "address": "地址",
    "rule": "检查",
    "words": "词",
    "expires": "到期",
    "mute": "规则",
    "run": "采集",
}
"""What the fields of entries are called here; what is not among them stands under its own name."""
_UNTOLD = frozenset(("state", "group", "wide", "day"))
"""Fields that say to people nothing that the others do not."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as people read it."""

    seq: int
    at: str
    actor: str
    action: str
    told: list[tuple[str, str]]


def trail_page(call: Call) -> Response:
    """The newest entries, or those before `before`; `verify` goes through the whole chain."""
    before, connection = call.query("before"), call.store.connection
    given = before.isdecimal() and len(before) <= LONGEST_NUMBER
    entries = entries_before(connection, int(before) if given else None, PAGE)
    verified = bool(call.query("verify"))
    return call.page(
        "trail.html",
        entries=[_told(entry) for entry in entries],
        full=len(entries) == PAGE,
        total=count(connection),
        verified=verified,
        broken=verify(connection) if verified else None,
    )


def _told(entry: AuditEntry) -> Told:
    fields = {name: value for name, value in json.loads(entry.detail).items() if value and name not in _UNTOLD}
    shown = [(_LABELS.get(name, name), _name_of(name, value)) for name, value in sorted(fields.items(), key=_order)]
    return Told(entry.seq, entry.at, entry.actor, _ACTIONS.get(entry.action, entry.action), shown)


def _name_of(name: str, value: str) -> str:
    is_status = name in ("status", "before") and value in set(Status)
    return STATUS_NAMES[Status(value)] if is_status else value


def _order(field: tuple[str, str]) -> int:
    names = list(_LABELS)
    return names.index(field[0]) if field[0] in names else len(names)


def unit_page(call: Call) -> Response:
    """The newest decisions on the findings of one unit."""
    unit, names = call.path("unit"), {one.name: one.display for one in accounts(call.store.connection)}
    steps = steps_of_unit(call.store.connection, unit, PAGE)
    return call.page("unit_history.html", steps=steps, unit_name=call.unit_name(unit), names=names)
