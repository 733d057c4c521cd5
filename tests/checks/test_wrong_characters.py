"""Wrong characters: what the model finds, what it leaves alone, what it costs."""

from __future__ import annotations

import time

import pytest
from made_history import checked

from bench.characters import quick
from checks.characters import shipped
from checks.wrong_characters import INFO, found
from county.finding import Finding, Level
from wordlists import Entry, WordLists

SENTENCE = "进一步优化营商坏境，激发市场主体活力。"


def slips(text: str, **given: object) -> list[Finding]:
    return list(found(checked(text), **given))  # type: ignore[arg-type]


def test_a_finding_explains_itself() -> None:
    [finding] = slips(SENTENCE)
    assert (finding.rule, finding.level, finding.words) == (INFO.id, Level.SUSPECTED, "商坏境")
    assert SENTENCE[finding.start : finding.end] == "坏"
    assert "“坏”改为“环”" in finding.suggestion
    assert "营商坏境" in finding.quote
    assert finding.sentence == SENTENCE.removesuffix("。")
    assert finding.basis


@pytest.mark.parametrize(
    ("written", "wrong", "right"),
    [
        ("根据中华人民共和国未成年人保户法的规定执行。", "户", "护"),
        ("进一步优化营商坏境，激发市场主体活力。", "坏", "环"),
        ("构成犯罪的，依法追究型事责任。", "型", "刑"),
        ("深入开展扫黑除恶专项斗争，加强监肚管理。", "肚", "督"),
    ],
)
def test_by_sound_and_by_shape(written: str, wrong: str, right: str) -> None:
    [slip] = [slip for slip in shipped().find(written) if written[slip.start : slip.end] == wrong]
    assert slip.right == right


def test_places_stand_in_the_text_as_given() -> None:
    broken = "第 123 条\n\n进一步 优化\u200b营商　坏境，激发市场主体活力。"
    [slip] = shipped().find(broken)
    assert broken[slip.start : slip.end] == "坏"


@pytest.mark.parametrize("text", ["", "\n", "a", "政", "123", "坏\n境", "\ud800", "𠮷" * 30, "领到" * 3])
def test_nothing_in_nothing(text: str) -> None:
    assert shipped().find(text) == []


def test_own_sentences_keep_the_baseline() -> None:
    score = quick.measured()
    assert score.recall >= quick.MIN_RECALL
    assert score.false <= quick.MAX_FALSE


def test_a_listed_word_is_left_to_the_list() -> None:
    words = WordLists([Entry("商坏境", Level.GENERAL, "商环境", "试")])
    assert list(found(checked(SENTENCE, words=words))) == []


def test_what_the_site_writes_often_is_its_own() -> None:
    asked: list[str] = []

    def frequency(words: str) -> int:
        asked.append(words)
        return 3

    assert slips(SENTENCE, frequency=frequency) == []
    assert asked == ["商坏境"]
    assert len(slips(SENTENCE, frequency=lambda words: 2)) == 1


def test_what_the_text_repeats_is_meant() -> None:
    assert len(slips(SENTENCE * 2)) == 1
    assert slips(SENTENCE * 3) == []


@pytest.mark.parametrize("text", ["某某县人民政府鹤城街道办事处", "罗晓旭\n修文县\n", "县长张建国同志主持会议。"])
def test_names_are_spared(text: str) -> None:
    assert slips(text) == []


def test_title_and_body_count_once() -> None:
    [finding] = list(found(checked(SENTENCE, title=SENTENCE)))
    assert finding.start == -1


def test_pages_are_judged_in_milliseconds_and_hostile_text_too() -> None:
    page = "".join(pair.target for pair in quick.sentences())[:2000]
    shipped().find(page)
    began = time.process_time()
    for _ in range(20):
        shipped().find(page)
    for hostile in ("领到" * 50_000, "坏境" * 50_000, "齉" * 100_000, "\n" * 100_000):
        shipped().find(hostile)
    assert time.process_time() - began < 5
