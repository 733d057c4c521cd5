"""The word lists: what they must hold, what they find and what they leave alone, and what they say of a bad line."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from county.configuration.errors import ConfigurationError
from county.finding import Level
from wordlists import Entry, Phrase, Where, WordLists, load, normalise

SERIOUS = "中华人民共合国 扫黑险恶 领导小姐 人民攻府 省省委"
GENERAL = (
    "布署 按装 既使 渡假村 穿流不息 一如继往 迫不急待 再接再励 松驰 幅射 脉博 防碍 修茸 针贬 粗旷 寒喧 气慨 金壁辉煌 "
    "一愁莫展 声名雀起 默守成规 食不裹腹 名符其实 不径而走 走头无路"
)
TOPICS = "严重表述 领导人姓名 机构名称 政治用语 涉港澳台用语 慎用词 异形词 成语 常见错别字 公文用语 数字和计量 网页篡改"
HEAD = "巡查词表 1\n"
LISTS = load()
DAYS = (dt.date(2015, 1, 1), dt.date(2016, 6, 30), dt.date(2018, 3, 2), None)


def words(content: str, lists: WordLists = LISTS) -> list[str]:
    return [hit.entry.word for hit in lists.find(content)]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[str], WordLists]:
    def make(content: str) -> WordLists:
        (tmp_path / "词表.txt").write_text(content, encoding="utf-8")
        return load(tmp_path)

    return make


def test_must_hold() -> None:
    levels = {entry.word: entry.level for entry in LISTS.entries}
    assert {levels[word] for word in SERIOUS.split()} == {Level.SERIOUS}
    assert {levels[word] for word in GENERAL.split()} == {Level.GENERAL}


def test_every_entry_is_found_in_a_sentence_and_its_right_form_is_not() -> None:
    for entry in LISTS.entries:
        day = entry.since or entry.until
        assert [hit.entry.word for hit in LISTS.find(f"我县{entry.word}。", Where.ANY, day)] == [entry.word]
        assert words(f"我县{entry.right}。") == []
        assert entry.basis


def test_the_lists_are_as_large_as_the_issue_asks() -> None:
    assert len(LISTS.entries) >= 1600
    topics = {entry.source.rpartition(":")[0] for entry in LISTS.entries}
    assert topics >= {f"{topic}.txt" for topic in TOPICS.split()}


def test_what_judges_by_a_reform_or_a_congress_is_dated() -> None:
    for entry in LISTS.entries:
        if "机构改革方案" in entry.basis:
            assert entry.since
            assert entry.level is Level.NOTICE


def test_only_the_terms_of_tampering_and_dates_that_do_not_exist_have_nothing_in_their_place() -> None:
    bare = {entry.source.rpartition(":")[0] for entry in LISTS.entries if not entry.right}
    assert bare <= {"网页篡改.txt", "数字和计量.txt", "涉港澳台用语.txt"}


@pytest.mark.parametrize(
    ("content", "day", "found"),
    [
        ("原国家工商行政管理总局令第1号", dt.date(2024, 1, 1), []),
        ("报国家工商行政管理总局备案", dt.date(2024, 1, 1), ["国家工商行政管理总局"]),
        ("报国家工商行政管理总局备案", dt.date(2016, 1, 1), []),
        ("坚定“四个意识”，做到“两个维护”", dt.date(2024, 1, 1), ["坚定“四个意识”"]),
        ("增强“四个意识”、坚定“四个自信”、做到“两个维护”", dt.date(2024, 1, 1), []),
        ("推进“一带一路”战略", dt.date(2015, 1, 1), []),
        ("党的二十大三中全会", None, ["二十大三中全会"]),
        ("党的二十届三中全会", None, []),
        ("日本、台湾、香港等国家和地区", None, []),
        ("于12月31日前报送，农历二月三十日", None, []),
        ("于2月30日前报送", None, ["2月30日"]),
        ("自己经手的，来自已经备案的", None, []),
        ("第二十届大学生运动会", None, []),
        ("第二十次全国人民代表大会", None, ["第二十次全国人民代表大会"]),
        ("2O26年2月28日，分析CO2O、H2O2", None, ["2O26年"]),
        ("2026年2月29日，2024年2月29日", None, ["2026年2月29日"]),
        ("港澳台等国家，港澳台等国际航线", None, ["港澳台等国家"]),
        ("2026年13月1日、5月32日，历时1年3月", None, ["年13月", "月32日"]),
        ("整治慢作为、乱做为，做好防讯工作", None, ["乱做为", "防讯工作"]),
        ("县人民法院院长、中国共产党党员", None, []),
        ("省卫生健康委会同有关部门", None, []),
        ("依规顶格处罚", None, []),
    ],
)
def test_topics(content: str, day: dt.date | None, found: list[str]) -> None:
    assert [hit.entry.word for hit in LISTS.find(content, Where.BODY, day)] == found


@pytest.mark.parametrize(
    "content",
    [
        "新建校舍按装配式建筑标准施工，电价按装机容量计算",
        "既使用财政性资金又使用非财政性资金",
        "此举既使群众得了实惠，又使企业减了负担",
        "会上公布署名文章，发布暑期安全提示，全部暑期活动免费",
        "大幅射程提高，激发韧性，交通迅速恢复",
        "单纯眶内壁骨折除外",
        "聚焦碳达峰目标，燃煤碳排放下降，乔木碳储量上升",
        "经答辩认真评审，控辩双方均到场，抗辩认为不当",
        "究竟选择什么，毕竟争取来了机会",
        "喷撒消毒剂，堆积畜禽粪污，存储畜产品",
        "新增辐射工作单位两家，荣膺品牌百强",
        "云南、贵州等省省委负责同志出席，省委托县办理",
        "部署领导小组、人民政府、度假村、辐射、妨碍、即使",
        "消防讯息、国防教育、方针贬义",
        "在形势严峻工作繁重的时候",
    ],
)
def test_legitimate_text_stays_silent(content: str) -> None:
    assert words(content) == []


def test_hidden_writing_is_found_where_it_stands() -> None:
    content = "县　人民\u200b攻 府，周密布\u00a0署，按⻋装；领 导 小 姐"
    hits = LISTS.find(content)
    assert [content[hit.start : hit.end] for hit in hits] == ["人民\u200b攻 府", "布\u00a0署", "领 导 小 姐"]


def test_radicals_and_width() -> None:
    assert normalise("⼈民ＡＢ１２，（ok）").text == "人民AB12，（ok）"
    assert words("⼈民攻府") == ["人民攻府"]


def test_a_line_end_parts_words() -> None:
    assert words("周密布\n署") == []
    assert words("按\t装") == []


def test_longest_wins() -> None:
    lists = WordLists(
        [_entry("小姐"), _entry("领导小姐")],
        [Phrase("空中小姐"), Phrase("小姐姐")],
    )
    assert words("领导小姐、空中小姐、小姐姐、小姐", lists) == ["领导小姐", "小姐"]


def test_an_allowed_phrase_that_only_overlaps_excuses_nothing() -> None:
    assert words("大布署", WordLists([_entry("布署")], [Phrase("大布")])) == ["布署"]


def test_phrase_in_two_parts_ends_with_the_sentence() -> None:
    lists = WordLists([_entry("既使"), _entry("布署")], [Phrase("既使", "又")])
    assert words("既使群众满意，又使企业满意", lists) == []
    assert words("既使下雨。又是一天", lists) == ["既使"]
    assert words("既使周密布署，又使人满意", lists) == ["布署"]


def test_days_and_places() -> None:
    lists = WordLists(
        [
            _entry("三个自信", since=dt.date(2016, 7, 1)),
            _entry("旧称呼", until=dt.date(2018, 3, 1)),
            _entry("只看标题", where=Where.TITLE),
        ]
    )
    content = "三个自信、旧称呼、只看标题"
    found = {day: [hit.entry.word for hit in lists.find(content, Where.BODY, day)] for day in DAYS}
    assert found == {DAYS[0]: ["旧称呼"], DAYS[1]: ["旧称呼"], DAYS[2]: ["三个自信"], None: []}
    assert [hit.entry.word for hit in lists.find(content, Where.TITLE)] == ["只看标题"]


def _entry(word: str, since: dt.date | None = None, until: dt.date | None = None, where: Where = Where.ANY) -> Entry:
    return Entry(word, Level.GENERAL, "", "试", since, until, where)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("布署｜一般｜部署｜依据\n", "词表.txt 第 1 行：第一行没有写明格式"),
        (HEAD + "布署｜严中｜部署｜依据\n", "词表.txt 第 2 行：级别“严中”不认识，请写 严重、一般、疑似、提示 之一。"),
        (HEAD + "# 说明\n\n布｜一般｜部｜依据\n", "词表.txt 第 4 行：“布”不足两个字"),
        (HEAD + "布署｜一般\n", "词表.txt 第 2 行：有 2 栏"),
        (HEAD + "布署｜一般｜部署｜\n", "没有写依据"),
        (HEAD + "布署｜一般｜布署｜依据\n", "与错误词“布署”相同"),
        (HEAD + "布署｜一般｜部署｜依据｜2026年\n", "起日“2026年”不是日期，请写成 2026-01-31 的样子"),
        (HEAD + "布署｜一般｜部署｜依据｜2026-02-01｜2026-01-01\n", "止日 2026-01-01 早于起日 2026-02-01"),
        (HEAD + "布署｜一般｜部署｜依据｜｜｜附件\n", "适用“附件”不认识，请写 标题、正文、不限 之一"),
        (HEAD + "布署｜一般｜部署｜依据\n布 署｜一般｜部署｜依据\n", "第 3 行：“布署”已经写在 词表.txt 第 2 行"),
        ("巡查放行短语 1\n既使…\n", "第 2 行：“…”后面没有字"),
    ],
)
def test_errors_say_where_and_what_to_do(listed: Callable[[str], WordLists], content: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        listed(content)
    assert said in str(caught.value)
    assert str(caught.value).endswith("。")


def test_every_error_is_named_at_once(listed: Callable[[str], WordLists]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        listed(HEAD + "布｜一般｜部｜依据\n布署｜很重｜部署｜依据\n")
    assert len(str(caught.value).splitlines()) == 2


def test_no_folder_and_no_list(tmp_path: Path) -> None:
    for folder, said in ((tmp_path / "无", "词表文件夹不存在"), (tmp_path, "没有 .txt 文件")):
        with pytest.raises(ConfigurationError, match=said):
            load(folder)


def test_what_notepad_saves(tmp_path: Path) -> None:
    content = "# 巡查词表 1\r\n布署\t一般\t部署\t依据\t\t\t标题\t备注\r\n"
    for number, encoding in enumerate(("utf-8-sig", "gb18030", "utf-16")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "表.txt").write_bytes(content.encode(encoding))
        [entry] = load(folder).entries
        assert (entry.word, entry.right, entry.where, entry.note) == ("布署", "部署", Where.TITLE, "备注")


def test_digest_sees_entries_and_phrases_only(listed: Callable[[str], WordLists]) -> None:
    first = listed(HEAD + "布署｜一般｜部署｜依据\n按装｜一般｜安装｜依据\n").digest
    assert listed(HEAD + "# 换序\n按装｜一般｜安装｜依据\n布署｜一般｜部署｜依据\n").digest == first
    assert listed(HEAD + "按装｜严重｜安装｜依据\n布署｜一般｜部署｜依据\n").digest != first
    one, other = WordLists([_entry("按装")]), WordLists([_entry("按装")], [Phrase("按装配")])
    assert one.digest != other.digest


def test_hostile_text_costs_no_more_than_its_length() -> None:
    for hostile in ("既使用" * 100_000, "既使" * 100_000, "布 " * 200_000, "布\u200b" * 200_000):
        began = time.process_time()
        LISTS.find(hostile)
        assert time.process_time() - began < 2
