"""Characters of the same or nearly the same sound (同音字、近音字), tones aside: that is how a pinyin keyboard errs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

FIGURES = Path(__file__).with_name("readings.txt")

_INITIAL = re.compile("^(?:zh|ch|sh|n)")
_MERGED = {"zh": "z", "ch": "c", "sh": "s", "n": "l"}
"""Initials that southern speakers do not tell apart, and that input methods merge (模糊音)."""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    lines = FIGURES.read_text(encoding="utf-8").splitlines()
    return {line[0]: tuple(line[2:].split(" ")) for line in lines if not line.startswith("#")}


def readings(char: str) -> tuple[str, ...]:
    """Toneless readings of `char`, the usual one first; () for anything but a character of GB 2312."""
    return _readings().get(char, ())


@cache
def near(sound: str) -> str:
    """What `sound` becomes where near sounds are one: zh/z, ch/c, sh/s, n/l, and in/ing, en/eng, an/ang."""
    return re.sub("ng$", "n", _INITIAL.sub(lambda found: _MERGED[found[0]], sound))


def same_sound(char: str) -> str:
    """Other characters with a reading of `char`."""
    return _same(readings(char)).replace(char, "")


def near_sound(char: str) -> str:
    """Other characters with a reading near one of `char`, those of `same_sound` left out."""
    return _only_near(readings(char))


@cache
def _same(sounds: tuple[str, ...]) -> str:
    return "".join(sorted({char for sound in sounds for char in _by_sound()[sound]}))


@cache
def _only_near(sounds: tuple[str, ...]) -> str:
    chars = {char for sound in sounds for char in _by_near_sound()[near(sound)]}
    return "".join(sorted(chars.difference(_same(sounds))))


@cache
def _by_sound() -> dict[str, str]:
    return _grouped(str)


@cache
def _by_near_sound() -> dict[str, str]:
    return _grouped(near)


def _grouped(key: Callable[[str], str]) -> dict[str, str]:
    groups: dict[str, set[str]] = defaultdict(set)
    for char, sounds in _readings().items():
        for sound in sounds:
            groups[key(sound)].add(char)
    return {sound: "".join(sorted(chars)) for sound, chars in groups.items()}
