"""The words round a hit: the sentence that makes the identity of a finding, and the quote that people read."""

from __future__ import annotations

import re

from wordlists import normalise

QUOTE_REACH = 40
"""Characters shown to each side of the words."""
SENTENCE_REACH = 200
"""A sentence is cut here: a text without any mark must not be stored whole with each finding."""

_SENTENCE_END = re.compile("[。！？；\n]")
_DIGITS = re.compile("[0-9]+")
_BLANKS = re.compile(r"\s+")


def sentence_before(text: str, start: int) -> str:
    """What of its sentence stands before `start`."""
    return _SENTENCE_END.split(text[max(0, start - SENTENCE_REACH) : start])[-1]


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of `text[start:end]`, normalised, each run of digits as "#": a counter of readers beside the words
    must not make it another sentence."""
    before = sentence_before(text, start)
    after = _SENTENCE_END.split(text[end : end + SENTENCE_REACH], maxsplit=1)[0]
    normal = normalise(_BLANKS.sub(" ", before + text[start:end] + after)).text
    return _DIGITS.sub("#", normal).strip()


def quote_at(text: str, start: int, end: int) -> str:
    """The words with their context on one line."""
    first, last = max(0, start - QUOTE_REACH), min(len(text), end + QUOTE_REACH)
    shown = _BLANKS.sub(" ", text[first:last]).strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
