"""Taiwan, Hong Kong and Macao in lists of countries."""

from __future__ import annotations

import pytest
from made_history import checked

from checks.territory_listed import INFO, territory_listed
from county.finding import Level


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("台湾、韩国、日本等国的企业参展。", "台湾、韩国、日本等国"),
        ("大陆与台湾两国贸易额增长。", "台湾两国"),
        ("中国大陆、香港、澳门、台湾四国选手参赛。", "香港、澳门、台湾四国"),
        ("赴美国、德国、台湾等国学习。", "台湾等国"),
        ("香港、新加坡等国家。", "香港、新加坡等国"),
        ("台湾地区与日本两国贸易。", "台湾地区与日本两国"),
        ("英国、台湾等5个国家的代表。", "台湾等5个国"),
    ],
)
def test_called_countries(sentence: str, words: str) -> None:
    [finding] = territory_listed(checked(sentence))
    assert (finding.rule, finding.level, finding.words) == (INFO.id, Level.SUSPECTED, words)
    assert "两岸" in finding.suggestion


@pytest.mark.parametrize(
    "sentence",
    [
        "产品出口美国、香港、澳门、台湾等国家和地区。",
        "来自台湾、日本、韩国等10多个国家和地区的客商。",
        "香港、新加坡等国家（地区）的标准。",
        "香港国家安全教育日。",
        "在香港、澳门和内地举办国庆活动。",
        "福建、台湾等国有企业。",
        "香港、澳门、台湾地区和日本、韩国等国家的客商。",
        "日本、台湾等国家。",  # stands in the word list
    ],
)
def test_right_lists_are_silent(sentence: str) -> None:
    assert list(territory_listed(checked(sentence))) == []
