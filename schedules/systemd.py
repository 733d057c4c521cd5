"""Word to systemd (sd_notify): that the service is ready, and that it still lives."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

_ADDRESS = "NOTIFY_SOCKET"


def notify(state: str) -> None:
    """Sends `state`; nothing where systemd did not start us."""
    if not (address := os.environ.get(_ADDRESS)):
        return
    target = f"\0{address[1:]}" if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(state.encode(), target)
