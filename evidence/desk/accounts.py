"""Accounts (账号) in the store. A password is only ever there as its argon2 hash; making and comparing those is the
desk's."""

from __future__ import annotations

import re
import sqlite3

from county.account import Account, Role
from evidence.desk.entries import DESK, entry_kind, make_entry
from evidence.errors import EvidenceError
from evidence.journal import Record
from evidence.store import Store

_NAME = re.compile(r"[A-Za-z0-9_.\-\u4e00-\u9fff]{2,32}")
_FIELDS = "name, display, role, unit, must_change, disabled"


def add_account(store: Store, account: Account, password: str, author: str) -> None:
    """Adds an account with that password hash. Raises EvidenceError."""
    if not _NAME.fullmatch(account.name):
        raise EvidenceError("账号只能用 2—32 个汉字、字母、数字、点、横线和下划线；请换一个。")
    if (account.role is Role.UNIT) != bool(account.unit):
        raise EvidenceError("单位账号要写明单位编号（--unit），其他账号不写；请改正后重试。")

    with DESK.writing(store) as write:
        if _row(store.connection, account.name):
            raise EvidenceError(f"账号“{account.name}”已经存在；请换一个，或用 users reset 重设口令。")
        told = {"display": account.display or account.name, "role": account.role.value, "unit": account.unit}
        write(make_entry(author, "account-added", name=account.name, password=password, **told))


def set_password(store: Store, name: str, password: str, author: str, *, must_change: bool) -> None:
    """Replaces the password hash and ends all sessions of the account. Raises EvidenceError."""
    _change(store, name, author, "password-set", password=password, must_change=must_change)


def disable_account(store: Store, name: str, author: str) -> None:
    """Nobody signs in to that account any more. Raises EvidenceError."""
    _change(store, name, author, "account-disabled")


def _change(store: Store, name: str, author: str, kind: str, **fields: object) -> None:
    with DESK.writing(store) as write:
        if not _row(store.connection, name):
            raise EvidenceError(f"没有账号“{name}”；请用 xuncha users list 查看。")
        write(make_entry(author, kind, name=name, **fields))


@entry_kind("account-added")
def _add(connection: sqlite3.Connection, entry: Record) -> None:
    values = (entry["name"], entry["display"], entry["role"], entry["unit"], entry["password"])
    connection.execute("INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?, 1, 0)", values)


@entry_kind("password-set")
def _set_password(connection: sqlite3.Connection, entry: Record) -> None:
    values = (entry["password"], int(entry["must_change"]), entry["name"])
    connection.execute("UPDATE account SET password = ?, must_change = ?, disabled = 0 WHERE name = ?", values)
    _end_sessions(connection, entry["name"])


@entry_kind("account-disabled")
def _disable(connection: sqlite3.Connection, entry: Record) -> None:
    connection.execute("UPDATE account SET disabled = 1 WHERE name = ?", (entry["name"],))
    _end_sessions(connection, entry["name"])


def _end_sessions(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM session WHERE account = ?", (name,))


def find_account(connection: sqlite3.Connection, name: str) -> Account | None:
    """The account of that name."""
    row = _row(connection, name)
    return _account(row) if row else None


def password_hash(connection: sqlite3.Connection, name: str) -> str:
    """The argon2 hash of the account's password, "" where there is no such account or it is disabled."""
    row = connection.execute("SELECT password FROM account WHERE name = ? AND disabled = 0", (name,)).fetchone()
    return str(row[0]) if row else ""


def accounts(connection: sqlite3.Connection) -> list[Account]:
    """All accounts by name."""
    return [_account(row) for row in connection.execute(f"SELECT {_FIELDS} FROM account ORDER BY name")]  # noqa: S608


def _row(connection: sqlite3.Connection, name: str) -> tuple[str, str, str, str, int, int] | None:
    query = f"SELECT {_FIELDS} FROM account WHERE name = ?"  # noqa: S608 names are ours
    row: tuple[str, str, str, str, int, int] | None = connection.execute(query, (name,)).fetchone()
    return row


def _account(row: tuple[str, str, str, str, int, int]) -> Account:
    name, display, role, unit, must_change, disabled = row
    return Account(name, display, Role(role), unit, bool(must_change), bool(disabled))
