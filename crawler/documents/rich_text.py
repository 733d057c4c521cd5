"""Rich text (rtf): what is shown, with its tables; fonts, styles and pictures are passed over."""

from __future__ import annotations

import re

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.reading.flow import TextBuilder

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
_UNSEEN = frozenset(
    b"fonttbl colortbl stylesheet info pict objdata themedata colorschememapping datastore listtable listoverridetable "
    b"rsidtbl generator xmlnstbl latentstyles fldinst filetbl revtbl sp pgdsctbl listtext nonshppict atnid".split()
)
_SEEN_THOUGH_STARRED = frozenset(b"annotation shpinst shppict footnote atnauthor".split())
_SIGNS = {b"~": " ", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\r", b"\r": "\r"}
_ENDS = frozenset({b"par", b"sect", b"page"})
_SPACES = {b"tab": " ", b"line": " ", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"bullet": "•"}
_DEEPEST = 1000


def read_rich_text(body: bytes) -> tuple[Text, str]:
    """Text of an rtf. Raises `UnreadableError`."""
    reading = _Reading()
    place = 0
    while match := _TOKEN.match(body, place):
        place = match.end() + reading.take(match)
    text = reading.text()
    if not text.content:
        raise UnreadableError(errors.SCAN)
    return text, errors.PART_DAMAGED if reading.depth > 0 or place < len(body) else ""


class _Reading:
    """What was read so far: the groups that are open, the bytes of a run, the cells of a row."""

    def __init__(self) -> None:
        self._builder = TextBuilder()
        self._groups: list[tuple[bool, int]] = []
        self._unseen, self._after_wide, self._starred = False, 1, False
        self._to_skip = 0
        self._bytes = bytearray()
        self._line: list[str] = []
        self._cells: list[str] = []
        self._rows: list[list[str]] = []
        self._in_table = False

    @property
    def depth(self) -> int:
        """Groups still open."""
        return len(self._groups)

    def take(self, match: re.Match[bytes]) -> int:
        """One token; gives the bytes to jump over after it."""
        kind = match.lastgroup
        if kind == "brace":
            self._brace(match["brace"] == b"{")
        elif kind in ("word", "number"):
            return self._word(match["word"], int(match["number"] or 0), match["number"] is not None)
        elif kind == "sign" and match["sign"] == b"*":
            self._starred = True
        elif not self._unseen and kind in ("hex", "sign", "text"):
            self._letters(match, kind)
        return 0

    def text(self) -> Text:
        """All of it."""
        self._end_line()
        self._close_table()
        return self._builder.text()

    def _brace(self, opens: bool) -> None:
        self._starred = False
        if opens:
            if len(self._groups) >= _DEEPEST or self._builder.length > limits.CHARACTERS:
                raise UnreadableError(errors.TOO_LARGE)
            self._groups.append((self._unseen, self._after_wide))
        elif self._groups:
            self._unseen, self._after_wide = self._groups.pop()

    def _word(self, word: bytes, number: int, numbered: bool) -> int:
        hides = word in _UNSEEN or (self._starred and word not in _SEEN_THOUGH_STARRED)
        self._starred = False
        if hides:
            self._unseen = True
        if word == b"bin":
            return max(number, 0)
        if self._unseen:
            return 0
        if word == b"u" and numbered:
            self._say(chr(number & 0xFFFF))
            self._to_skip = self._after_wide
        elif word == b"uc":
            self._after_wide = min(max(number, 0), 8)
        elif word in _SPACES:
            self._say(_SPACES[word])
        else:
            self._layout(word)
        return 0

    def _layout(self, word: bytes) -> None:
        if word == b"pard":
            self._in_table = False
        elif word == b"intbl":
            self._in_table = True
        elif word == b"cell":
            self._cells.append(self._whole_line())
        elif word == b"row":
            self._rows.append(self._cells)
            self._cells = []
        elif word in _ENDS:
            if self._in_table:
                self._say(" ")
            else:
                self._end_line()

    def _letters(self, match: re.Match[bytes], kind: str) -> None:
        if kind == "text":
            skipped = min(self._to_skip, len(match["text"]))
            self._to_skip -= skipped
            self._bytes += match["text"][skipped:]
        elif self._to_skip:
            self._to_skip -= 1
        elif kind == "hex":
            self._bytes.append(int(match["hex"], 16))
        else:
            self._say(_SIGNS.get(match["sign"], ""))

    def _say(self, text: str) -> None:
        self._flush()
        self._line.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._line.append(self._bytes.decode("gb18030", "replace"))
            self._bytes.clear()

    def _whole_line(self) -> str:
        self._flush()
        line = "".join(self._line).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._line = []
        return line

    def _end_line(self) -> None:
        line = self._whole_line()
        if line:
            self._close_table()
        for part in line.split("\r"):
            self._builder.paragraph(part)

    def _close_table(self) -> None:
        if self._cells:
            self._rows.append(self._cells)
        if self._rows:
            self._builder.table(self._rows)
        self._rows, self._cells = [], []
