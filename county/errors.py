"""What a person can mend (可处理的错误): the base of every room's own base class."""

from __future__ import annotations


class HouseError(Exception):
    """Its message is one Chinese sentence that says what to do; the command and the desk show it as it is."""
