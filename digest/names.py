"""Names of files and sheets made from names of units: valid on every office machine, and each a different one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from county.text import clean_text

LONGEST_SHEET_NAME = 31
"""Letters that Excel takes for the name of a sheet."""
LONGEST_FILE_NAME = 60
"""Letters of a unit's name in a file's name: three bytes each leave room within the 255 of Linux."""
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]+")
_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVED = "history"
"""Excel keeps this name of a sheet for itself."""


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A sheet name for each of `wanted`, in order, none of them `taken`; Excel takes upper and lower case for equal."""
    used = {name.lower() for name in taken} | {_RESERVED}
    names = []
    for text in wanted:
        name = _unused(_NOT_IN_SHEETS.sub(" ", clean_text(text)).strip(" '\t\n") or "单位", used)
        used.add(name.lower())
        names.append(name)
    return names


def _unused(name: str, used: set[str]) -> str:
    candidate, number = name[:LONGEST_SHEET_NAME].rstrip(" '"), 1
    while candidate.lower() in used:
        number += 1
        end = f"（{number}）"
        candidate = name[: LONGEST_SHEET_NAME - len(end)] + end
    return candidate


def file_name(text: str) -> str:
    """`text` as a part of a file's name: what Windows forbids becomes "-"."""
    return _NOT_IN_FILES.sub("-", clean_text(text)).strip(" .-")[:LONGEST_FILE_NAME] or "单位"
