"""Protected phrases: every single slip of every phrase is found, right expressions beside them are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.protected import LEAST_FOUND, MADE, QUICK, found_share, made_slips
from county.configuration.errors import ConfigurationError
from county.finding import Level
from wordlists import load
from wordlists.protected import ProtectedPhrase, ProtectedPhrases, Slip

LISTS = load()
HEAD = "巡查保护短语 1\n"


def test_nearly_every_generated_slip_is_found() -> None:
    made = list(made_slips(LISTS.protected))
    for slip in Slip:
        ones = [one for one in made if one.slip is slip]
        assert len(ones) > MADE[slip]
        sampled = ones[:: max(1, len(ones) // QUICK)]
        assert found_share(LISTS.protected, sampled) >= LEAST_FOUND, slip


@pytest.mark.parametrize(
    "content",
    [
        "县人民政协召开会议，人民政权属于人民。",
        "推进全面依法治市，依法治县办公室",
        "根据《中华人民共和国国防法》",
        "中国共产党党员、中国共产党党组",
        "其中中国共产党领导",
        "人民代表大会会议，市中级人民法院院长",
        "中国共产主义青年团",
        "督导小组、领导小组组长",
        "检察委员会讨论决定",
        "健全省人民代表大会常务委员会工作机制",
        "传达学习习近平总书记重要讲话，深入学习习近平新时代中国特色社会主义思想",
        "各地地质灾害防治工作，切实实事求是，了解解放思想大讨论",
        "中央委员、候补中央委员，党支部委员、纪律检查委员",
        "法国共产党代表团，听取习近平受中央政治局委托所作的报告",
        "改革开放放眼世界，民族团结进步步伐加快",
        "不忘初心 牢记使命主题教育",
        "关于学习贯彻《中华人民共和…；修文县人民政...\n最高人民法....，领导小……，…民政府办公室",
        "确保权力在阳光下运行，让公权力在阳光下运行，将权力关进制度笼子，权力装进制度的笼子",
        "制定国民经济和社会发展第十五个五年规划的建议，国民经济和社会发展第十三个五年规划纲要",
    ],
)
def test_right_expressions_beside_a_phrase_are_left_alone(content: str) -> None:
    assert LISTS.protected.find(content) == []


@pytest.mark.parametrize(
    ("content", "written", "right", "slip"),
    [
        ("构建人类命运共同休。", "人类命运共同休", "人类命运共同体", Slip.REPLACED),
        ("坚持以人民中心。", "以人民中心", "以人民为中心", Slip.LOST),
        ("中华人民共共和国", "中华人民共共和国", "中华人民共和国", Slip.DOUBLED),
        ("中华民人共和国", "中华民人共和国", "中华人民共和国", Slip.SWAPPED),
        (
            "习近平新时代中国特 色社会主意思想",
            "习近平新时代中国特色社会主意思想",
            "习近平新时代中国特色社会主义思想",
            Slip.REPLACED,
        ),
        ("学习贯彻习习近平文化思想", "习习近平文化思想", "习近平文化思想", Slip.DOUBLED),
        ("乡人人民政府", "人人民政府", "人民政府", Slip.DOUBLED),
        ("坚持国共产党领导", "国共产党", "中国共产党", Slip.LOST),
        ("以习近平同志为核心党中央", "以习近平同志为核心党中央", "以习近平同志为核心的党中央", Slip.LOST),
        ("把权利关进制度的笼子里", "权利关进制度的笼子", "权力关进制度的笼子", Slip.REPLACED),
        ("做到两个维互", "做到两个维互", "做到两个维护", Slip.REPLACED),
    ],
)
def test_a_near_miss_says_what_it_misses(content: str, written: str, right: str, slip: Slip) -> None:
    (miss,) = LISTS.protected.find(content)
    assert (miss.written, miss.right, miss.slip) == (written, right, slip)
    assert content[miss.start : miss.end].replace(" ", "") == written


def test_a_listed_sibling_silences_a_near_miss() -> None:
    phrase = ProtectedPhrase("群众文化艺术节", Level.GENERAL, "县文旅局")
    assert ProtectedPhrases([phrase]).find("群众文化艺术街")
    with_sibling = ProtectedPhrase("群众文化艺术节", Level.GENERAL, "县文旅局", ("群众文化艺术街",))
    assert ProtectedPhrases([with_sibling]).find("群众文化艺术街") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("人民｜严重｜宪法", "不足 4 个字"),
        ("人民政府｜严重", "前三栏不能少"),
        ("人民政府｜重大｜宪法", "不认识"),
        ("人民政府｜严重｜", "没有写依据"),
        ("人民政府｜严重｜宪法\n人民政府｜一般｜宪法", "已经写在"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "保护短语.txt").write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem):
        load(tmp_path)
