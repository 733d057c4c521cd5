"""What a rendered page asked for while it drew itself (页面请求)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Response

_CARRIERS = frozenset({"document", "script", "xhr", "fetch"})
"""What can bring rows: while one of them is on its way the list is not whole, and where one was lost an empty list
proves nothing."""


class Traffic:
    """Listens to one page."""

    def __init__(self, page: Page) -> None:
        self.lost = 0
        self.status = HTTPStatus.OK.value
        self._page = page
        self._open: set[Request] = set()
        page.on("request", self._asked)
        page.on("requestfinished", self._came)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    @property
    def idle(self) -> bool:
        """Whether nothing is on its way that could bring rows."""
        return not self._open

    def _asked(self, request: Request) -> None:
        if request.resource_type in _CARRIERS:
            self._open.add(request)

    def _came(self, request: Request) -> None:
        self._open.discard(request)

    def _failed(self, request: Request) -> None:
        self._open.discard(request)
        self.lost += request.resource_type in _CARRIERS

    def _answered(self, response: Response) -> None:
        request = response.request
        if request.resource_type == "document" and request.frame == self._page.main_frame:
            self.status = response.status
        elif response.status >= HTTPStatus.BAD_REQUEST:
            self.lost += request.resource_type in _CARRIERS
