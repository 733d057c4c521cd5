"""The second opinion on proposed slips: a tiny model, made here, that reads like a masked language model."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from made_history import checked

from checks import CheckedText, rule_set_version
from checks.characters import MaskedModel, SecondOpinionError, shipped
from checks.wrong_characters import wrong_characters
from wordlists import WordLists

SENTENCE = "构成犯罪的，依法追究型事责任。"
SIGNS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(SENTENCE + "刑行")]


def made_model(folder: Path, **liked: float) -> Path:
    """A model that holds each of the `liked` characters so many log-odds likelier than others, whatever it reads."""
    weights = np.zeros((len(SIGNS), len(SIGNS)), dtype=np.float32)
    for sign, odds in liked.items():
        weights[:, SIGNS.index(sign)] = odds
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("Gather", ["weights", "input_ids"], ["logits"], axis=0)],
        "tiny",
        [onnx.helper.make_tensor_value_info("input_ids", onnx.TensorProto.INT64, [1, None])],
        [onnx.helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, [1, None, len(SIGNS)])],
        [onnx.numpy_helper.from_array(weights, "weights")],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
    folder.mkdir(exist_ok=True)
    onnx.save(model, folder / "model.onnx")
    (folder / "vocab.txt").write_text("\n".join(SIGNS), encoding="utf-8")
    return folder


def found(text: CheckedText) -> list[str]:
    return [finding.words for finding in wrong_characters([text])[0]]


def judged(folder: Path, **liked: float) -> list[str]:
    plain = checked(SENTENCE, words=WordLists([]))
    second = MaskedModel.load(made_model(folder, **liked))
    return found(CheckedText(plain.title, plain.body, plain.place, plain.words, plain.day, second))


def test_it_confirms_and_overrules(tmp_path: Path) -> None:
    assert judged(tmp_path / "for", 刑=3.0) == ["究型事"]
    assert judged(tmp_path / "against", 型=8.0) == []


def test_it_brings_forward_what_the_trees_doubt(tmp_path: Path) -> None:
    doubted = shipped().find_all([SENTENCE])[0][0]
    model = MaskedModel.load(made_model(tmp_path, 刑=4.0))
    [heard] = shipped().find_all([SENTENCE], model)[0]
    assert heard.odds == pytest.approx(doubted.odds + 4.0, abs=1e-3)


def test_characters_that_it_does_not_know_are_left_to_the_trees(tmp_path: Path) -> None:
    model = MaskedModel.load(made_model(tmp_path, 刑=4.0))
    assert model.favour("依法追究齉事责任", 4, 5, "刑") == 0.0


def test_another_model_judges_every_text_again(tmp_path: Path) -> None:
    words = WordLists([])
    one, other = (MaskedModel.load(made_model(tmp_path / name, 刑=odds)) for name, odds in (("a", 1.0), ("b", 2.0)))
    assert len({rule_set_version(words), rule_set_version(words, one), rule_set_version(words, other)}) == 3


def test_a_missing_folder_and_a_broken_model_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SecondOpinionError, match=r"没有 model\.onnx"):
        MaskedModel.load(tmp_path / "nowhere")
    (made_model(tmp_path) / "model.onnx").write_bytes(b"none")
    with pytest.raises(SecondOpinionError, match="重新导出"):
        MaskedModel.load(tmp_path)


def test_a_missing_extra_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(SecondOpinionError, match=r"pip install 'xuncha\[neural\]'"):
        MaskedModel.load(made_model(tmp_path))
