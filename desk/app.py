"""The desk as an ASGI application."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from desk.routes import ROUTES
from desk.serving import Server
from desk.settings import DeskSettings

_NOT_FOUND = 404


def make_app(desk: DeskSettings) -> Starlette:
    """Serves the route table under the names that the desk is known by, and nothing else."""
    server = Server(desk)
    return Starlette(
        routes=[server.route(row) for row in ROUTES],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(desk.hosts), www_redirect=False)],
        exception_handlers={_NOT_FOUND: _nothing_there},
    )


async def _nothing_there(request: Request, error: Exception) -> Response:
    return PlainTextResponse("没有这个页面；请从首页重新打开。\n", _NOT_FOUND)
