"""county.toml and units.toml: what is read, and the sentence for everything that is wrong."""

from __future__ import annotations

import codecs
import datetime as dt
from pathlib import Path

import pytest
from made_county import COUNTY_TEXT, UNITS_TEXT, folder_with

from county.configuration.errors import SHOWN_ERRORS, ConfigurationErrors, quoted
from county.configuration.loading import load_county
from county.configuration.toml_lines import line_of, lines_of
from county.settings import CalendarPolicy, ProbePolicy, TimestampPolicy
from county.units import ANNUAL_REPORT_DAYS, Contact, UnitClass


def sentences(folder: Path) -> list[str]:
    with pytest.raises(ConfigurationErrors) as caught:
        load_county(folder)
    return [str(error) for error in caught.value.errors]


def test_a_right_folder_gives_the_county(tmp_path: Path) -> None:
    county = load_county(folder_with(tmp_path))
    longchang, jiaoyu = county.units
    assert (county.name, county.scheme, county.crawl.office) == (
        "修文县",
        "xiuwen",
        "修文县人民政府办公室信息科 0851-00000000",
    )
    assert (longchang.unit_class, longchang.aliases) == (UnitClass.FIRST, ("龙场街道",))
    assert longchang.contacts == (Contact("王某", "wang@example.gov.cn", "0851-00000000"),)
    assert [column.duty_days for unit in (longchang, jiaoyu) for column in unit.columns] == [14, 30, None]
    assert longchang.columns[0].key == "longchang/工作动态"
    assert county.crawl.window == (dt.time(22), dt.time(6))
    assert county.calendar == CalendarPolicy()


def test_all_settings_are_read(tmp_path: Path) -> None:
    more = """
[crawl]
delay = 0
window = "全天"
obey_robots = false
timeout = 5.5
retries = 0
page_mb = 0.5
attachment_mb = 1
column_pages = 2
portal_pages = 3
minutes = 4
full_look_days = 1
[probe]
limit_seconds = 10
visits_a_day = 24
days = 14
failure_percent = 2.5
spacing_minutes = 20
witnesses = ["oa.example.cn:8443"]
trust_file = "root.pem"
[timestamp]
url = "https://tsa.example.cn/tsr"
trust_file = "tsa.pem"
[calendar]
first_weekday = "星期日"
extra_holidays = [2027-01-01, 2027-02-08]
extra_workdays = [2027-02-06]
"""
    county = load_county(folder_with(tmp_path, COUNTY_TEXT + more))
    crawl = county.crawl
    assert (crawl.delay, crawl.window, crawl.obey_robots, crawl.timeout, crawl.retries) == (0, None, False, 5.5, 0)
    assert (crawl.page_bytes, crawl.attachment_bytes, crawl.column_pages) == (512 * 1024, 1024 * 1024, 2)
    assert (crawl.portal_pages, crawl.minutes, crawl.full_look_days) == (3, 4, 1)
    assert county.probe == ProbePolicy(10, 24, 14, 2.5, 20, ("oa.example.cn:8443",), "root.pem")
    assert county.timestamp == TimestampPolicy("https://tsa.example.cn/tsr", "tsa.pem")
    assert county.calendar.first_weekday == 6
    assert dt.date(2027, 2, 8) in county.calendar.extra_holidays
    assert county.calendar.extra_workdays == {dt.date(2027, 2, 6)}


@pytest.mark.parametrize(
    "content",
    [
        UNITS_TEXT.encode(),
        codecs.BOM_UTF8 + UNITS_TEXT.encode(),
        UNITS_TEXT.encode("gb18030"),
        UNITS_TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + UNITS_TEXT.encode("utf-16-be"),
        UNITS_TEXT.replace("\n", "\r\n").encode("gb18030"),
    ],
)
def test_files_saved_by_notepad_are_read(tmp_path: Path, content: bytes) -> None:
    folder_with(tmp_path)
    (tmp_path / "units.toml").write_bytes(content)
    assert [unit.name for unit in load_county(tmp_path).units] == ["龙场街道办事处", "县教育局"]


