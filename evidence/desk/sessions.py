"""Sessions (会话) on the server: the browser holds a random id, the store only its hash; each can be revoked."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from county.account import Account
from evidence import audit
from evidence.desk.accounts import find_account
from evidence.errors import StoreError
from evidence.store import Store

ID_BYTES = 32
IDLE_SECONDS = 30 * 60
"""A desk that nobody touches is closed."""
ABSOLUTE_SECONDS = 12 * 60 * 60
"""A working day; after it everybody signs in again."""
TOUCH_SECONDS = 60
"""A session's last sign of life is written no more often than this: reading a page must not wait for a writer."""
LOCK_FAILURES = 5
LOCK_SECONDS = 15 * 60
"""So many wrong passwords close an account for one address for so long; a right one elsewhere still opens it."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is alive. `seen` is when its last sign of life was written, seconds since 1970."""

    id: str
    account: Account
    seen: int


def new_id() -> str:
    """A fresh random id of 256 bits."""
    return secrets.token_urlsafe(ID_BYTES)


def open_session(store: Store, account: Account, address: str, now: int) -> str:
    """Opens a session and gives its id, the only time that anybody sees it; dead ones are swept out."""
    session = new_id()
    with store.write() as connection:
        dead = (now - IDLE_SECONDS, now - ABSOLUTE_SECONDS)
        connection.execute("DELETE FROM session WHERE seen < ? OR opened < ?", dead)
        connection.execute("DELETE FROM login_failure WHERE account = ? AND address = ?", (account.name, address))
        values = (_hash(session), account.name, now, now, address)
        connection.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", values)
        audit.append(connection, account.name, "login", address=address)
    return session


def find_session(connection: sqlite3.Connection, session: str, now: int) -> Session | None:
    """The session of that id where it is alive and its account is not disabled."""
    row = connection.execute("SELECT account, opened, seen FROM session WHERE hash = ?", (_hash(session),)).fetchone()
    if row is None or row[1] < now - ABSOLUTE_SECONDS or row[2] < now - IDLE_SECONDS:
        return None
    account = find_account(connection, row[0])
    return Session(session, account, row[2]) if account and not account.disabled else None


def touch_session(store: Store, session: Session, now: int) -> None:
    """Writes a sign of life, unless somebody else is writing: the next page will."""
    if now - session.seen >= TOUCH_SECONDS:
        with suppress(StoreError), store.write(wait=False) as connection:
            connection.execute("UPDATE session SET seen = ? WHERE hash = ?", (now, _hash(session.id)))


def close_session(store: Store, session: Session) -> None:
    """Ends a session."""
    with store.write() as connection:
        connection.execute("DELETE FROM session WHERE hash = ?", (_hash(session.id),))
        audit.append(connection, session.account.name, "logout")


def is_locked(connection: sqlite3.Connection, account: str, address: str, now: int) -> bool:
    """Whether too many wrong passwords came from that address for that account."""
    row = connection.execute(
        "SELECT failures, last FROM login_failure WHERE account = ? AND address = ?", (account, address)
    ).fetchone()
    return row is not None and row[0] >= LOCK_FAILURES and row[1] > now - LOCK_SECONDS


def note_failure(store: Store, account: str, address: str, now: int) -> None:
    """Counts a wrong password; the count begins anew once the lock has ended."""
    with store.write() as connection:
        connection.execute("DELETE FROM login_failure WHERE last <= ?", (now - LOCK_SECONDS,))
        connection.execute(
            "INSERT INTO login_failure VALUES (?, ?, 1, ?)"
            " ON CONFLICT (account, address) DO UPDATE SET failures = failures + 1, last = excluded.last",
            (account, address, now),
        )
        if find_account(connection, account):
            # a name that is none may be a password typed into the wrong field
            audit.append(connection, account, "login-failed", address=address)


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
