"""Old Word documents (doc, wps): all of the text, notes, headers and comments too, with its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from county.text import Text
from crawler.documents import errors
from crawler.documents.compound import Compound
from crawler.documents.errors import UnreadableError
from crawler.documents.word_file import WordFile, open_word
from crawler.reading.flow import TextBuilder

_PARAGRAPH = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]?")
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*[\x14\x15]")
"""What a field does (HYPERLINK …), in front of what it shows."""
_MARKS = re.compile("[\x00-\x08\x0e-\x1f]")
_SEPARATORS = str.maketrans({"\x0b": " ", "\t": " ", "\x1e": "-", "\x0e": " "})


def read_old_word(compound: Compound) -> tuple[Text, str]:
    """Text of a doc and what of it could not be read, "" for nothing. Raises `UnreadableError`."""
    word = open_word(compound)
    builder = TextBuilder()
    rows: list[list[str]] = []
    cells: list[str] = []
    pending: list[str] = []
    for text, ends_row, in_table in _paragraphs(word):
        shown = _shown(text)
        if ends_row:
            rows.append([*cells, *([" ".join(pending)] if pending else [])])
            cells, pending = [], []
        elif text.endswith("\x07"):
            cells.append(" ".join(filter(None, [*pending, shown])))
            pending = []
        elif in_table:
            pending.append(shown)
        else:
            _close_table(builder, rows, cells, pending)
            rows, cells, pending = [], [], []
            builder.paragraph(shown)
    _close_table(builder, rows, cells, pending)
    if builder.length == 0:
        raise UnreadableError(errors.SCAN)
    return builder.text(), "" if word.whole else errors.PART_DAMAGED


def _close_table(builder: TextBuilder, rows: list[list[str]], cells: list[str], pending: list[str]) -> None:
    if cells or pending:
        rows.append([*cells, *pending])
    if rows:
        builder.table(rows)


def _paragraphs(word: WordFile) -> Iterator[tuple[str, bool, bool]]:
    """Each paragraph with its mark, whether it ends a row and whether it stands in a table. A paragraph may begin in
    one piece and end in another: its mark's place counts."""
    begun = ""
    after_cell = False
    for piece in word.pieces:
        for match in _PARAGRAPH.finditer(piece.text):
            begun += match[0]
            if not match[0] or match[0][-1] not in "\r\x07\x0c":
                continue
            end = piece.offset + match.end() * piece.width
            closes = end in word.row_ends if word.row_ends else after_cell and begun == "\x07"
            yield begun, begun.endswith("\x07") and closes, end in word.in_table
            after_cell = begun.endswith("\x07") and not closes
            begun = ""
    if begun:
        yield begun, False, False


def _shown(text: str) -> str:
    """A paragraph as it is read, without its marks and without the instructions of its fields."""
    if "\x13" in text:
        text = _INSTRUCTION.sub("", _INSTRUCTION.sub("", text))
    return _MARKS.sub("", text.translate(_SEPARATORS))
