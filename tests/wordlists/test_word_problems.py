"""The self-check of the word lists, the office's lists laid over ours, and adding a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from county.configuration.errors import ConfigurationError
from wordlists import load_with_own
from wordlists.adding import OWN_FILE, add_entry, make_entry
from wordlists.problems import problems
from wordlists.reading import list_files, read_files, read_with_own

HEAD = "巡查词表 1\n"
PHRASES = "巡查放行短语 1\n"


def test_the_built_in_lists_have_no_problem() -> None:
    assert [str(problem) for problem in problems(read_with_own([]))] == []


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str, str], list[str]]:
    def check(entries: str, phrases: str = "") -> list[str]:
        (tmp_path / "词表.txt").write_text(HEAD + entries, encoding="utf-8")
        (tmp_path / "放行.txt").write_text(PHRASES + phrases, encoding="utf-8")
        return [str(problem) for problem in problems(read_files(list_files(tmp_path)))]

    return check


@pytest.mark.parametrize(
    ("entries", "phrases", "said"),
    [
        (
            "布署｜一般｜部署｜典\n部署｜一般｜布置｜典\n",
            "",
            "词表.txt 第 2 行：“布署”的正确写法“部署”里",
        ),
        ("布署｜一般｜部署｜典\n", "安装修｜说明\n", "放行.txt 第 2 行：放行短语“安装修”里没有任何错误词"),
        (
            "省省委｜严重｜省委｜典\n省省委书记｜提示｜省委书记｜典\n",
            "",
            "轻于它所含的“省省委”（严重，词表.txt",
        ),
        ("追纠｜一般｜追究｜典\n依法追纠｜一般｜依法追究｜典\n", "", "词表.txt 第 3 行：“依法追纠”已由较短的“追纠”"),
        ("布｜一般｜部｜典\n", "", "不足两个字"),
        ("布署｜很重｜部署｜典\n", "", "级别“很重”不认识"),
        ("布署｜一般｜部署｜典｜2月\n", "", "不是日期"),
    ],
)
def test_every_problem_is_one_sentence_with_file_and_line(
    told: Callable[[str, str], list[str]], entries: str, phrases: str, said: str
) -> None:
    (problem,) = told(entries, phrases)
    assert said in problem
    assert problem.endswith("。")
    assert problem.count("。") == 1


@pytest.mark.parametrize(
    ("entries", "phrases"),
    [
        ("小姐｜提示｜｜典\n领导小姐｜严重｜领导小组｜典\n", "空中小姐\n"),
        ("国家旅游局｜提示｜文旅部｜典｜2019-01-01\n国家旅游｜疑似｜旅游｜典｜｜2018-12-31\n", ""),
        ("既使｜一般｜即使｜典\n", "既使…又\n"),
    ],
)
def test_what_belongs_together_is_no_problem(told: Callable[[str, str], list[str]], entries: str, phrases: str) -> None:
    assert told(entries, phrases) == []


def test_own_lists_lie_over_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "本县.txt").write_text(
        HEAD + "布署｜提示｜部署｜本县规定\n龙厂街道｜一般｜龙场街道｜区划\n", encoding="utf-8"
    )
    (tmp_path / "放行.txt").write_text(PHRASES + "按装\n", encoding="utf-8")
    (tmp_path / "成语.txt").write_text(HEAD, encoding="utf-8")
    lists = load_with_own(tmp_path)
    found = [(hit.entry.word, hit.entry.level.value) for hit in lists.find("布署龙厂街道按装松驰，穿流不息")]
    assert found == [("布署", "提示"), ("龙厂街道", "一般"), ("松驰", "一般")]


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    assert load_with_own(tmp_path).digest == load_with_own(None).digest


def test_a_word_is_added_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / OWN_FILE
    path.write_bytes((HEAD + "# 张三所加\r\n龙厂街道\t一般\t龙场街道\t区划").encode("gb18030"))
    add_entry(tmp_path, make_entry(("扎坐镇", "一般", "扎佐镇", "区划", "2026-01-01", "", "标题", "")))
    assert path.read_text(encoding="utf-8").splitlines() == [
        HEAD.strip(),
        "# 张三所加",
        "龙厂街道\t一般\t龙场街道\t区划",
        "扎坐镇｜一般｜扎佐镇｜区划｜2026-01-01｜｜标题",
    ]
    assert {"龙厂街道", "扎坐镇"} <= {entry.word for entry in load_with_own(tmp_path).entries}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("部署", "一般", "布置", "典", "", "", "", ""), "布署”的正确写法“部署”里又有列为错误词的“部署”（新词）"),
        (("龙厂街道", "一般", "龙场街道", "区划", "", "", "", ""), "本县词表.txt 第 2 行：“龙厂街道”已经写在这里"),
        (("龙厂街道办", "一般", "龙场街道办", "区划", "", "", "", ""), "新词：“龙厂街道办”已由较短的“龙厂街道”"),
        (("龙厂｜街道", "一般", "龙场街道", "区划", "", "", "", ""), "里有分隔符号"),
        (("#龙厂", "一般", "龙场", "区划", "", "", "", ""), "以 # 开头"),
        (("厂", "一般", "场", "区划", "", "", "", ""), "新词：“厂”不足两个字"),
        (("13800138000街道", "一般", "13800138000街道", "区划", "", "", "", ""), "“138****8000街道”相同"),
    ],
)
def test_a_word_that_contradicts_the_lists_is_refused(tmp_path: Path, fields: tuple[str, ...], said: str) -> None:
    path = tmp_path / OWN_FILE
    before = HEAD + "龙厂街道｜一般｜龙场街道｜区划\n"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        add_entry(tmp_path, make_entry(fields))
    assert said in str(caught.value)
    assert path.read_text(encoding="utf-8") == before


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (problem,) = [str(one) for one in problems(read_with_own([tmp_path / "无.txt"]))]
    assert problem.startswith("无.txt：无.txt 不存在")


def test_lists_are_read_again_where_a_file_changed(tmp_path: Path) -> None:
    file = tmp_path / "本县.txt"
    file.write_text("# 巡查词表 1\n龙厂街道｜一般｜龙场街道｜民政局\n", encoding="utf-8")
    before = load_with_own(tmp_path)
    assert load_with_own(tmp_path) is before
    file.write_text("# 巡查词表 1\n龙厂街道｜一般｜龙场街道｜民政厅\n", encoding="utf-8")
    assert load_with_own(tmp_path).digest != before.digest
    file.unlink()
    assert load_with_own(tmp_path).digest == load_with_own(None).digest
