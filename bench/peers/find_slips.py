"""A contestant of the words job: finds wrong characters in sentences.

    find_slips.py CORRECTOR SENTENCES MODEL ANSWER

Runs under the interpreter that has CORRECTOR. SENTENCES is a JSON list; MODEL a language model of characters, which the
rules of pycorrector want. ANSWER gets for each sentence the [place, right character] of all that was flagged."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
import types
from collections.abc import Callable, Sequence
from pathlib import Path

from telling import tell

Flags = list[tuple[int, str]]
Corrector = Callable[[Sequence[str]], list[Flags]]


def _ours(_: Path) -> Corrector:
    from checks.characters import shipped

    model = shipped()
    return lambda texts: [
        [(place, char) for slip in slips for place, char in zip(range(slip.start, slip.end), slip.right, strict=True)]
        for slips in model.find_all(texts)
    ]


def _pycorrector(model: Path) -> Corrector:
    found = importlib.util.find_spec("pycorrector")
    if found is None or found.submodule_search_locations is None:
        raise SystemExit("no pycorrector")
    # the package's own __init__ imports torch for models that are not asked here
    package = types.ModuleType("pycorrector")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules["pycorrector"] = package
    from pycorrector.corrector import Corrector as Rules

    rules = Rules(language_model_path=str(model))
    return lambda texts: [
        [
            (begin + place, right)
            for written, corrected, begin in rules.correct(text)["errors"]
            for place, (wrong, right) in enumerate(zip(written, corrected, strict=False))
            if wrong != right
        ]
        for text in texts
    ]


CORRECTORS: dict[str, Callable[[Path], Corrector]] = {"ours": _ours, "pycorrector": _pycorrector}


def main(name: str, sentences: Path, model: Path, answer: Path) -> None:
    """Loads the corrector, gives it all sentences."""
    texts = json.loads(sentences.read_text(encoding="utf-8"))
    correct = CORRECTORS[name](model)
    correct(texts[:1])
    started = time.process_time()
    flags = correct(texts)
    spent = time.process_time() - started
    tell(answer, {"characters_a_second": sum(map(len, texts)) / spent}, flags)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
