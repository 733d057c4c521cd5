"""The source of a page (源码): as it was sent, masked and escaped, the lines round the hit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from county.hits import Hit, Span, find_words
from county.personal import PersonalNumber
from county.personal.addressed import mask_address
from desk.frame.masking import mask_shown

LINES = 120
"""Lines shown at a time."""
LEAD = 8
"""Lines shown before the hit, so that it is in view."""
LONGEST_LINE = 400
"""Characters after which a line is broken: minified pages have lines of a million."""
LARGEST = 4_000_000
_TAG = re.compile(r"<[^<>]{0,4000}>")
_INLINE_TAG = re.compile(r"</?(?:a|b|big|em|font|i|small|span|strong|u|o:p)(?:\s[^<>]{0,2000})?>", re.I)
_DIGIT_REFERENCE = re.compile(r"&#(?:0*(4[89]|5[0-7])|[xX]0*(3[0-9]));?")
_WORD = re.compile(r"[^\s\"'<>]{11,4000}")
"""Signs without a blank, a quotation mark or a bracket: what may be an address, cut where it is very long."""
_ESCAPED_DIGITS = re.compile(r"(?:%3[0-9]){6,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source in parts, each marked or not. `number` is "" where it goes on from the one before."""

    number: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Lines from `first` on, of `total`; `hit` is the number of the line with the hit, 0 for none."""

    lines: tuple[Line, ...]
    first: int
    total: int
    hit: int


def source_view(source: str, hit: Hit | None, known: Sequence[PersonalNumber] = (), first: int = 0) -> SourceView:
    """The lines round the hit, or from `first` on. Digits that were written as references are shown as digits: they
    must be masked as what they are."""
    shown = masked_source(source[:LARGEST], known)
    spans = _find(shown, hit) if hit else []
    lines = list(_broken(shown))
    at = next((number for number, (start, end, _) in enumerate(lines) if spans and start <= spans[0][0] < end), -1)
    begin = max(0, min(first - 1 if first else at - LEAD, len(lines) - LINES))
    page = lines[begin : begin + LINES]
    drawn = tuple(Line(name, tuple(_parts(shown, start, end, spans))) for start, end, name in page)
    return SourceView(drawn, begin + 1, len(lines), at + 1)


def masked_source(source: str, known: Sequence[PersonalNumber]) -> str:
    """`source` with its personal numbers masked, also those that tags part or that stand in an address."""
    plain = _DIGIT_REFERENCE.sub(lambda match: chr(int(match[1])) if match[1] else chr(int(match[2], 16)), source)
    plain = _ESCAPED_DIGITS.sub(lambda match: match[0].replace("%3", ""), plain)
    addressed = _WORD.sub(lambda match: mask_address(match[0]), plain)
    return _through_tags(mask_shown(addressed, known), known)


def _through_tags(source: str, known: Sequence[PersonalNumber]) -> str:
    """Masks once more what is a number only where inline tags are left out."""
    kept: list[tuple[int, int]] = []
    done = 0
    for match in _INLINE_TAG.finditer(source):
        kept.append((done, match.start()))
        done = match.end()
    kept.append((done, len(source)))
    joined = "".join(source[start:end] for start, end in kept)
    masked = mask_shown(joined, known)
    if masked == joined:
        return source
    pieces: list[str] = []
    place = before = 0
    for start, end in kept:
        pieces += (source[before:start], masked[place : place + end - start])
        place, before = place + end - start, end
    return "".join(pieces)


def _find(source: str, hit: Hit) -> list[Span]:
    """Where the words stand, as they are or, where tags part them, with the first letters of them."""
    if spans := find_words(source, hit):
        return spans
    texts, begins = _without_tags(source)
    if spans := find_words(texts, hit):
        return [_back(start, end, begins) for start, end in spans]
    return find_words(source, Hit(max(hit.quote.split("…"), key=len)))


def _without_tags(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The texts of a source, and where each of them begins in them and in it."""
    texts: list[str] = []
    begins: list[tuple[int, int]] = []
    length = done = 0
    for match in [*_TAG.finditer(source), None]:
        text = source[done : match.start() if match else len(source)]
        if text:
            begins.append((length, done))
            texts.append(text)
            length += len(text)
        done = match.end() if match else done
    return "".join(texts), begins


def _back(start: int, end: int, begins: list[tuple[int, int]]) -> Span:
    def source_of(place: int) -> int:
        length, done = max(begin for begin in begins if begin[0] <= place)
        return done + place - length

    return source_of(start), source_of(end - 1) + 1


def _broken(source: str) -> Iterator[tuple[int, int, str]]:
    """Lines, long ones in pieces: first and last place, and the number of the line."""
    place = 0
    for number, line in enumerate(source.split("\n"), start=1):
        ends = [*range(LONGEST_LINE, len(line), LONGEST_LINE), len(line) + 1]
        for start, end in pairwise([0, *ends]):
            yield place + start, place + end, "" if start else str(number)
        place += len(line) + 1


def _parts(source: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """One line cut at the ends of the hits in it."""
    done = start
    stop = min(end, len(source))
    for first, last in sorted(spans):
        first, last = max(first, done), min(last, stop)
        if first < last:
            yield source[done:first], False
            yield source[first:last], True
            done = last
    yield source[done:stop].rstrip("\r\n"), False
