"""The desk's only cookie: the id of a session, or of a browser that is about to sign in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.settings import DeskSettings
from evidence.desk.sessions import ABSOLUTE_SECONDS

LONGEST = 100
"""Characters of a cookie that is worth looking up."""


def _name(desk: DeskSettings) -> str:
    """The prefix makes browsers refuse one that was set without https or by a neighbouring host."""
    return "__Host-xuncha" if desk.secure else "xuncha"


def cookie_of(request: Request, desk: DeskSettings) -> str:
    """The id that the browser sent, "" where it sent none."""
    value = request.cookies.get(_name(desk), "")
    return value if len(value) <= LONGEST else ""


def set_cookie(response: Response, session: str, desk: DeskSettings) -> None:
    """Gives the browser an id."""
    response.set_cookie(
        _name(desk), session, max_age=ABSOLUTE_SECONDS, path="/", secure=desk.secure, httponly=True, samesite="lax"
    )


def drop_cookie(response: Response, desk: DeskSettings) -> None:
    """Makes the browser forget it."""
    response.delete_cookie(_name(desk), path="/", secure=desk.secure, httponly=True, samesite="lax")
