"""How a row of the route table is served: session, access, origin, body, token, answer, heads. In that order, for every
route, so that no page can forget one of them."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode, urlsplit

from anyio import from_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from county.account import EVERYTHING, visible_units
from county.errors import HouseError
from desk.access import Access, Reach
from desk.call import SEE_OTHER, Call, NotThere
from desk.cookies import cookie_of, set_cookie
from desk.flashes import Flashes
from desk.forgery import FIELD, is_own_origin, is_own_token
from desk.heads import set_heads
from desk.refusal import Refused
from desk.settings import DeskSettings
from evidence.desk.objects import unit_of_finding, units_of_capture
from evidence.desk.sessions import find_session, new_id, touch_session
from evidence.errors import DATABASE_FAULTS, StoreError, database_sentence
from evidence.stores import Stores

DRAINED_BYTES = 256 * 1024 * 1024
"""Of a body that is too large read at most, and kept nowhere."""
FORM_BYTES = 256 * 1024
"""Enough for every form of the desk; uploads say their own limit in the route table."""
FORM_FIELDS = 2000
"""Ticked findings of one list, with room."""
FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, FAULT, BUSY = 403, 404, 409, 413, 500, 503
CHANGE_PASSWORD = "/password"  # noqa: S105 an address
Answer = Callable[[Call], Response]
log = logging.getLogger("desk")


@dataclass(frozen=True, slots=True)
class Row:
    """A route: one path and method, what answers it, who may ask. A `{finding}` or a `{unit}` in the path is looked up
    before `answer` is called, and is 404 where it lies outside the account's units. `body_bytes` limits what may be
    sent. `unfinished` says that accounts that must still change their password get here."""

    method: str
    path: str
    answer: Answer
    access: Access
    body_bytes: int = FORM_BYTES
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """Serves rows of the table."""

    desk: DeskSettings
    stores: Stores
    flashes: Flashes = field(default_factory=Flashes)

    def route(self, row: Row) -> Route:
        """The row for the router. The work is done in a thread, with a store that is its own meanwhile."""

        async def serve(request: Request) -> Response:
            return await run_in_threadpool(self._serve, row, request)

        route = Route(row.path, serve, methods=[row.method], max_body_size=row.body_bytes)
        route.app = _telling_of_what_is_too_large(route.app, row.body_bytes)
        return route

    def _serve(self, row: Row, request: Request) -> Response:
        request_id = secrets.token_hex(6)
        desk, browser = self.desk.now(), cookie_of(request, self.desk)
        with self.stores.lent() as store:
            session = find_session(store.connection, browser, self.desk.clock()) if browser else None
            call = Call(desk, self.flashes, request, store, session, browser or new_id(), FormData(), request_id)
            response = self._answer(row, call)
        if session is None and not browser and "set-cookie" not in response.headers:
            set_cookie(response, call.browser, self.desk)
        set_heads(response, origin_of(request), request_id)
        return response

    def _answer(self, row: Row, call: Call) -> Response:
        try:
            if response := self._turned_away(row, call):
                return response
            _look_up(row, call)
            if call.session:
                touch_session(call.store, call.session, self.desk.clock())
                with suppress(StoreError):
                    # reading does not wait for a writer: the next page will show it
                    call.lay_out(wait=False)
            if row.method == "GET":
                # a link, a prefetch or a captured page must never change anything
                call.store.connection.execute("PRAGMA query_only = ON")
                return row.answer(call)
            return _answer_form(row, call)
        except NotThere:
            return _told(call, NOT_FOUND, "没有这个页面或这条记录；请从队列重新打开。")
        except Refused as refused:
            return _told(call, refused.status, str(refused))
        except HouseError as error:
            return _told(call, CONFLICT, str(error))
        except DATABASE_FAULTS as error:
            log.exception("request %s", call.id)
            sentence = database_sentence(error) or f"没有做成，什么也没有改变；请把编号 {call.id} 告诉维护人员。"
            return _told(call, BUSY, sentence)

    def _turned_away(self, row: Row, call: Call) -> Response | None:
        """What those get who may not come in."""
        if row.access.reach is Reach.ANYONE:
            return None
        if call.session is None:
            return RedirectResponse(_door(row, call.request), SEE_OTHER)
        if call.session.account.must_change and not row.unfinished:
            return RedirectResponse(CHANGE_PASSWORD, SEE_OTHER)
        if call.session.account.role not in row.access.roles:
            raise Refused(FORBIDDEN, "此账号没有这项权限；需要时请与管理员联系。")
        return None


def _telling_of_what_is_too_large(app: ASGIApp, most: int) -> ASGIApp:
    """The route, which refuses larger bodies itself, in English: where the head already says so, we do. What was sent
    is read to its end within reason, as a browser that is cut off in the middle shows no answer."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) <= most:
            await app(scope, receive, send)
            return
        await _drain(request)
        size = f"{most // 1024 // 1024} MB" if most >= 1024 * 1024 else f"{most // 1024} KB"
        response = PlainTextResponse(f"提交的内容太大，没有保存；请返回缩小到 {size} 以内后重试。\n", TOO_LARGE)
        set_heads(response, origin_of(request), secrets.token_hex(6))
        await response(scope, receive, send)

    return serve


