"""Lines of the word-list files (词表的行): parted by tab or ｜, "#" for comments, the format named first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationError

WORDS_FORMAT = "巡查词表 1"
PHRASES_FORMAT = "巡查放行短语 1"
PROTECTED_FORMAT = "巡查保护短语 1"
SIGNS = "｜|\t"
"""What may part the fields of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is neither empty nor a comment."""

    file: str
    number: int
    fields: tuple[str, ...]

    @property
    def source(self) -> str:
        """File and line, as entries carry them."""
        return f"{self.file}:{self.number}"

    def wrong(self, problem: str, cure: str) -> ConfigurationError:
        """The error of this line."""
        return ConfigurationError(self.file, problem, cure, self.number)

    def field(self, index: int) -> str:
        """The field, "" where the line is shorter."""
        return self.fields[index] if index < len(self.fields) else ""


def read_lines(path: Path) -> tuple[list[Line], str]:
    """The lines of a file and its format. Raises ConfigurationError."""
    rows = read_configuration(path, "请核对文件名").splitlines()
    head = rows[0].strip().strip("\ufeff").lstrip("#").strip()
    if head not in (WORDS_FORMAT, PHRASES_FORMAT, PROTECTED_FORMAT):
        cure = f"词表第一行请写“{WORDS_FORMAT}”，放行短语写“{PHRASES_FORMAT}”，保护短语写“{PROTECTED_FORMAT}”"
        raise ConfigurationError(path.name, "第一行没有写明格式", cure, line=1)
    return list(_filled(path.name, rows)), head


def split(row: str) -> tuple[str, ...]:
    """The fields of a row, by the first sign in use."""
    sign = next((sign for sign in SIGNS if sign in row), "\t")
    return tuple(field.strip() for field in row.split(sign))


def _filled(file: str, rows: list[str]) -> Iterator[Line]:
    for number, row in enumerate(rows[1:], start=2):
        bare = row.strip()
        if bare and not bare.startswith("#"):
            yield Line(file, number, split(row))
