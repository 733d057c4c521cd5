"""Signing in and out, and the account's own password."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import Response

from desk.call import Call
from desk.cookies import drop_cookie, set_cookie
from desk.passwords import flaw_of, hash_password, is_password
from evidence.desk.accounts import find_account, password_hash, set_password
from evidence.desk.sessions import close_session, is_locked, note_failure, open_session

LONGEST_NAME = 64
_WRONG = "账号或口令不对；请重新输入，口令区分大小写。"
_LOCKED = "口令连续输错，这个账号在这台电脑上暂停登录 15 分钟；忘记口令请找管理员重设。"
_UNSAVED = "登录已经过期，刚才提交的内容没有保存；请登录后重新填写。"
HOME = "/"


def login_page(call: Call) -> Response:
    """The form at the door."""
    if call.session:
        return call.redirect(HOME)
    said = _UNSAVED if call.query("unsaved") else ""
    return call.page("login.html", said=said, name="", next=own_path(call.query("next")))


def login(call: Call) -> Response:
    """Compares the password and opens a session with a new id: one that somebody else may have planted in the browser
    is worth nothing (会话固定)."""
    name, now, address = call.field("name").strip()[:LONGEST_NAME], call.desk.clock(), _address(call)
    locked = is_locked(call.store.connection, name, address, now)
    if locked or not is_password(call.field("password"), password_hash(call.store.connection, name)):
        if not locked:
            note_failure(call.store, name, address, now)
        said = _LOCKED if locked else _WRONG
        return call.page("login.html", 403, said=said, name=name, next=own_path(call.field("next")))
    account = find_account(call.store.connection, name)
    if account is None:
        return call.redirect("/login")
    response = call.redirect(own_path(call.field("next")))
    set_cookie(response, open_session(call.store, account, address, now), call.desk)
    return response


def logout(call: Call) -> Response:
    """Ends the session."""
    if call.session:
        close_session(call.store, call.session)
    response = call.redirect("/login")
    drop_cookie(response, call.desk)
    return response


def password_page(call: Call) -> Response:
    """The form to change the password."""
    return call.page("password.html", said="")


def change_password(call: Call) -> Response:
    """Sets a new password; all other sessions of the account end, this one goes on under a new id."""
    account, new, now, address = call.account, call.field("new"), call.desk.clock(), _address(call)
    said = flaw_of(new, account.name)
    if is_locked(call.store.connection, account.name, address, now):
        said = _LOCKED
    elif not is_password(call.field("old"), password_hash(call.store.connection, account.name)):
        note_failure(call.store, account.name, address, now)
        said = "现在的口令不对；请重新输入。"
    elif new != call.field("again"):
        said = "两次输入的新口令不一样；请重新输入。"
    elif new == call.field("old"):
        said = "新口令不能和现在的一样；请换一个。"
    if said:
        return call.page("password.html", 400, said=said)
    set_password(call.store, account.name, hash_password(new), account.name, must_change=False)
    response = call.redirect(HOME)
    session = open_session(call.store, account, address, now)
    set_cookie(response, session, call.desk)
    call.flashes.put(session, "口令已经修改。")
    return response


def own_path(target: str) -> str:
    """`target` where it is a path of the desk, its front page otherwise: a link to the door must not lead elsewhere."""
    parts = urlsplit(target)
    own = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if own and target.isprintable() and not (parts.scheme or parts.netloc) else HOME


def _address(call: Call) -> str:
    return call.request.client.host if call.request.client else ""
