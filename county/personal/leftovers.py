"""Ids that go over the end of a line or touch a sign (断行、粘连的号码), and what is masked without being reported
(补充打码): an id glued to letters that say nothing; in log lines everything of a mobile's shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from county.personal.columns import Columns
from county.personal.ids import (
    KEPT,
    NumberKind,
    has_region_and_birth,
    is_credit_code,
    is_disability_number,
    is_resident_id,
)
from county.personal.sighting import Place, Sighting

_ID = re.compile(r"[0-9](?<![0-9][0-9])(?:[ \n-]?[0-9]){14,18}(?:[ \n-]?[0-9]|[Xx])(?![0-9])")
"""Digits of an id, perhaps glued to letters or broken by the end of a line. What may not stand before the first one is
asked behind it, here and below: a pattern that begins with a digit is ten times as fast as one that begins by looking
back."""
_ID_SHAPE = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_TOUCHING = re.compile(r"[A-Za-z_*]")
ID_LENGTH, DISABILITY_LENGTH = 18, 20
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ .\u00b7/\u2014-]?[0-9]){8}(?![0-9])")


_DIGIT_A_CELL = re.compile(r"[1-9](?<![0-9][1-9])(?:\t[0-9]){16}\t[0-9Xx](?![0-9A-Za-z])")
"""The boxes of a form (一格一位)."""
_ODDLY_PARTED = re.compile(
    r"([1-9](?<![0-9A-Za-z./][1-9])[0-9]{5})([./·•_—~、])([12][0-9]{7})\2([0-9]{3}[0-9Xx])(?![0-9A-Za-z./])"
)
_FIGURES = re.compile(r"[0-9](?:[ \n\t./·•_—~、-]?[0-9]){14}")
"""What all of them begin with: asked for at once, they take a third of the time."""
_PUPIL = re.compile("学籍|学号|全国学生")
_PUPIL_LETTERS = "GgLlJj"
"""Letters before the id in a pupil's number (学籍号): G for the lasting one."""
_BLANK_OR_HAN = re.compile("[\\s\u3400-\u9fff]")


def broken_ids(text: str, columns: Columns, taken: Callable[[int, int], bool]) -> Iterator[Sighting]:
    """Valid ids that go over the end of a line, fill the boxes of a form, stand in a pupil's number, or are joined to a
    name by a low line."""
    if _FIGURES.search(text) is None:
        return
    for match in _DIGIT_A_CELL.finditer(text):
        digits = match[0].replace("\t", "").upper()
        if is_resident_id(digits) and not taken(*match.span()):
            yield Sighting(NumberKind.RESIDENT_ID, *match.span(), digits)
    for match in _ODDLY_PARTED.finditer(text):
        digits = match[1] + match[3] + match[4].upper()
        if is_resident_id(digits) and not taken(*match.span()):
            yield Sighting(NumberKind.RESIDENT_ID, *match.span(), digits)
    for match in _ID.finditer(text):
        digits = "".join(filter(str.isalnum, match[0])).upper()
        kind = _kind(digits)
        if kind is None or taken(*match.span()):
            continue
        place = Place(text, *match.span(), digits, (len(digits),), columns.at(match.start()))
        if _is_reported(place):
            yield place.seen_as(kind)


def _is_reported(place: Place) -> bool:
    before, after = place.text[place.start - 1 : place.start], place.text[place.end : place.end + 1]
    if before in _PUPIL_LETTERS and before:
        return place.label.says(_PUPIL)
    touched = "".join(sign for sign in (before, after) if sign and _TOUCHING.match(sign))
    if not touched:
        return "\n" in place.text[place.start : place.end]
    return set(touched) == {"_"} and _joins_a_name(place)


def _joins_a_name(place: Place) -> bool:
    """ "520123…_张三", "张三_520123…": the low line joins the id to a name in Han characters."""
    left, right = place.text[max(0, place.start - 2) : place.start], place.text[place.end : place.end + 2]
    return any(_BLANK_OR_HAN.search(side) and "_" in side for side in (left, right))


def _kind(digits: str) -> NumberKind | None:
    if len(digits) == ID_LENGTH and is_resident_id(digits):
        return NumberKind.RESIDENT_ID
    if len(digits) == DISABILITY_LENGTH and digits.isdigit() and is_disability_number(digits):
        return NumberKind.DISABILITY
    return None


def hide_ids(text: str) -> str:
    """`text` of equal length with valid resident ids masked that touch a letter or go over a line."""
    return _ID.sub(_hidden_id, text)


def hide_id_shapes(text: str) -> str:
    """`text` of equal length with everything of the shape of a resident id masked, whatever its check digit."""
    return _ID_SHAPE.sub(_hidden_shape, text)


def hide_mobiles(text: str) -> str:
    """`text` of equal length with everything of the shape of a mobile number masked, codes among it."""
    return _MOBILE.sub(lambda match: _starred(match[0], NumberKind.MOBILE), text)


def _hidden_id(match: re.Match[str]) -> str:
    run = match[0]
    touched = _TOUCHING.match(match.string, match.end()) or _TOUCHING.match(match.string[: match.start()][-1:])
    if not touched and "\n" not in run:
        return run
    kind = _kind("".join(filter(str.isalnum, run)).upper())
    return _starred(run, kind) if kind else run


def _hidden_shape(match: re.Match[str]) -> str:
    number = match[0].upper()
    is_id = has_region_and_birth(number) and not is_credit_code(number)
    return _starred(match[0], NumberKind.RESIDENT_ID) if is_id else match[0]


def _starred(run: str, kind: NumberKind) -> str:
    head, tail = KEPT[kind]
    places = [place for place, sign in enumerate(run) if sign.isalnum()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(run))
