"""Wrong characters: what the model finds, what it leaves alone, what it costs."""

from __future__ import annotations

import pytest
from made_history import checked

from bench.characters import quick
from checks.characters import shipped
from checks.wrong_characters import INFO, wrong_characters
from county.finding import Finding, Level
from wordlists import Entry, Phrase, WordLists
from wordlists.protected import ProtectedPhrase

SENTENCE = "构成犯罪的，依法追究型事责任。"


def slips(text: str) -> list[Finding]:
    return wrong_characters([checked(text, words=WordLists([]))])[0]


def test_a_finding_explains_itself() -> None:
    [finding] = slips(SENTENCE)
    assert (finding.rule, finding.level, finding.words) == (INFO.id, Level.SUSPECTED, "究型事")
    assert SENTENCE[finding.start : finding.end] == "型"
    assert "“型”改为“刑”" in finding.suggestion
    assert "追究型事责任" in finding.quote
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
    words = WordLists([Entry("究型事", Level.GENERAL, "究刑事", "试")])
    assert wrong_characters([checked(SENTENCE, words=words)])[0] == []


def test_a_near_miss_of_a_protected_phrase_is_left_to_it() -> None:
    phrase = ProtectedPhrase("追究刑事责任", Level.GENERAL, "试")
    assert wrong_characters([checked(SENTENCE, words=WordLists([], protected=[phrase]))])[0] == []


def test_an_allowed_phrase_is_spared() -> None:
    words = WordLists([], [Phrase("追究型事")])
    assert wrong_characters([checked(SENTENCE, words=words)])[0] == []


@pytest.mark.parametrize("end", ["", "。", "。\n", "，维护社会秩序。"])
def test_the_end_of_a_text_vouches_for_nothing(end: str) -> None:
    [finding] = slips("保护公民、法人和其他组织的合法权意" + end)
    assert "“意”改为“益”" in finding.suggestion


def test_what_the_text_repeats_is_meant() -> None:
    assert len(slips(SENTENCE * 2)) == 1
    assert slips(SENTENCE * 3) == []


def test_what_is_written_twice_must_be_surer() -> None:
    """数智 is a term that the figures do not know; a slip that was copied stays beyond doubt."""
    once = "充分利用全国企业采购交易寻源询价系统等数智化手段，广泛开展寻源比价，有效识别供应商弄虚作假行为。"
    again = "六、提升采购数智水平"
    assert [finding.words for finding in slips(once)] == ["数智化"]
    assert slips(once + "\n" + again) == []
    assert [finding.words for finding in slips(SENTENCE + "\n" + SENTENCE.replace("依法", "应当"))] == ["究型事"] * 2


@pytest.mark.parametrize("text", ["某某县人民政府鹤城街道办事处", "罗晓旭\n修文县\n", "县长张建国同志主持会议。"])
def test_names_are_spared(text: str) -> None:
    assert slips(text) == []


def test_title_and_body_count_once() -> None:
    [finding] = wrong_characters([checked(SENTENCE, title=SENTENCE, words=WordLists([]))])[0]
    assert finding.start == -1


@pytest.mark.parametrize("hostile", ["领到" * 50_000, "坏境" * 50_000, "齉" * 100_000, "\n" * 100_000])
def test_a_hostile_text_ends(hostile: str) -> None:
    assert shipped().find(hostile) == []


def test_texts_together_are_judged_like_each_alone() -> None:
    texts = [pair.source for pair in quick.sentences()] + ["", "政"]
    assert shipped().find_all(texts) == [shipped().find(text) for text in texts]