async def _drain(request: Request) -> None:
    read = 0
    with suppress(ClientDisconnect):
        async for part in request.stream():
            read += len(part)
            if read > DRAINED_BYTES:
                return


def _door(row: Row, request: Request) -> str:
    """The door, with where one wanted to go, or with the page of a form that came when the session was over: what was
    filled in is lost, and the door says so."""
    if row.method == "GET":
        return f"/login?{urlencode({'next': _own_path(request)})}"
    if row.unfinished:
        return "/login"
    page = urlsplit(request.headers.get("referer", ""))
    return f"/login?{urlencode({'unsaved': 1, 'next': page._replace(scheme='', netloc='').geturl()})}"


def _answer_form(row: Row, call: Call) -> Response:
    """Answers a form of our own pages; what was uploaded with it is closed again, whatever becomes of it."""
    if not is_own_origin(call.request.headers, origin_of(call.request)):
        raise Refused(FORBIDDEN, "请求不是从本系统的页面发出的；请在本系统里重新打开页面后操作。")
    form = from_thread.run(_read_form, call.request)
    try:
        token = form.get(FIELD, "")
        if not isinstance(token, str) or not is_own_token(token, call.browser):
            raise Refused(FORBIDDEN, "页面已经过期；请返回重新打开该页面后再操作。")
        return row.answer(replace(call, form=form))
    finally:
        from_thread.run(form.close)


def _look_up(row: Row, call: Call) -> None:
    """Refuses what lies outside the account's units as if it were not there."""
    if row.access.reach is not Reach.UNIT or call.session is None:
        return
    scope, named = visible_units(call.session.account), call.request.path_params
    if "finding" in named:
        unit = unit_of_finding(call.store.connection, named["finding"])
        if unit is None or not scope.holds(unit):
            raise NotThere
    if "capture" in named and scope != EVERYTHING:
        shown_by = units_of_capture(call.store.connection, named["capture"])
        if not any(map(scope.holds, shown_by)):
            raise NotThere
    if "unit" in named and (
        not scope.holds(named["unit"]) or named["unit"] not in {unit.id for unit in call.desk.county.units}
    ):
        raise NotThere


async def _read_form(request: Request) -> FormData:
    """The form; the router holds the body's limit while it is read."""
    try:
        return await request.form(max_files=1, max_fields=FORM_FIELDS, max_part_size=FORM_BYTES)
    except HTTPException as error:
        if error.status_code == TOO_LARGE:
            raise Refused(TOO_LARGE, "提交的内容太大；请缩小后重试。") from error
        raise Refused(error.status_code, "提交的内容不完整或写法不对；请返回重试。") from error


def origin_of(request: Request) -> str:
    """Scheme, host and port under which the browser reaches the desk."""
    return f"{request.url.scheme}://{request.url.netloc}"


def _own_path(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _told(call: Call, status: int, sentence: str) -> Response:
    return call.page("told.html", status, sentence=sentence)
