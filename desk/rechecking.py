"""A page read again now (人工复查), as the desk asks for it: somebody else does it, in a process of its own."""

from __future__ import annotations

from typing import Protocol

from county.errors import HouseError


class RecheckUnavailableError(HouseError):
    """This desk was started without anybody who reads pages again."""


class Rechecks(Protocol):
    """Reads pages again, one at a time. Nothing here waits for a portal."""

    def start(self, finding: str, account: str) -> None:
        """Begins with that finding's page. Raises HouseError where it cannot begin now."""

    def is_running(self, finding: str) -> bool:
        """Whether that finding's page is being read."""

    def failure(self, finding: str) -> str:
        """Why the last attempt came to nothing, one Chinese sentence, "" where it did not."""


class NoRechecks:
    """For a desk that is shown without its crawler."""

    def start(self, finding: str, account: str) -> None:
        """Raises RecheckUnavailableError."""
        raise RecheckUnavailableError("这台服务器不能采集网页；请在采集机上运行 xuncha recheck 问题编号。")

    def is_running(self, finding: str) -> bool:
        """False."""
        return False

    def failure(self, finding: str) -> str:
        """Nothing."""
        return ""
