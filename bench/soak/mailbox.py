"""A real mail server that can be stopped and started again, and what it took."""

from __future__ import annotations

import socket
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """Serves on one port of localhost while it is `up`. `subjects` are those of the mails taken."""

    def __init__(self) -> None:
        with socket.create_server(("localhost", 0)) as door:
            self.port = int(door.getsockname()[1])
        self.subjects: list[str] = []
        self._controller: Controller | None = None

    def up(self, wanted: bool) -> None:
        """Starts or stops it."""
        if wanted and self._controller is None:
            self._controller = Controller(self, hostname="localhost", port=self.port)
            self._controller.start()
        elif not wanted and self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Takes a mail."""
        self.subjects.append(str(message_from_bytes(envelope.content, policy=default)["Subject"]))
        return "250 2.0.0 queued"
