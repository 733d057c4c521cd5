"""A real mail server that can be stopped and started again, and what it took."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True, slots=True)
class Mail:
    """What came: the same key at the sender makes the same id."""

    id: str
    subject: str
    to: tuple[str, ...]
    content: bytes


class Mailbox:
    """Serves on one port of localhost while it is `up`. `said` is told of each command, "data-taken" for a text that
    was taken and not answered yet."""

    def __init__(self) -> None:
        with socket.create_server(("localhost", 0)) as door:
            self.port = int(door.getsockname()[1])
        self.mails: list[Mail] = []
        self.said: Callable[[str], None] | None = None
        self._controller: Controller | None = None

    def up(self, wanted: bool) -> None:
        """Starts or stops it."""
        if wanted and self._controller is None:
            self._controller = Controller(self, hostname="localhost", port=self.port)
            self._controller.start()
        elif not wanted and self._controller is not None:
            self._controller.stop()
            self._controller = None

    def counts(self) -> Counter[str]:
        """How often each mail came, by its id."""
        return Counter(mail.id for mail in self.mails)

    def _tell(self, command: str) -> None:
        if self.said:
            self.said(command)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Somebody wants to send."""
        self._tell("mail")
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """To whom."""
        self._tell("rcpt")
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Takes a mail."""
        message = message_from_bytes(envelope.content, policy=default)
        to = tuple(envelope.rcpt_tos)
        self.mails.append(Mail(str(message["Message-ID"]), str(message["Subject"]), to, envelope.content))
        self._tell("data-taken")
        return "250 2.0.0 queued"