def test_the_digest_follows_the_text_and_not_its_encoding(tmp_path: Path) -> None:
    digest = load_county(folder_with(tmp_path)).digest
    (tmp_path / "units.toml").write_bytes(UNITS_TEXT.encode("gb18030"))
    assert load_county(tmp_path).digest == digest
    (tmp_path / "units.toml").write_text(UNITS_TEXT.replace("30", "31"), encoding="utf-8")
    assert load_county(tmp_path).digest != digest


FAULTS: list[tuple[str, str, str]] = [
    (
        'url = "http://127.0.0.1:8642/lc/gzdt/"\n',
        "",
        "units.toml 第 9 行：栏目“工作动态”没有网址（url），请补上后再运行。",
    ),
    ("url = ", "ulr = ", "units.toml 第 29 行：栏目“工作动态”里的键“ulr”不认识，请改成 url。"),
    ('name = "龙场街道办事处"', '名称 = "龙场"', "units.toml 第 3 行：键不是英文，请改用样例中的英文键名。"),
    ('class = "一类"', "", "units.toml 第 1 行：单位“龙场街道办事处”没有类别（class），请补上后再运行。"),
    (
        'class = "一类"',
        'class = "三类"',
        "units.toml 第 4 行：单位“龙场街道办事处”的类别（class）“三类”不认识，请从中选一个（可选：一类、二类）。",
    ),
    (
        'kind = "工作动态"',
        'kind = "工作动太"',
        "units.toml 第 11 行：栏目“工作动态”的栏目类型（kind）“工作动太”不认识，请改成“工作动态”"
        "（可选：领导之窗、工作职责、政策文件、政策落实、政策解读、工作动态、通知公告、公示公告、年报、财政预决算、"
        "人事信息、规划计划、其他）。",
    ),
    ('id = "jiaoyu"', 'id = "longchang"', "units.toml 第 21 行：单位编号“longchang”重复，请给每个单位不同的编号。"),
    (
        'id = "jiaoyu"',
        'id = "教育局"',
        "units.toml 第 21 行：单位编号“教育局”不合规定，请只用小写英文字母、数字和连字符，如 longchang。",
    ),
    ("县教育局", "龙场街道办事处", "units.toml 第 22 行：单位名称“龙场街道办事处”重复，请删去或改正其中一个。"),
    (
        'name = "县教育局"',
        'name = "县教育局"\naliases = ["龙场街道"]',
        "units.toml 第 23 行：别名“龙场街道”已是单位“龙场街道办事处”的名称或别名，请只留给一个单位。",
    ),
    (
        'name = "领导之窗"',
        'name = "工作动态"',
        "units.toml 第 15 行：单位“龙场街道办事处”的栏目“工作动态”重复，请删去或改名。",
    ),
    (
        "http://127.0.0.1:8642/jy/gzdt/",
        "HTTPS://127.0.0.1:8642/lc/gzdt/index.html#top",
        "units.toml 第 29 行：栏目“工作动态”的网址与单位“龙场街道办事处”的栏目“工作动态”相同，请核对哪一个写错了。",
    ),
    (
        "http://127.0.0.1:8642/jy/",
        "ftp://127.0.0.1/jy/",
        "units.toml 第 29 行：栏目“工作动态”的网址不是以 http:// 或 https:// 开头，请从浏览器地址栏完整复制网址。",
    ),
    (
        "http://127.0.0.1:8642/jy/",
        "http://www.example.gov.cn/jy/",
        "units.toml 第 29 行：栏目“工作动态”的网址的域名“www.example.gov.cn”不属于该单位的门户，请核对网址"
        "（该门户的域名：127.0.0.1），或把这个域名补进门户的其他域名（hosts）。",
    ),
    (
        'portal = "xiuwen"\n\n',
        'portal = "xiwen"\n\n',
        "units.toml 第 24 行：门户“xiwen”没有登记，请改成已登记的门户编号：xiuwen。",
    ),
    (
        "duty = 30",
        "duty = -1",
        "units.toml 第 18 行：栏目“领导之窗”的更新要求（duty）写法不对，"
        '请写 1 至 3660 的整数天数，不加引号，或写 duty = "据实更新"。',
    ),
    (
        'name = "县教育局"',
        "name = 12",
        'units.toml 第 22 行：单位“jiaoyu”的名称（name）应为文字，现在写的是数字，请写成 name = "……"，两边加英文引号。',
    ),
    (
        "wang@example.gov.cn",
        "wang",
        "units.toml 第 7 行：单位“龙场街道办事处”第 1 位联络员的邮箱不像邮箱地址，请写成 name@example.gov.cn 的样子。",
    ),
    (
        "[[unit]]\nid",
        "[unit]\nid",
        "units.toml 第 20 行：同一个表写了两次，或先写成了单个的表，请删去一处；单位和栏目用双层方括号：[[unit]]。",
    ),
    ('name = "县教育局"', "name = “县教育局”", "units.toml 第 22 行：用了中文引号，请改成英文引号。"),
    (
        'name = "县教育局"',
        'name = "县教育局',
        "units.toml 第 22 行：引号没有成对，或一边用了中文引号，请把这一行重新输入，文字两边各用一个英文引号。",
    ),
    ('name = "县教育局"', "name = 县教育局", "units.toml 第 22 行：文字没有加引号，请在文字两边加英文引号。"),
    ('name = "县教育局"', 'name = "甲"\nname = "乙"', "units.toml 第 23 行：同一个键写了两次，请删去其中一处。"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), FAULTS)
