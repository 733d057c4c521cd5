"""Wrong characters (错别字), a part of the words job: ours and the rules of pycorrector with a language model of the
texts that ours was counted from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.characters.arpa import write_arpa
from bench.characters.corpus import HELD_OUT, Pair, read_pairs, statutes
from bench.characters.evaluate import score, total
from bench.characters.quick import sentences
from bench.contest.contestant import Told, told_by
from bench.contest.peers import WORKSHOP, peer_python
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Row, compared
from checks.characters.model import Slip

PEERS = {"pycorrector": "slips"}
LINES = 150
"""Of the official documents held out, from the last: pycorrector reads some hundred characters a second."""
LEARNED = 4_000_000
"""Characters of statutes that the language model is counted from."""
_row = partial(compared, "words")


@dataclass(frozen=True)
class _Answers:
    """What a corrector said of each text."""

    slips: Mapping[str, list[Slip]]

    def find(self, text: str) -> list[Slip]:
        return self.slips[text]


def measure_characters(folder: Path, rounds: int) -> list[Row]:
    """Speed, and what is found and wrongly flagged in own sentences and in official documents held out. The peer, which
    takes a thousand times as long, reads them once."""
    pairs = [*sentences(), *read_pairs(folder / "odw.train")[-LINES:]]
    texts = list(dict.fromkeys(text for pair in pairs for text in (pair.source, pair.target)))
    given = (WORKSHOP / "sentences.json").resolve()
    given.write_text(json.dumps(texts), encoding="utf-8")
    model = _language_model(folder)
    finders = {
        name: partial(told_by, "find_slips.py", environment, name, given, model)
        for name, environment in {"ours": "", **_installed()}.items()
    }
    runs = interleaved({"ours": finders.pop("ours")}, rounds) | interleaved(finders, 1)
    speeds = medians(runs, lambda told: told.cost["characters_a_second"])
    answers = {name: _answers(texts, told[0]) for name, told in runs.items()}
    return [
        _row("wrong characters", "characters a second", speeds, runs=rounds, more_is_better=True),
        *_quality(pairs, answers, rounds),
    ]


def _installed() -> dict[str, str]:
    """The peers that can be installed here: one of them is compiled from its source."""
    try:
        for environment in PEERS.values():
            peer_python(environment)
    except subprocess.CalledProcessError:
        print("pycorrector is left out: kenlm, which its rules need, wants a C++ compiler", file=sys.stderr)
        return {}
    return PEERS


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


def _quality(pairs: Sequence[Pair], answers: Mapping[str, _Answers], rounds: int) -> Iterator[Row]:
    scores = {name: total([score(found, pair) for pair in pairs]) for name, found in answers.items()}
    recall = {name: 100 * one.recall for name, one in scores.items()}
    precision = {name: 100 * one.precision for name, one in scores.items()}
    right = sorted({pair.target for pair in pairs})
    alarms = {
        name: 1e4 * sum(len(found.find(text)) for text in right) / sum(map(len, right))
        for name, found in answers.items()
    }
    slips = scores["ours"].slips
    yield _row(f"wrong characters: found of {slips}", "%", recall, runs=rounds, more_is_better=True)
    yield _row("wrong characters: flagged rightly", "%", precision, runs=rounds, more_is_better=True)
    yield _row("wrong characters: alarms in right text", "in ten thousand characters", alarms, runs=rounds)
