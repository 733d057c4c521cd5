"""One request as the pages see it: who asks, what was sent, the store, and how to answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from county.account import Account, UnitScope, visible_units
from county.sites import PORTAL_ITSELF
from county.times import at_second, local_time
from desk.flashes import Flashes
from desk.forgery import token_of
from desk.menu import MENU
from desk.settings import DeskSettings
from desk.templating import render
from evidence.desk.queue import Timing, is_behind, refresh_queue
from evidence.desk.sessions import Session
from evidence.store import Store

SEE_OTHER = 303


class NotThere(Exception):
    """What was asked for does not exist, or not for this account."""


@dataclass(frozen=True, slots=True)
class Call:
    """`session` is None for those who have not signed in; `browser` is the id in their cookie. `form` is empty for GET.
    `id` stands in the answer's head, in the audit and in the log."""

    desk: DeskSettings
    flashes: Flashes
    request: Request
    store: Store
    session: Session | None
    browser: str
    form: FormData
    id: str

    @property
    def account(self) -> Account:
        """Who asks. Only for routes that need an account."""
        if self.session is None:
            raise NotThere
        return self.session.account

    @property
    def scope(self) -> UnitScope:
        """The units that this account may see."""
        return visible_units(self.account)

    @property
    def today(self) -> dt.date:
        """Today in the county."""
        zone = ZoneInfo(self.desk.county.calendar.timezone)
        return dt.datetime.fromtimestamp(self.desk.clock(), zone).date()

    def at(self, time: dt.datetime) -> str:
        """A time as the county's clocks show it."""
        return self.local(at_second(time))

    def local(self, utc: str) -> str:
        """A stored time as the county's clocks show it."""
        return local_time(utc, self.desk.county.calendar.timezone)

    @property
    def menu(self) -> list[tuple[str, str]]:
        """Addresses and names of the pages that this role works with."""
        return [(path, name) for path, name, roles in MENU if self.account.role in roles]

    def is_at(self, path: str) -> bool:
        """Whether the page belongs to that entry of the menu; every finding belongs to the queue."""
        here = self.request.url.path
        return here.startswith(path) or (path == "/queue" and here.startswith("/findings/"))

    def lay_out(self, *, wait: bool = True) -> None:
        """Lays out in the queue what decisions, mute rules or the new day have moved. Raises StoreError where somebody
        else is writing."""
        if is_behind(self.store.connection, self.today):
            with self.store.write(wait=wait) as connection:
                refresh_queue(connection, Timing.of(self.desk.county, self.today))

    def unit_name(self, unit: str) -> str:
        """The unit's name; the portal's where it is ""."""
        names = {"": PORTAL_ITSELF} | {one.id: one.name for one in self.desk.county.units}
        return names.get(unit, unit)

    def path(self, name: str) -> str:
        """A part of the route's path."""
        return str(self.request.path_params[name])

    def query(self, name: str, default: str = "") -> str:
        """A value of the query."""
        return self.request.query_params.get(name, default)

    def field(self, name: str) -> str:
        """A text of the form, "" where it is not there."""
        value = self.form.get(name, "")
        return "" if isinstance(value, UploadFile) else value

    def fields(self, name: str) -> list[str]:
        """All texts of that name in the form."""
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the desk."""
        shown = {
            "call": self,
            "county": self.desk.county,
            "account": self.session.account if self.session else None,
            "csrf": token_of(self.session.id if self.session else self.browser),
            "flash": self.flashes.take(self.session.id) if self.session else "",
            "today": self.today,
        }
        return HTMLResponse(render(template, **shown, **values), status)

    def redirect(self, path: str, flash: str = "", **query: str) -> Response:
        """Sends the browser to a page of the desk, with a sentence to show there."""
        if flash and self.session:
            self.flashes.put(self.session.id, flash)
        given = {name: value for name, value in query.items() if value}
        return RedirectResponse(path + (f"?{urlencode(given)}" if given else ""), SEE_OTHER)
