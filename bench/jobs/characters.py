"""Wrong characters (错别字), a part of the words job: ours and the rules of pycorrector with a language model of the
texts that ours was counted from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.characters.arpa import write_arpa
from bench.characters.corpus import HELD_OUT, Pair, read_pairs, statutes
from bench.characters.evaluate import score, total
from bench.characters.quick import sentences
from bench.contest.contestant import Told, told_by
from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Row
from checks.characters.model import Slip

PEERS = {"pycorrector": "slips"}
LINES = 150
"""Of the official documents held out, from the last: pycorrector reads some hundred characters a second."""
LEARNED = 4_000_000
"""Characters of statutes that the language model is counted from."""


@dataclass(frozen=True)
class _Answers:
    """What a corrector said of each text."""

    slips: Mapping[str, list[Slip]]

    def find(self, text: str) -> list[Slip]:
        return self.slips[text]


def measure_characters(folder: Path, rounds: int) -> list[Row]:
    """Speed, memory, and what is found and wrongly flagged in own sentences and in official documents held out."""
    pairs = [*sentences(), *read_pairs(folder / "odw.train")[-LINES:]]
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.source, pair.target)))
    given = (WORKSHOP / "sentences.json").resolve()
    given.write_text(json.dumps(texts), encoding="utf-8")
    model = _language_model(folder)
    contestants = {
        name: partial(told_by, "find_slips.py", environment, name, given, model)
        for name, environment in {"ours": "", **PEERS}.items()
    }
    runs = interleaved(contestants, rounds)
    rows = [_row("speed", "characters a second", medians(runs, lambda told: told.cost["characters_a_second"]), True)]
    return [*rows, *_quality(pairs, {name: _answers(texts, told[0]) for name, told in runs.items()})]


def _language_model(folder: Path) -> Path:
    """Of the lines that ours was counted from: statutes, and official documents but those held out."""
    path = (WORKSHOP / "characters.arpa").resolve()
    if not path.is_file():
        lines = "\n".join(statutes(folder).values())[-LEARNED:].split("\n")
        lines += [pair.target for pair in read_pairs(folder / "odw.train")[:-HELD_OUT]]
        lines += [pair.target for pair in read_pairs(folder / "law.train")]
        write_arpa(["".join(line.split()) for line in lines], path)
    return path


def _answers(texts: Sequence[str], told: Told) -> _Answers:
    return _Answers(
        {
            text: [Slip(place, place + 1, char, 0.0) for place, char in found]
            for text, found in zip(texts, told.lines, strict=True)
        }
    )


def _quality(pairs: Sequence[Pair], answers: Mapping[str, _Answers]) -> Iterator[Row]:
    scores = {name: total([score(found, pair) for pair in pairs]) for name, found in answers.items()}
    right = sorted({pair.target for pair in pairs})
    alarms = {
        name: 1e4 * sum(len(found.find(text)) for text in right) / sum(map(len, right))
        for name, found in answers.items()
    }
    yield _row(f"found of {scores['ours'].slips}", "%", {name: 100 * one.recall for name, one in scores.items()}, True)
    yield _row("flagged rightly", "%", {name: 100 * one.precision for name, one in scores.items()}, True)
    yield _row("alarms in right text", "in ten thousand characters", alarms, False)


def _row(figure: str, unit: str, figures: Mapping[str, float], more: bool) -> Row:
    peers = {name: figures[name] for name in PEERS}
    return Row("words", f"wrong characters: {figure}", unit, figures["ours"], peers, more_is_better=more)
