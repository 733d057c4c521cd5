"""Text as the checks read it: one string, with tables as spans of it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass

from county.parcel import Parcel

MIN_FINGERPRINT = 100
"""Letters a body must have before an equal one is the same news: a caption or a note under a picture proves nothing."""

_END = "\n"
_COMMON_NOISE = "，。、_"
"""Each is taken out in one go, at a tenth of what the pattern takes for it."""
_NOISE = re.compile("[^\u4e00-\u9fff\\w]+")
"""Han characters are letters, too: named as a range they are passed over twice as fast."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """`text` without what breaks xlsx, docx and mail later: control characters but tab and newline, lone
    surrogates and non-characters. Every text from the web passes here once, before it is stored."""
    return _UNPRINTABLE.sub("", text)


def fingerprint(content: str) -> str:
    """Equal for bodies that tell the same news: letters, Han characters and figures only, so that another lay-out does
    not make it another text. Figures count: two weekly bulletins may differ in nothing else. "" where there is too
    little to compare."""
    for sign in _COMMON_NOISE:
        content = content.replace(sign, "")
    letters = _NOISE.sub("", content)
    if len(letters) < MIN_FINGERPRINT:
        return ""
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside a `Text`: its rows are the lines of `content[start:end]`, its cells are parted by tabs.
    `header` are the names of its columns, () where none was recognised; the header row is not among the rows.
    `place` is where a person finds it: "表1", "Sheet1", "第3页"."""

    place: str
    header: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text(Parcel):
    """Extracted text. Paragraphs and table rows end in a newline, cells are parted by a tab; no line break and
    no tab stands inside a paragraph or a cell. `pages` is where each page of a paged document begins, () where that
    is not known; it is for people and never stored."""

    content: str
    tables: tuple[Table, ...] = ()
    pages: tuple[int, ...] = ()

    def place(self, offset: int) -> str:
        """Where a person finds the character: "第3页", "Sheet1 表头下第12行“姓名”列", "第5段"."""
        for table in self.tables:
            if table.start <= offset < table.end:
                return self._cell(table, offset)
        if self.pages:
            return f"第{max(1, bisect_right(self.pages, offset))}页"
        return f"第{self.content.count(_END, 0, offset) + 1}段"

    def _cell(self, table: Table, offset: int) -> str:
        row = self.content.count(_END, table.start, offset) + 1
        column = self.content.count("\t", self.content.rfind(_END, 0, offset) + 1, offset)
        name = table.header[column] if column < len(table.header) else ""
        below = "表头下" if table.header else ""
        return f"{table.place} {below}第{row}行{f'“{name}”' if name else f'第{column + 1}'}列"


EMPTY = Text("")
