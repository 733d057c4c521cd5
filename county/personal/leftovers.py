"""Numbers that are not reported and are masked all the same (补充打码): an id glued to letters, as a pupil's number is
(学籍号), or broken by the end of a line; in log lines everything of a mobile's shape."""

from __future__ import annotations

import re

from county.personal.ids import KEPT, NumberKind, is_disability_number, is_resident_id

_ID = re.compile(r"(?<![0-9])[0-9](?:[ \n-]?[0-9]){14,18}(?:[ \n-]?[0-9]|[Xx])(?![0-9])")
"""Digits of an id, perhaps glued to letters or broken by the end of a line."""
_TOUCHING = re.compile(r"[A-Za-z_*]")
ID_LENGTH, DISABILITY_LENGTH = 18, 20
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ .\u00b7/\u2014-]?[0-9]){8}(?![0-9])")


def hide_ids(text: str) -> str:
    """`text` of equal length with valid resident ids masked that touch a letter or go over a line."""
    return _ID.sub(_hidden_id, text)


def hide_mobiles(text: str) -> str:
    """`text` of equal length with everything of the shape of a mobile number masked, codes among it."""
    return _MOBILE.sub(lambda match: _starred(match[0], NumberKind.MOBILE), text)


def _hidden_id(match: re.Match[str]) -> str:
    run = match[0]
    touched = _TOUCHING.match(match.string, match.end()) or _TOUCHING.match(match.string[: match.start()][-1:])
    if not touched and "\n" not in run:
        return run
    digits = "".join(filter(str.isalnum, run)).upper()
    if len(digits) == ID_LENGTH and is_resident_id(digits):
        return _starred(run, NumberKind.RESIDENT_ID)
    if len(digits) == DISABILITY_LENGTH and is_disability_number(digits):
        return _starred(run, NumberKind.DISABILITY)
    return run


def _starred(run: str, kind: NumberKind) -> str:
    head, tail = KEPT[kind]
    places = [place for place, sign in enumerate(run) if sign.isalnum()]
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(run))
