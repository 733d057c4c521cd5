"""Configuration errors (配置错误): what is wrong, where, and what to do, as one Chinese sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from county.errors import HouseError

SHOWN_ERRORS = 40
"""Sentences in one message; a file with more of them has one common cause."""
_QUOTED_LENGTH = 60
_LONG_NUMBER = re.compile(r"(?<=\d{3})\d{4,}(?=[\dXx]{4})")


def quoted(value: object) -> str:
    """`value` for a message: in Chinese quotation marks, cut, with the middle of a number of eleven digits or more
    masked, because somebody may have put a personal number where a name belongs."""
    text = _LONG_NUMBER.sub(lambda match: "*" * len(match[0]), str(value))
    return f"“{text if len(text) <= _QUOTED_LENGTH else text[:_QUOTED_LENGTH] + '……'}”"


class ConfigurationError(HouseError):
    """One thing wrong in one file. `line` counts from 1, None where no line can be named; `place` is where a person
    finds it in a workbook ("工作表“栏目”第 5 行 C 列"), "" in a text file. `problem` and `cure` make the sentence."""

    def __init__(self, file: str, problem: str, cure: str, line: int | None = None, place: str = "") -> None:
        super().__init__(file, problem, cure, line, place)
        self.file = file
        self.problem = problem
        self.cure = cure
        self.line = line
        self.place = place or ("" if line is None else f"第 {line} 行")

    def __str__(self) -> str:
        where = f"{self.file} {self.place}" if self.place else self.file
        return f"{where}：{self.problem}，{self.cure}。"


class ConfigurationErrors(ConfigurationError):
    """Everything wrong in the files of one run, so that it can be mended in one go. `errors` is never empty; the
    attributes inherited are those of the first. `str()` gives one sentence a line."""

    def __init__(self, errors: Iterable[ConfigurationError]) -> None:
        self.errors = tuple(errors)
        first = self.errors[0]
        super().__init__(first.file, first.problem, first.cure, first.line, first.place)
        self.args = (self.errors,)

    def __str__(self) -> str:
        lines = [str(error) for error in self.errors[:SHOWN_ERRORS]]
        if (more := len(self.errors) - SHOWN_ERRORS) > 0:
            lines.append(f"另有 {more} 处问题没有列出，请先改正以上各处再运行。")
        return "\n".join(lines)
