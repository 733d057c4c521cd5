"""A clerk at the desk (审核员): decides on what the night found, by the desk's own forms."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from county.account import Account, Role
from evidence.desk.accounts import add_account, find_account, set_password
from evidence.desk.sessions import open_session
from evidence.home import Home

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_SEEN = re.compile(r'name="seen" value="([^"]*)"')
_NAME = "clerk"
_PATIENCE_SECONDS = 120


class Clerk:
    """One account with an open session. `done` are the findings whose decision the desk has acknowledged."""

    def __init__(self, home: Path, port: int) -> None:
        self._port = port
        self.done: list[str] = []
        with Home(home, home).store() as store:
            account = Account(_NAME, "王敏", Role.REVIEWER)
            add_account(store, account, "", "test")
            set_password(store, _NAME, "", _NAME, must_change=False)
            found = find_account(store.connection, _NAME)
            if found is None:
                raise RuntimeError("the account was not kept")
            self._cookie = open_session(store, found, "127.0.0.1", int(time.time()))

    def decide(self, finding: str, status: str = "confirmed", sent: Callable[[], None] = lambda: None) -> None:
        """Decides on it, once more where the desk died meanwhile; `sent` is told when the form is on its way."""
        self._say(finding, "decide", {"status": status}, sent)
        self.done.append(finding)

    def put_off(self, finding: str) -> None:
        """Puts it off, which the desk writes down and no score knows of."""
        self._say(finding, "later", {}, lambda: None)

    def _say(self, finding: str, what: str, words: dict[str, str], sent: Callable[[], None]) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                _, page = self._ask("GET", f"/findings/{finding}", {}, lambda: None)
                token, seen = _TOKEN.search(page), _SEEN.search(page)
                form = {"csrf": token[1] if token else "", "seen": seen[1] if seen else "", **words}
                status, _ = self._ask("POST", f"/findings/{finding}/{what}", form, sent)
            except (OSError, HTTPException):
                time.sleep(0.1)
                continue
            if status != 303:
                raise RuntimeError(f"the desk answered {status}")
            return
        raise RuntimeError("the desk did not come back")

    def _ask(self, method: str, path: str, form: dict[str, str], sent: Callable[[], None]) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        head = {"Cookie": f"xuncha={self._cookie}", "Origin": f"http://127.0.0.1:{self._port}"}
        if form:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form) or None, head)
            sent()
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()
