"""The desk on a free port of loopback, in a thread of this process, and a browser without scripts to ask it."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from socket import create_server
from urllib.parse import urlencode

from made_home import DeskHome

from county.account import Account, Role
from desk.passwords import hash_password
from desk.settings import DeskSettings
from evidence.desk.accounts import add_account, find_account, set_password
from evidence.desk.sessions import open_session
from xuncha.desk import server_for

PASSWORD = "correct horse battery"  # noqa: S105 of accounts that live for a test
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
ACCOUNTS = (
    Account("wang", "王敏", Role.REVIEWER),
    Account("zhao", "赵强", Role.REVIEWER),
    Account("longchang", "龙场街道", Role.UNIT, "u1"),
    Account("yangming", "阳明洞街道", Role.UNIT, "u2"),
    Account("auditor", "审计员", Role.AUDITOR),
    Account("admin", "管理员", Role.ADMINISTRATOR),
)


def add_accounts(home: DeskHome) -> None:
    """All of ACCOUNTS, past their first change of password."""
    store = home.store()
    stored = hash_password(PASSWORD)
    for account in ACCOUNTS:
        add_account(store, account, stored, "test")
        set_password(store, account.name, stored, account.name, must_change=False)
    store.close()


@contextmanager
def serving(settings: DeskSettings, proxies: tuple[str, ...] = ()) -> Iterator[int]:
    """Serves the desk; gives the port. Connections wait in the listener's queue until the server takes them."""
    listener = create_server(("127.0.0.1", 0))
    server = server_for(settings, proxies)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body of a page."""
        return self.body.decode(errors="replace")

    @property
    def token(self) -> str:
        """The token of the page's forms, "" where it has none."""
        found = _TOKEN.search(self.text)
        return found[1] if found else ""

    @property
    def location(self) -> str:
        """Where it sends the browser."""
        return self.headers.get("location", "")


@dataclass
class Asker:
    """A browser: keeps cookies, sends Origin with forms as Chromium does on plain http."""

    port: int
    host: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    @property
    def origin(self) -> str:
        """Scheme, host and port of the desk."""
        return f"http://{self.host or '127.0.0.1'}:{self.port}"

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request, as it is."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"Host": f"{self.host or '127.0.0.1'}:{self.port}", **({"Cookie": cookie} if cookie else {})}
        try:
            connection.request(method, path, body or None, given | (headers or {}))
            response = connection.getresponse()
            content = response.read()
            for name, morsel in SimpleCookie(response.getheader("Set-Cookie", "")).items():
                self.cookies[name] = morsel.value
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content)
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        """A page; its token is kept for the next form."""
        answer = self.ask("GET", path)
        self.token = answer.token or self.token
        return answer

    def post(self, path: str, headers: dict[str, str] | None = None, **form: str | list[str]) -> Answer:
        """A form, with the token of the last page."""
        body = urlencode({"csrf": self.token, **form}, doseq=True).encode()
        head = {"Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, head | (headers or {}))

    def upload(self, path: str, field: str, name: str, content: bytes, **form: str) -> Answer:
        """A form with a file, with the token of the last page."""
        edge = secrets.token_hex(8)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrf": self.token, **form}.items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
        kind = f"multipart/form-data; boundary={edge}"
        return self.ask("POST", path, body, {"Origin": self.origin, "Content-Type": kind})

    def login(self, name: str, password: str = PASSWORD, **form: str) -> Answer:
        """Signs in."""
        self.get("/login")
        answer = self.post("/login", name=name, password=password, **form)
        if answer.status == 303:
            self.get("/password")
        return answer


def signed_in(home: DeskHome, port: int, name: str) -> Asker:
    """A browser of that account, without the second that comparing a password takes."""
    store = home.store()
    account = find_account(store.connection, name)
    assert account is not None
    asker = Asker(port, cookies={"xuncha": open_session(store, account, "127.0.0.1", home.clock())})
    store.close()
    asker.get("/password")
    return asker
