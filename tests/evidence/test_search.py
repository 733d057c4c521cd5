"""Search over stored texts: two characters are enough, phrases stand as they are, places and days narrow."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from county.normal import normalise
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.errors import EvidenceError
from evidence.search import Query, index_texts, possible_texts, rebuild_index, search
from evidence.search.tokens import pairs
from evidence.store import Store
from wordlists import Where, WordLists
from wordlists.adding import make_entry

_CAPTURE = """
INSERT INTO capture VALUES
(?, 'r', ?, ?, ?, ?, 'article', 200, 'ok', 1.0, '', ?, '', 0, '', '', ?, '', '', '', 0, 0)
"""


def _unit(name: str) -> Unit:
    column = Column(name, "工作动态", ColumnKind.NEWS, f"http://a/{name}/", 14)
    return Unit(name, name, UnitClass.FIRST, "p", (column,))


COUNTY = County(
    "某县", (Portal("p", "门户", "http://a/"),), (_unit("zf"), _unit("jy")), CrawlPolicy("信息科"), "xiuwen"
)


def _add(store: Store, name: str, content: str, *, unit: str = "zf", night: str = "2026-03-01", page: str = "") -> None:
    url = f"http://a/{unit}/{page or name}.html"
    with store.write() as connection:
        row = (name, f"题{name}", content, "[]", "[]", "")
        connection.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute(_CAPTURE, (f"c{name}", night, page or name, url, url, f"{night}T01:00:00Z", name))
        connection.execute(
            "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, 'r', '', '', ?, 'r', ?, '', '')",
            (f"{unit}/工作动态", page or name, night, night, url),
        )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "evidence.db")
    yield opened
    opened.close()


def _texts(store: Store, words: str, **more: object) -> list[str]:
    query = dataclasses.replace(Query(words), **more)  # type: ignore[arg-type]
    return [found.text for found in search(store, query).found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("通知", ["a"]),
        ("县人", ["a"]),
        ("县人民政府", ["a"]),
        ("政府通", []),
        ("市长", ["b"]),
        ("关于 通知", ["a"]),
        ("关于 市长", []),
        ("ＧＤＰ", ["b"]),
        ("gdp", ["b"]),
        ("2026年", ["b"]),
        ("题a", ["a"]),
        ("（试行）", ["a"]),
    ],
)
def test_phrases_are_found_wherever_they_stand(store: Store, words: str, found: list[str]) -> None:
    _add(store, "a", "修文县人民\n政府关于印发办法（试行）的通　知")
    _add(store, "b", "副市长在2026年说GDP")
    assert index_texts(store, COUNTY) == 2
    assert _texts(store, words) == found


def test_the_pairs_of_a_phrase_are_not_the_phrase(store: Store) -> None:
    _add(store, "a", "政务公文，公开务实，务公")
    index_texts(store, COUNTY)
    assert _texts(store, "政务公开") == []
    assert search(store, Query("政务公开")).about == 1


def test_units_columns_and_days_narrow(store: Store) -> None:
    _add(store, "a", "工作会议", unit="zf", night="2025-12-31")
    _add(store, "b", "工作会议", unit="jy", night="2026-03-15")
    index_texts(store, COUNTY)
    assert _texts(store, "工作会议") == ["b", "a"]
    assert _texts(store, "工作会议", unit="zf") == ["a"]
    assert _texts(store, "工作会议", column="jy/工作动态") == ["b"]
    assert _texts(store, "工作会议", since=dt.date(2026, 3, 15)) == ["b"]
    assert _texts(store, "工作会议", since=dt.date(2026, 3, 16)) == []
    assert _texts(store, "工作会议", until=dt.date(2025, 12, 31)) == ["a"]


def test_an_earlier_version_of_a_page_is_told_from_the_current_one(store: Store) -> None:
    _add(store, "a", "原来的说法", page="p")
    _add(store, "b", "改正的说法", page="p", night="2026-03-02")
    index_texts(store, COUNTY)
    assert [(found.text, found.current) for found in search(store, Query("说法")).found] == [("b", True), ("a", False)]


def test_results_come_page_by_page(store: Store) -> None:
    for number in range(7):
        _add(store, f"t{number}", "会议纪要")
    index_texts(store, COUNTY)
    first = search(store, Query("会议纪要"), size=3)
    second = search(store, Query("会议纪要", before=first.more), size=3)
    third = search(store, Query("会议纪要", before=second.more), size=3)
    found = [found.text for page in (first, second, third) for found in page.found]
    assert found == [f"t{number}" for number in range(6, -1, -1)]
    assert (first.about, third.more) == (7, 0)


def test_the_index_grows_with_the_store_and_can_be_made_anew(store: Store) -> None:
    _add(store, "a", "一个通知")
    assert (index_texts(store, COUNTY), index_texts(store, COUNTY)) == (1, 0)
    _add(store, "b", "两个通知")
    assert index_texts(store, COUNTY) == 1
    assert rebuild_index(store, COUNTY) == 2
    assert _texts(store, "通知") == ["b", "a"]


def test_a_page_that_changes_hands_is_found_under_its_new_unit(store: Store) -> None:
    _add(store, "a", "一个通知")
    index_texts(store, COUNTY)
    with store.write() as connection:
        connection.execute("UPDATE entry SET \"column\" = 'jy/工作动态'")
    assert index_texts(store, dataclasses.replace(COUNTY, digest="another")) == 0
    assert (_texts(store, "通知", unit="jy"), _texts(store, "通知", unit="zf")) == (["a"], [])


@pytest.mark.parametrize("words", ["", " ", "知", "知 道了", "，。", "身份证520123190301010037"])
def test_words_that_cannot_be_looked_for_are_refused(store: Store, words: str) -> None:
    with pytest.raises(EvidenceError):
        search(store, Query(words))


def test_no_text_in_which_the_checks_find_a_word_is_passed_over(store: Store) -> None:
    chance = random.Random(1)
    pieces = "修文县⽂府布署Ａa1１bB，。（）_-　 \n\u200b\u00a0"
    for number in range(250):
        _add(store, f"t{number}", "".join(chance.choices(pieces, k=30)))
        if number == 200:
            index_texts(store, COUNTY)
    contents = dict(store.connection.execute("SELECT id, content FROM text"))
    found = passed = 0
    for _ in range(300):
        word = "".join(chance.choices(pieces.strip(), k=chance.randint(2, 3)))
        if word.strip() != word or "\n" in word or len(normalise(word).text) < 2:
            continue
        lists = WordLists([make_entry((word, "提示", "", "试", "", "", "", ""))])
        hit = {id_ for id_, content in contents.items() if lists.find(content, Where.BODY, None)}
        possible = possible_texts(store, lists.entries[0].word)
        assert possible is None or hit <= set(possible)
        found, passed = found + len(hit), passed + (250 - len(possible) if possible is not None else 0)
    assert found > 300
    assert passed > 10_000


def test_a_word_of_which_the_index_knows_nothing_may_stand_anywhere(store: Store) -> None:
    assert possible_texts(store, "—一") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("一", []),
        ("工作，作风_工作", ["作风", "工作"]),
        ("a1é𠮷野", ["1é", "a1", "é𠮷", "𠮷野"]),
        ("工作\ud800风", ["工作"]),
        ("𠮷野\U000e0041野\U0010ffff野\U0001f600", ["𠮷野"]),
        ("工 \n\u200b作", ["工作"]),
        ("Ｂ⼯A", ["b工", "工a"]),
    ],
)
def test_pairs_are_of_neighbouring_letters_and_characters(text: str, expected: list[str]) -> None:
    assert sorted(pairs(text)) == expected
