"""A home that sends mails, and real mail servers on loopback that take, refuse, or break off."""

from __future__ import annotations

import datetime as dt
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from evidence.home import Home
from evidence.outbox import Outbox, Post, PostKey

NOW = dt.datetime(2026, 3, 9, 0, 30, tzinfo=dt.UTC)
USER, CODE = "xuncha@example.gov.cn", "abcdefghijklmnop"
COUNTY = """\
[county]
name = "修文县"
office = "信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "http://127.0.0.1:9/"
allow_private = true

[mail]
host = "localhost"
port = {port}
security = "{security}"
user = "{user}"
sender = "xuncha@example.gov.cn"
name = "修文县网站巡查"
timeout = 5
{more}
"""
UNITS = """\
[[unit]]
id = "longchang"
name = "龙场街道办事处"
class = "一类"
portal = "xiuwen"
"""


@dataclass
class Postman:
    """Keeps what it was given. `answers` are replies by stage and turn; `at` is called at each stage."""

    taken: list[Envelope] = field(default_factory=list)
    replies: dict[str, list[str]] = field(default_factory=dict)
    at: Callable[[str], None] = lambda stage: None

    def _reply(self, stage: str, usual: str) -> str:
        self.at(stage)
        waiting = self.replies.get(stage, [])
        return waiting.pop(0) if waiting else usual

    async def handle_MAIL(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        reply = self._reply("mail", "250 OK")
        envelope.mail_from = address
        return reply

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        reply = self._reply("rcpt", "250 OK")
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        reply = self._reply("data", "250 2.0.0 queued as 4ABC")
        if reply.startswith("2"):
            self.taken.append(envelope)
        self.at("taken")
        return reply

    @property
    def messages(self) -> list[EmailMessage]:
        parser = BytesParser(policy=default)
        return [parser.parsebytes(envelope.content) for envelope in self.taken]  # type: ignore[misc]


@contextmanager
def server(postman: Postman, **options: Any) -> Iterator[int]:
    """A mail server on a free port of localhost; gives the port."""
    with socket.create_server(("localhost", 0)) as door:
        port = int(door.getsockname()[1])
    controller = Controller(postman, hostname="localhost", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def dropping_server() -> Iterator[int]:
    """A mail server that takes the text of a message and breaks the connection off without a word; gives the port."""

    def serve(link: socket.socket) -> None:
        with link, link.makefile("rb") as lines:
            link.sendall(b"220 ready\r\n")
            for line in lines:
                if line == b".\r\n":
                    return
                if line.upper().startswith((b"EHLO", b"MAIL", b"RCPT", b"RSET")):
                    link.sendall(b"250 OK\r\n")
                elif line.upper().startswith(b"DATA"):
                    link.sendall(b"354 go on\r\n")

    with socket.create_server(("localhost", 0)) as door:

        def admit() -> None:
            with suppress(OSError):
                while True:
                    serve(door.accept()[0])

        threading.Thread(target=admit, daemon=True).start()
        yield int(door.getsockname()[1])
        door.shutdown(socket.SHUT_RDWR)


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), CODE.encode())
    return AuthResult(success=right, handled=right)


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


class MailHome:
    """A home whose county.toml names that server."""

    def __init__(self, folder: Path, port: int, security: str = "不加密", user: str = "", more: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = COUNTY.format(port=port, security=security, user=user, more=more)
        (folder / "county.toml").write_text(text, encoding="utf-8")
        (folder / "units.toml").write_text(UNITS, encoding="utf-8")
        self.home = Home(folder, folder)

    def queue(self, *keys: PostKey) -> None:
        with self.home.store() as store:
            for key in keys:
                message = f"From: {USER}\r\nTo: a@b.cn\r\nSubject: {key.name}\r\n\r\nhello\r\n".encode()
                Outbox(store).queue(key, ("a@b.cn",), key.name, message, NOW)

    def posts(self) -> list[Post]:
        with self.home.store() as store:
            return Outbox(store).posts()

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "xuncha", "mail", *words, "--home", str(self.home.folder)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, text=True, env=dict(os.environ))
