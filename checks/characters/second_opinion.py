"""A second opinion (复核模型) on proposed slips: a masked language model of the office's own, in a folder that it
supplies (`model.onnx` and `vocab.txt`, as a Chinese BERT is exported for fill-mask). Nothing is ever downloaded.

The model reads the sentence with the doubtful characters masked. How much likelier it holds what is proposed than what
is written is added, as log-odds, to what the trees say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from county.errors import HouseError

MODEL, VOCABULARY = "model.onnx", "vocab.txt"
REACH = 60
"""Characters to each side that the model reads: a long sentence."""
MOST = 8.0
"""Log-odds that a second opinion can move: it may overrule the trees' doubts, not invent slips."""
ASKED_FROM = 0.0
"""Log-odds from which a proposal is worth the model's time, a hundredth of a second each."""
_NO_EXTRA = "复核模型需要组件 onnxruntime；请先安装：pip install 'xuncha[neural]'。"
_NO_FILE = "复核模型目录“{folder}”里没有 {name}；请放入导出的 model.onnx 和 vocab.txt，或者去掉这项设置。"
_BROKEN = "复核模型“{path}”读不了；请重新导出为 fill-mask 用的 ONNX 文件。"


class SecondOpinionError(HouseError):
    """A model that cannot be used: one Chinese sentence that says what to do."""


class SecondOpinion(Protocol):
    """Whoever can say how much likelier `right` is than what stands at `text[start:end]`, in log-odds."""

    @property
    def digest(self) -> str:
        """Changes with the model: texts judged by another one are judged again."""

    def favour(self, text: str, start: int, end: int, right: str) -> float:
        """Above 0 for `right`, below for what is written; 0 where the model does not know the characters."""


@dataclass(frozen=True)
class MaskedModel:
    """A masked language model in a folder."""

    folder: Path
    session: Any
    vocabulary: dict[str, int]

    @classmethod
    def load(cls, folder: Path) -> MaskedModel:
        """Raises `SecondOpinionError` without the extra, without the files, or where they are no such model."""
        for name in (MODEL, VOCABULARY):
            if not (folder / name).is_file():
                raise SecondOpinionError(_NO_FILE.format(folder=folder, name=name))
        try:
            onnx = import_module("onnxruntime")
        except ImportError as error:
            raise SecondOpinionError(_NO_EXTRA) from error
        words = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
        vocabulary = {word: number for number, word in enumerate(words)}
        options = onnx.SessionOptions()
        options.intra_op_num_threads = 1
        try:
            session = onnx.InferenceSession(folder / MODEL, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own errors share no other class
            raise SecondOpinionError(_BROKEN.format(path=folder / MODEL)) from error
        if not {"[CLS]", "[SEP]", "[MASK]", "[UNK]"} <= vocabulary.keys() or "input_ids" not in _inputs(session):
            raise SecondOpinionError(_BROKEN.format(path=folder / MODEL))
        return cls(folder, session, vocabulary)

    @cached_property
    def digest(self) -> str:
        """Of both files."""
        whole = hashlib.sha256()
        for name in (MODEL, VOCABULARY):
            with (self.folder / name).open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        return whole.hexdigest()[:16]

    def favour(self, text: str, start: int, end: int, right: str) -> float:
        """See `SecondOpinion`."""
        written, proposed = self._numbers(text[start:end]), self._numbers(right)
        if written is None or proposed is None or len(written) != len(proposed):
            return 0.0
        before = text[max(0, start - REACH) : start].rpartition("\n")[2]
        after = text[end : end + REACH].partition("\n")[0]
        masked = ["[CLS]", *before, *["[MASK]"] * len(written), *after, "[SEP]"]
        logits = self._logits([self.vocabulary.get(sign, self.vocabulary["[UNK]"]) for sign in masked])
        places = range(len(before) + 1, len(before) + 1 + len(written))
        gain = sum(
            float(logits[place, new] - logits[place, old])
            for place, old, new in zip(places, written, proposed, strict=True)
        )
        return max(-MOST, min(MOST, gain))

    def _numbers(self, signs: str) -> list[int] | None:
        numbers = [self.vocabulary.get(sign, -1) for sign in signs]
        return None if -1 in numbers else numbers

    def _logits(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        ids = np.array([numbers], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {name: given[name] for name in _inputs(self.session) if name in given}
        logits: NDArray[np.float32] = self.session.run(None, wanted)[0][0]
        return logits


def _inputs(session: Any) -> list[str]:
    return [one.name for one in session.get_inputs()]
