"""Accounts (账号), kept by the administrator."""

from __future__ import annotations

from starlette.responses import Response

from county.account import Account, Role
from desk.call import Call
from desk.passwords import hash_password, new_password
from desk.refusal import Refused
from evidence.desk.accounts import accounts, add_account, disable_account, set_password

_BAD = 400


def accounts_page(call: Call) -> Response:
    """All accounts, and the form for a new one."""
    names = {unit.id: unit.name for unit in call.desk.county.units}
    return call.page("accounts.html", accounts=accounts(call.store.connection), unit_names=names, roles=list(Role))


def add(call: Call) -> Response:
    """Makes an account with a random first password, told once."""
    role, unit = call.field("role"), call.field("unit")
    if role not in set(Role) or (unit and unit not in {known.id for known in call.desk.county.units}):
        raise Refused(_BAD, "没有这个角色或单位；请返回重选。")
    password = new_password()
    account = Account(call.field("name").strip(), call.field("display").strip(), Role(role), unit)
    add_account(call.store, account, hash_password(password), call.account.name)
    return call.redirect("/accounts", _first_password(account.name, password))


def reset(call: Call) -> Response:
    """Gives an account a new first password, told once."""
    name, password = call.path("name"), new_password()
    set_password(call.store, name, hash_password(password), call.account.name, must_change=True)
    return call.redirect("/accounts", _first_password(name, password))


def disable(call: Call) -> Response:
    """Closes an account."""
    if call.path("name") == call.account.name:
        raise Refused(_BAD, "不能停用自己正在使用的账号；请用另一个管理员账号操作。")
    disable_account(call.store, call.path("name"), call.account.name)
    return call.redirect("/accounts", f"账号“{call.path('name')}”已停用，它的会话全部结束。")


def _first_password(name: str, password: str) -> str:
    return f"账号“{name}”的初始口令是 {password}，只显示这一次；本人首次登录后须修改。"