def test_every_fault_of_units_toml_has_its_line_and_cure(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    second_unit = int(sentence.split()[2]) >= UNITS_TEXT[: UNITS_TEXT.rindex("[[unit]]")].count("\n")
    position = UNITS_TEXT.rindex(right) if second_unit else UNITS_TEXT.index(right)
    text = UNITS_TEXT[:position] + wrong + UNITS_TEXT[position + len(right) :]
    assert sentences(folder_with(tmp_path, units=text)) == [sentence]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("[crawl]\ndelay = -1", "第 13 行：[crawl] 的 delay 不能是 -1，请写不小于 0 的数（秒）。"),
        ("[crawl]\ndelay = nan", "第 13 行：[crawl] 的 delay 不能是 nan，请写不小于 0 的数（秒）。"),
        ('[crawl]\ndelay = "2"', "第 13 行：[crawl] 的 delay 应为数字，现在写的是文字，请写成 delay = 2，不加引号。"),
        (
            "[crawl]\nretries = 1.5",
            "第 13 行：[crawl] 的 retries 应为整数，现在写的是数字，请写成 retries = 2，不加引号，不带小数。",
        ),
        (
            "[crawl]\nobey_robots = 1",
            "第 13 行：[crawl] 的 obey_robots 应为是非值，现在写的是数字，"
            "请写成 obey_robots = true 或 obey_robots = false，不加引号。",
        ),
        (
            '[crawl]\nwindow = ["25:00", "06:00"]',
            '第 13 行：[crawl] 的采集时段（window）写法不对，请写成 window = ["22:00", "06:00"] 或 window = "全天"。',
        ),
        ('[crawl]\nbrowser = "yes"', "第 13 行：[crawl] 的 browser “yes”不认识，请从中选一个（可选：auto、off）。"),
        ("[crawl]\nbrowser_pages = 0", "第 13 行：[crawl] 的 browser_pages 不能是 0，请写不小于 1 的整数（页）。"),
        ("[probe]\ndays = 0", "第 13 行：[probe] 的 days 不能是 0，请写不小于 1 的整数（天）。"),
        (
            '[probe]\nwitnesses = ["http://www.gov.cn/"]',
            "第 13 行：[probe] 的旁证主机“http://www.gov.cn/”不是域名，请只写域名和端口，如 www.gov.cn:443。",
        ),
        (
            '[calendar]\nfirst_weekday = "周八"',
            "第 13 行：一周的第一天“周八”不认识，请写成其中一个：周一、周二、周三、周四、周五、周六、周日。",
        ),
        (
            '[calendar]\nextra_holidays = [\n  "2027-01-01"]',
            "第 13 行：[calendar] 的 extra_holidays 应为日期的列表，现在写的是文字，"
            "请写成 extra_holidays = [2027-01-01, 2027-02-17]，日期不加引号。",
        ),
        (
            "[calendar]\nextra_holidays = [2027-02-30]",
            "第 13 行：日期写法不对，或日期不存在，请写成 2027-01-01 这样的真实日期，不加引号。",
        ),
        ('[calender]\ntimezone = "x"', "第 12 行：文件里的键“calender”不认识，请改成 calendar。"),
        ('[calendar]\ntimezone = "北京"', '第 13 行：时区“北京”不认识，请写成 timezone = "Asia/Shanghai"。'),
    ],
)
def test_every_fault_of_county_toml_has_its_line_and_cure(tmp_path: Path, more: str, sentence: str) -> None:
    assert sentences(folder_with(tmp_path, COUNTY_TEXT + "\n" + more)) == [f"county.toml {sentence}"]


