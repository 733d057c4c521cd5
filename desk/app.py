"""The desk as an ASGI application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from desk.heads import set_heads
from desk.routes import ROUTES
from desk.serving import Server, origin_of
from desk.settings import DeskSettings
from evidence.stores import Stores

_NOT_FOUND, _FAULT = 404, 500


def make_app(desk: DeskSettings) -> Starlette:
    """Serves the route table under the names that the desk is known by, and nothing else."""
    stores = Stores(desk.home.store_path)
    server = Server(desk, stores)

    @asynccontextmanager
    async def open_stores(app: Starlette) -> AsyncIterator[None]:
        yield
        stores.close()

    return Starlette(
        lifespan=open_stores,
        routes=[server.route(row) for row in ROUTES],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(desk.hosts), www_redirect=False)],
        exception_handlers={_NOT_FOUND: _nothing_there, Exception: _broken},
    )


async def _nothing_there(request: Request, error: Exception) -> Response:
    return _plain(request, "没有这个页面；请从首页重新打开。", _NOT_FOUND)


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours: the server logs it whole, the browser is told nothing of it."""
    return _plain(request, "这个页面出错了，什么也没有改变；请把时间和网址告诉维护人员。", _FAULT)


def _plain(request: Request, sentence: str, status: int) -> Response:
    response = PlainTextResponse(f"{sentence}\n", status)
    set_heads(response, origin_of(request), secrets.token_hex(6))
    return response
