"""A request that is not carried out."""

from __future__ import annotations


class Refused(Exception):
    """The sentence says what to do; `status` is the answer's."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)