def test_all_faults_of_both_files_are_named_at_once(tmp_path: Path) -> None:
    county = COUNTY_TEXT.replace('home = "http://', 'home = "http//').replace("office", "ofice")
    found = sentences(folder_with(tmp_path, county, UNITS_TEXT.replace("一类", "甲类").replace("二类", "乙类")))
    places = [sentence.partition("：")[0] for sentence in found]
    assert places[:2] == ["county.toml 第 3 行", "county.toml 第 9 行"]
    assert places[2:] == [f"units.toml 第 {line} 行" for line in (4, 23)]


def test_missing_and_empty_files_say_what_to_run(tmp_path: Path) -> None:
    first, second = sentences(tmp_path)
    assert first.startswith("county.toml：county.toml 不存在")
    assert "xuncha sample init" in second
    folder_with(tmp_path, units=" \n")
    assert sentences(tmp_path) == ["units.toml：文件是空的，请运行 xuncha sample init 取得样例，照样例填写。"]
    folder_with(tmp_path, units="# 还没有\n")
    assert sentences(tmp_path) == ["units.toml：没有登记任何单位，请补上 [[unit]] 开头的一段，双层方括号。"]


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    folder_with(tmp_path)
    (tmp_path / "units.toml").write_bytes(b"\xff\x80\x00\x01" * 100)
    (tmp_path / "county.toml").unlink()
    (tmp_path / "county.toml").mkdir()
    assert [sentence.partition("，")[0] for sentence in sentences(tmp_path)] == [
        "county.toml：这是一个文件夹",
        "units.toml：文件不是文本",
    ]


def test_a_number_that_may_be_somebodys_is_masked_in_messages() -> None:
    assert quoted("a12345678901b") == "“a123****8901b”"
    assert quoted("1234567890") == "“1234567890”"
    assert len(quoted("长" * 500)) < 70


def test_a_flood_of_faults_is_cut(tmp_path: Path) -> None:
    units = "".join(f'[[unit]]\nid = "u{n}"\n' for n in range(100))
    with pytest.raises(ConfigurationErrors) as caught:
        load_county(folder_with(tmp_path, units=units))
    assert len(caught.value.errors) == 300
    assert len(str(caught.value).splitlines()) == SHOWN_ERRORS + 1


def test_lines_are_found_in_every_way_of_writing() -> None:
    source = '''# [[unit]]
[[unit]]
"id" = """
[[unit]]
"""
column = [
  {name = "a=[b", url = "x"}, # {
  { name = 'c',
    url = "y" }, ]
[unit.more]
a.b = 2026-01-01 00:00:00
[[unit]]
list = [1.5,
 [2, "]"],
 3]
[[unit.column]]
url = "z"'''
    lines = lines_of(source)
    assert lines[("unit", 0, "id")] == 3
    assert lines[("unit", 0, "column", 0, "url")] == 7
    assert lines[("unit", 0, "column", 1, "url")] == 9
    assert lines[("unit", 0, "more", "a", "b")] == 11
    assert lines[("unit", 1)] == 12
    assert lines[("unit", 1, "list", 1, 1)] == 14
    assert lines[("unit", 1, "column", 0, "url")] == 17
    assert line_of(lines, ("unit", 1, "class")) == 12
    assert line_of(lines, ("nothing",)) is None


def test_the_annual_report_has_its_own_duty(tmp_path: Path) -> None:
    units = UNITS_TEXT.replace('kind = "领导之窗"', 'kind = "年报"').replace("duty = 30\n", "")
    assert load_county(folder_with(tmp_path, units=units)).units[0].columns[1].duty_days == ANNUAL_REPORT_DAYS
