"""Where each role begins its day."""

from __future__ import annotations

from starlette.responses import Response

from county.account import Role
from desk.call import Call

_FIRST: dict[Role, str] = {Role.ADMINISTRATOR: "/accounts"}


def start(call: Call) -> Response:
    """The front page of the role."""
    return call.redirect(_FIRST.get(call.account.role, "/queue"))
