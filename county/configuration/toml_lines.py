"""Lines of a TOML file: where each table, key and array item stands. `tomllib` says what a file means, not where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Place = tuple[str | int, ...]
"""Way to a value: ("unit", 2, "column", 0, "url") is the url of the first column of the third unit."""

_TOKEN = re.compile(
    r"""
    (?P<string> \"\"\" (?:\\.|[^\\])*? \"{3,5} | \'\'\' .*? \'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<comment> \#[^\n]* ) | (?P<newline> \n ) | (?P<sign> [\[\]{}=,.] ) | (?P<bare> [^\s\[\]{}=,.\#"']+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {"[": "]", "{": "}"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines_of(source: str) -> dict[Place, int]:
    """Line, from 1, of every table, key and item of the valid TOML text `source`."""
    return _Scanner(source).scan()


def line_of(lines: dict[Place, int], place: Place) -> int | None:
    """Line of what stands at `place`, or else of the nearest thing round it; None for the file as a whole."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), None)


def _tokens(source: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(source):
        kind, text = match.lastgroup or "", match[0]
        if kind != "comment":
            yield _Token(kind, text, line)
        if kind == "newline":
            line += 1
        elif kind == "string":
            line += text.count("\n")
    yield _Token("end", "", line)


class _Scanner:
    """One pass over the tokens. The text has gone through tomllib, so only valid shapes are met."""

    def __init__(self, source: str) -> None:
        self._tokens = list(_tokens(source))
        self._at = 0
        self._lines: dict[Place, int] = {}
        self._arrays: dict[Place, int] = {}

    def scan(self) -> dict[Place, int]:
        table: Place = ()
        while (token := self._tokens[self._at]).kind != "end":
            if token.kind == "newline":
                self._at += 1
            elif token.text == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> Place:
        line = self._tokens[self._at].line
        repeated = self._tokens[self._at + 1].text == "["
        self._at += 2 if repeated else 1
        place = self._resolved(keys := self._keys("]"))
        if repeated:
            array = self._resolved(keys[:-1]) + keys[-1:]
            index = self._arrays[array] = self._arrays.get(array, -1) + 1
            place = (*array, index)
        for end in range(1, len(place)):
            self._lines.setdefault(place[:end], line)
        self._at += 2 if repeated else 1
        self._lines[place] = line
        return place

    def _resolved(self, keys: Place) -> Place:
        place: Place = ()
        for key in keys:
            place = (*place, key)
            if place in self._arrays:
                place = (*place, self._arrays[place])
        return place

    def _keys(self, closing: str) -> Place:
        keys: list[str] = []
        while (text := self._tokens[self._at].text) != closing:
            if text != ".":
                keys.append(text[1:-1] if text[0] in "\"'" else text)
            self._at += 1
        return tuple(keys)

    def _pair(self, table: Place) -> None:
        line = self._tokens[self._at].line
        place = table + self._keys("=")
        self._lines.setdefault(place, line)
        self._at += 1
        self._value(place)

    def _value(self, place: Place) -> None:
        opening = self._tokens[self._at].text
        if opening in _CLOSING:
            self._at += 1
            self._items(place, opening)
            return
        while (token := self._tokens[self._at]).kind not in ("newline", "end") and token.text not in (",", "]", "}"):
            self._at += 1

    def _items(self, place: Place, opening: str) -> None:
        index = 0
        while (token := self._tokens[self._at]).text != _CLOSING[opening]:
            if token.kind == "newline" or token.text == ",":
                self._at += 1
            elif opening == "{":
                self._pair(place)
            else:
                self._lines[(*place, index)] = token.line
                self._value((*place, index))
                index += 1
        self._at += 1
