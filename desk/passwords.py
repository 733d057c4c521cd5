"""Passwords (口令): argon2id with the library's own parameters."""

from __future__ import annotations

import secrets
import string
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
LONGEST = 200
_GIVEN = 14
_LETTERS = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
_HASHER = PasswordHasher()
_ONE_AT_A_TIME = threading.Semaphore(2)
"""Each comparison takes 64 MiB: many wrong passwords at once must not use up the machine."""


def hash_password(password: str) -> str:
    """The hash to store."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(password)


def is_password(password: str, stored: str) -> bool:
    """Whether that is the password. Where there is no such account (`stored` is "") it takes as long to say no."""
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(stored or _nobody(), password) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex())


def new_password() -> str:
    """A random first password, easy to read out; whoever gets it must change it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_GIVEN))


def flaw_of(password: str, name: str) -> str:
    """What is wrong with a password that somebody chose, "" where nothing is."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"新口令要有 {SHORTEST}—{LONGEST} 个字符；可以用一句话。"
    if len(set(password)) <= SHORTEST // 2:
        return "新口令里不同的字符太少；请换一个。"
    return "新口令不能包含账号名；请换一个。" if name.lower() in password.lower() else ""
