"""Characters taken for one another: by sound, by nearly the same sound, by shape."""

from __future__ import annotations

import pytest

from wordlists.confusables import near_sound, readings, same_shape, same_sound


@pytest.mark.parametrize(("char", "other"), [("布", "部"), ("记", "纪"), ("度", "渡"), ("乐", "月"), ("园", "圆")])
def test_same_sound_goes_both_ways(char: str, other: str) -> None:
    assert other in same_sound(char)
    assert char in same_sound(other)


@pytest.mark.parametrize(("char", "other"), [("农", "龙"), ("身", "生"), ("是", "司"), ("因", "应"), ("班", "帮")])
def test_near_sound_merges_what_dialects_merge(char: str, other: str) -> None:
    assert other in near_sound(char)
    assert char in near_sound(other)
    assert other not in same_sound(char)


@pytest.mark.parametrize(
    ("char", "other"), [("税", "锐"), ("己", "已"), ("未", "末"), ("债", "责"), ("淮", "准"), ("人", "入")]
)
def test_same_shape(char: str, other: str) -> None:
    assert other in same_shape(char)
    assert char in same_shape(other)


@pytest.mark.parametrize("char", ["a", "1", "，", "", "布署", "𠀀"])
def test_what_is_no_usual_character_has_none(char: str) -> None:
    assert readings(char) == ()
    assert same_sound(char) == near_sound(char) == same_shape(char) == ""


def test_no_character_stands_among_its_own() -> None:
    for char in "的一是在人有中布纪":
        assert char not in same_sound(char) + near_sound(char) + same_shape(char)


def test_readings_are_those_in_use() -> None:
    assert readings("行")[:2] == ("xing", "hang")
    assert readings("不") == ("bu",)
