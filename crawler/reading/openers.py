"""Functions of a page's own script that open an address made of their arguments (脚本打开的链接): openInfo('1042')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_SCRIPTS = etree.XPath("//script[not(@src)]/text()", smart_strings=False)
_FUNCTION = re.compile(
    r"(?:\bfunction\s{1,9}(?P<name>[\w$]{1,40})\s{0,9}|\b(?P<kept>[\w$]{1,40})\s{0,9}=\s{0,9}function\s{0,9})"
    r"\((?P<arguments>[\w$,\s]{0,100})\)\s{0,9}\{(?P<body>[^{}]{1,600})\}"
)
_PIECE = r"""(?:"[^"'<>\n]{0,300}"|'[^"'<>\n]{0,300}'|[\w$]{1,40})"""
_OPENS = re.compile(
    rf"(?:window\.open|location(?:\.href)?\s{{0,9}}=|location\.(?:assign|replace))\s{{0,9}}\(?\s{{0,9}}"
    rf"(?P<address>{_PIECE}(?:\s{{0,9}}\+\s{{0,9}}{_PIECE}){{0,8}})\s{{0,9}}(?=[,);\n]|$)"
)
_OPENING = ("window.open", "location")
"""Without any of these no function opens an address: most scripts beside a javascript: link have none."""
_ONE_PIECE = re.compile(_PIECE)
_CALL = re.compile(
    r"^\s*(?:javascript:)?\s*(?:return\s+)?(?P<name>[\w$]{1,40})\s*\((?P<arguments>[^()]{0,300})\)", re.I
)
_ARGUMENT = re.compile(r"""\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<number>\d{1,20}))\s*(?:,|$)""")
_LONGEST, _MOST = 200_000, 200
"""Characters of scripts and functions that are looked at."""


class _Opener(NamedTuple):
    """The names of a function's arguments, and the pieces of the address it opens."""

    arguments: tuple[str, ...]
    pieces: tuple[str, ...]


class Openers:
    """The functions of one page, read when the first call is met."""

    def __init__(self, tree: etree._Element) -> None:
        self._tree = tree
        self._known: dict[str, _Opener] | None = None

    def address(self, call: str) -> str:
        """Where `call` leads ("openInfo('1042')"), "" where that cannot be known."""
        match = _CALL.match(call)
        if match is None:
            return ""
        if self._known is None:
            source = "\n".join(_SCRIPTS(self._tree))[:_LONGEST]
            self._known = dict(_openers(source)) if any(word in source for word in _OPENING) else {}
        opener = self._known.get(match["name"])
        given = _arguments(match["arguments"])
        if opener is None or given is None or len(given) < len(opener.arguments):
            return ""
        values = dict(zip(opener.arguments, given, strict=False))
        return _joined(opener.pieces, values)


def _openers(source: str) -> Iterator[tuple[str, _Opener]]:
    for number, function in enumerate(_FUNCTION.finditer(source)):
        if number >= _MOST:
            return
        if opens := _OPENS.search(function["body"]):
            arguments = tuple(name.strip() for name in function["arguments"].split(",") if name.strip())
            yield function["name"] or function["kept"], _Opener(arguments, tuple(_ONE_PIECE.findall(opens["address"])))


def _arguments(written: str) -> list[str] | None:
    """The literal arguments of a call, None where one is none."""
    found: list[str] = []
    at = 0
    while at < len(written):
        match = _ARGUMENT.match(written, at)
        if match is None:
            return None
        found.append(match["double"] or match["single"] or match["number"] or "")
        at = match.end()
    return found


def _joined(pieces: tuple[str, ...], values: dict[str, str]) -> str:
    said = []
    for piece in pieces:
        literal = piece[0] in "\"'"
        if not literal and piece not in values:
            return ""
        said.append(piece[1:-1] if literal else values[piece])
    return "".join(said)
