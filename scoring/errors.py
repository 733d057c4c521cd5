"""What can be wrong with a scheme file."""

from __future__ import annotations

from county.errors import HouseError


class ScoringError(HouseError):
    """Base class of the room."""


class SchemeError(ScoringError):
    """A scheme file that cannot be used. `key` is the place in the file, "" for the file as a whole."""

    def __init__(self, file: str, key: str, problem: str, cure: str) -> None:
        self.file = file
        self.key = key
        self.problem = problem
        self.cure = cure
        place = f"{file} 的 {key}" if key else file
        super().__init__(f"{place}：{problem}，{cure}。")
