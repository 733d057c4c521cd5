"""What can keep a paper from being written, each in one Chinese sentence that says what to do."""

from __future__ import annotations

from county.errors import HouseError


class DigestError(HouseError):
    """Base of this room's errors."""


class TemplateError(DigestError):
    """A template that cannot be filled. `name` is the file."""

    def __init__(self, name: str, problem: str, cure: str) -> None:
        self.name = name
        super().__init__(f"模板 {name}：{problem}；{cure}。")


class SendingError(DigestError):
    """Mails that cannot be sent now."""
