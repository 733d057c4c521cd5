"""Articles of templates nobody has named: titles without tag or class, data lines of every form, bodies that only their
place tells."""

import datetime as dt

import pytest

from county.page import Article, Origin
from crawler.reading import Page, read_article

URL = "http://www.example.cn/xw/88.html"
DAY = dt.date(2026, 4, 9)
TITLE = "县政府召开会议研究防汛工作"
FIRST = "4月8日，县长主持召开县政府常务会议，研究部署防汛抗旱等工作。"
LAST = "会议强调，要压实责任，确保各项措施落到实处。"
BODY = f"<p>{FIRST}</p><p>{LAST}</p>"
PATH = "<div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/xw/>政务要闻</a> &gt; 正文</div>"
FOOT = "<div class=footer><p>主办单位：某县人民政府办公室，联系电话：0851-12345678</p></div>"


def _read(content: str, title: str = f"{TITLE}_某县人民政府网", url: str = URL) -> Article:
    source = f"<html><head><title>{title}</title></head><body><div class=w>{PATH}{content}</div>{FOOT}</body></html>"
    return read_article(Page.parse(source.encode(), url))


@pytest.mark.parametrize(
    ("shown", "named"),
    [
        (f"<div class=a>{TITLE}</div>", "某县人民政府网站"),
        (f"<td><font size=5><b>{TITLE}</b></font></td>", "新闻内容"),
        (f"<p class=a>{TITLE}</p>", f"某县人民政府-新闻中心-政务要闻-{TITLE}"),
        (f"<div class=a>{TITLE}</div>", f"某县人民政府网 政务要闻 {TITLE}"),
        (f"<div class=a>{TITLE}</div>", f"{TITLE}-政务要闻-某县人民政府网"),
        (f"<div class=a>{TITLE}</div>", "县政府召开会议研究防..."),
        (f"<h2>政务要闻</h2><span class=a>{TITLE}</span>", "政务要闻-某县人民政府网"),
        ("<div class=title>县政府召开会议<br>研究防汛工作</div>", "某县人民政府网站"),
        (f"<div class=a>{TITLE}</div>", "某县档案局--详细页"),
        (f"<div class=a>{TITLE}</div>", "某县人民政府网站--新闻内容"),
        (f"<ul><li><b>发布机构：</b>某镇</li><li><b>标　　题：</b>{TITLE}</li></ul>", "政府信息公开"),
        (f"<table><tr><td>信息名称</td><td>{TITLE}</td></tr></table>", "政府信息公开"),
        ("<h1>县政府<b>召开</b>会议研究<i>防汛</i>工作</h1>", "某县人民政府网站"),
    ],
)
def test_titles(shown: str, named: str) -> None:
    article = _read(f"{shown}<div>发布时间：2026-04-09 来源：某镇</div><div class=b>{BODY}</div>", named)
    assert article.title == TITLE


def test_name_of_a_column_is_the_title_of_a_page_about_it() -> None:
    about = _read(
        "<h2>政务要闻</h2><div class=b><p>本栏目发布县委、县政府的重要政务活动。</p></div>", "政务要闻_某县政府"
    )
    assert about.title == "政务要闻"


@pytest.mark.parametrize(
    "data",
    [
        "日期：2026.4.9　来源于：某镇　访问量：22",
        "供稿：某镇　发布时间：2026-04-09 浏览数：1",
        "二〇二六年四月九日　来源：某镇",
        "<ul><li>发布时间</li><li>2026-04-09</li><li>来源</li><li>某镇</li></ul>",
        "<h3>县长主持召开会议</h3><i>2026-04-09 10:08</i><i>来源：某镇</i>",
        "2026-04-09　转载来源：某镇　阅读 3",
    ],
)
def test_data_lines(data: str) -> None:
    article = _read(f"<h1>{TITLE}</h1><div>{data}</div><div class=b>{BODY}</div>")
    assert (article.dates.get(Origin.DISPLAYED), article.source) == (DAY, "某镇")


@pytest.mark.parametrize(
    "around",
    [
        f"<h1>{TITLE}</h1><div>2026年4月9日 某镇融媒体</div><div class=b>{BODY}</div>",
        f"<div><b>09</b><i>2026-04</i></div><h1>{TITLE}</h1><div>来源：某镇</div><div class=b>{BODY}</div>",
        f"<ul><li><a href=/1.html>工作报告全文发布</a> 2026-04-20</li></ul><h1>{TITLE}</h1><p>2026-04-09</p>{BODY}",
    ],
)
def test_dates_beside_names_in_boxes_and_below_headlines_that_speak_of_publishing(around: str) -> None:
    assert _read(around).dates[Origin.DISPLAYED] == DAY


def test_a_sentence_that_begins_with_a_date_is_no_data_line() -> None:
    article = _read(f"<h1>{TITLE}</h1><div>（2026年4月1日 县政府第3次会议通过）</div><div class=b>{BODY}</div>")
    assert Origin.DISPLAYED not in article.dates


def test_issuer_beside_its_name_where_names_and_values_take_turns() -> None:
    index = (
        "<table><tr><th>索引号</th><td>G001</td><th>公开方式</th><td>主动公开</td></tr>"
        "<tr><th>发布机构</th><td>县水务局</td><th>发布日期</th><td>2026-04-09</td></tr></table>"
    )
    article = _read(f"{index}<h1>{TITLE}</h1><div class=b>{BODY}</div>")
    assert (article.source, article.dates[Origin.DISPLAYED]) == ("县水务局", DAY)


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>{TITLE}</h1><p>2026-04-09 来源：某镇</p><div class=TRS_Editor><p>{FIRST}</p></div><p>{LAST}</p>",
        f"<h1>{TITLE}</h1><p>2026-04-09</p><div class=x><p>{FIRST}</p></div><div class=x><p>{LAST}</p></div>",
        f"<h1>{TITLE}</h1><p>2026-04-09 来源：某镇</p><span>　　{FIRST}<br>　　{LAST}</span>",
        f"<h1>{TITLE}</h1><p>2026-04-09</p><div id=c></div><textarea id=t>{BODY}</textarea>",
        f"<h1>{TITLE}</h1><p>2026-04-09</p><div id=c></div><script type=text/html>{BODY}</script>",
        f"<div class=nr><h1>{TITLE}</h1><p>时间：2026-04-09 来源：某镇</p><div class=q>{BODY}</div></div>",
        f"<h1>{TITLE}</h1><p>2026-04-09</p><div class=b>{BODY}<p>一审：张三　二审：李四　三审：王五</p></div>",
    ],
)
def test_bodies(content: str) -> None:
    assert _read(content).text.content == f"{FIRST}\n{LAST}\n"


def test_what_leads_to_a_table_belongs_to_the_body() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>某村</td><td>{300 + n}</td></tr>" for n in range(40))
    lead = "<p>现将三季度发放情况公示如下：</p>"
    article = _read(f"<h1>{TITLE}</h1><p>2026-04-09</p><div class=b>{lead}<table>{rows}</table></div>")
    assert article.text.content.startswith("现将三季度发放情况公示如下：\n0\t某村")


def test_a_short_body_right_in_the_page_is_not_the_whole_page() -> None:
    body = "<p>根据工作需要，现面向社会公开招聘教师30名。</p><p>报名至12月1日。</p>"
    foot = "<div class=footer><p>主办：某县人民政府办公室</p><p>某ICP备12345678号-1 网站标识码：0000000001</p></div>"
    data = "<div><span>报名截止：2026-05-01</span><span>发布日期：2026-04-09</span></div>"
    source = f"<title>{TITLE}</title>{PATH}<h1>{TITLE}</h1>{data}<div class=b>{body}</div>{foot}"
    article = read_article(Page.parse(source.encode(), URL))
    assert article.text.content == "根据工作需要，现面向社会公开招聘教师30名。\n报名至12月1日。\n"


def test_a_short_notice_is_not_the_longer_text_about_the_county() -> None:
    about = "<div class=about><p>某县位于省境中部，辖12个乡镇，总面积1075平方公里，是全国卫生县城，素有美誉。</p></div>"
    notice = "<p>因管网检修，4月10日8时至18时城区停水。</p><p>特此通知。</p>"
    content = f"<div class=d><h1>停水通知</h1><div>发布时间：2026-04-09</div><div class=e>{notice}</div></div>{about}"
    assert _read(content, "停水通知_某县政府").text.content.splitlines()[0].startswith("因管网检修")
    assert _read(content, "停水通知_某县政府").text.content.endswith("特此通知。\n")


def test_sentences_that_begin_like_a_button_are_text() -> None:
    body = f"<p>关闭煤矿后如何补偿？</p>{BODY}<p>打印机由县财政统一采购。</p>"
    text = _read(f"<h1>{TITLE}</h1><p>2026-04-09</p><div class=b>{body}</div>").text.content
    assert text.startswith("关闭煤矿")
    assert text.endswith("统一采购。\n")


def test_templates_and_short_hints_in_a_store_are_no_body() -> None:
    form = (
        "<textarea>请在此输入您的留言，我们将在五个工作日内答复您，感谢您对政府工作的关心和支持，祝好。{{x}}</textarea>"
    )
    assert _read(f"<h1>{TITLE}</h1><p>2026-04-09</p>{form}").text.content == ""


def test_a_list_of_files_is_the_body_of_a_page_without_text() -> None:
    files = "<div class=q><p><a href=/P1.pdf>预算公开表.pdf</a></p></div>"
    assert _read(f"<h1>{TITLE}</h1><p>2026-04-09</p>{files}").text.content == "预算公开表.pdf\n"


@pytest.mark.parametrize(
    ("data", "source"),
    [
        ("<p>2026年04月09日 08:30　　某某日报　　字号：<a>大</a></p>", "某某日报"),
        ("<p><time>2026-04-09</time><span>县水务局</span></p>", "县水务局"),
        ("<p>2026-04-09<i></i>某镇人民政府<i></i>129</p>", "某镇人民政府"),
        ("<p>2026-04-09 来源：县水务局 评论：0 点击：1</p>", "县水务局"),
        ("<span>公开日期：2026-04-09</span><span>公开单位：县水务局</span>", "县水务局"),
        ("<p>2026-04-09</p><p>工作动态</p>", ""),
        ("<p>2026-04-09</p><p>政务要闻</p>", ""),
        ("<p>【发布时间：２０２６－０４－０９】</p>", ""),
    ],
)
def test_sources_with_and_without_a_label(data: str, source: str) -> None:
    article = _read(f"<h1>{TITLE}</h1>{data}<div class=b>{BODY}</div>")
    assert (article.dates.get(Origin.DISPLAYED), article.source) == (DAY, source)


def test_index_table_in_pairs_and_the_data_line_below_the_body() -> None:
    first = "<tr><td>发布机构</td><td>县政府办</td><td>成文日期</td><td>2026-04-01</td></tr>"
    pairs = f"{first}<tr><td>文号</td><td>无</td><td>发布日期</td><td>2026-04-09</td></tr>"
    table = _read(f"<table>{pairs}</table><h1>{TITLE}</h1><div class=b>{BODY}</div>")
    below = _read(f"<h1>{TITLE}</h1><div class=b>{BODY}</div><p>发布机构：县政府办</p><p>发布时间：2026-04-09</p>")
    assert (table.source, below.source) == ("县政府办", "县政府办")


@pytest.mark.parametrize(
    ("shown", "named"),
    [
        (f"<p class=con-title>{TITLE}</p>", f"某县人民政府 时政 {TITLE}"),
        (f"<div>{TITLE}</div>", "地名公告"),
        ("<div>县政府召开会议<span>研究防汛工作</span></div>", "专题报道"),
        (f"<h1>{TITLE}</h1>", "关于某事的公告"),
        (f"<h2>{TITLE}</h2>", "公告"),
        (f"<h2>{TITLE}</h2><table><tr><th>文号</th><td>无</td><th>成文日期</th></tr></table>", "政策文件"),
    ],
)
def test_the_page_wins_where_it_shows_nothing_of_its_title_tag(shown: str, named: str) -> None:
    assert _read(f"{shown}<div>发布：2026-04-09 来源：某镇</div><div class=b>{BODY}</div>", named).title == TITLE


def test_title_tag_wins_where_the_page_shows_it() -> None:
    article = _read(f"<div>某专栏的名称</div><div>发布：2026-04-09</div><div class=b>{BODY}<p>{TITLE}完</p></div>")
    assert article.title == TITLE


def test_a_body_in_two_boxes_of_one_class_is_whole() -> None:
    first, second = f"<div class=content><p>{FIRST}</p></div>", f"<div class=content><p>{LAST * 3}</p></div>"
    text = _read(f"<h1>{TITLE}</h1><p>发布时间：2026-04-09</p>{first}{second}").text.content
    assert text == f"{FIRST}\n{LAST * 3}\n"


def test_names_and_values_in_boxes_of_their_own() -> None:
    data = "<div><label>发文机关</label><em>县司法局</em></div><div><label>公开日期</label><em>2026-04-09</em></div>"
    article = _read(f"<div class=d>{data}</div><h1>{TITLE}</h1><div class=b>{BODY}</div>")
    assert (article.source, article.dates[Origin.DISPLAYED]) == ("县司法局", DAY)


@pytest.mark.parametrize(
    ("mark", "origin"), [("", Origin.DISPLAYED), ("<script>window._CONFIG={}</script>", Origin.META)]
)
def test_the_unit_whose_page_it_is_need_not_be_the_source(mark: str, origin: Origin) -> None:
    day = "<tr><td>发布日期：</td><td>2026-04-09</td></tr>"
    table = f"<table><tr><td>发布机构：</td><td>某街道办事处</td></tr>{day}</table>"
    article = _read(f"{mark}{table}<h1>{TITLE}</h1><div class=b>{BODY}</div>")
    assert (article.source, article.source_origin) == ("某街道办事处", origin)


def test_subtitle_is_no_title() -> None:
    data = "<p>发布时间：2026-04-09 来源：某镇</p>"
    for shown in (f"<p class=bt>{TITLE}</p><p class=fbt>——某县防汛工作纪实</p>", f"<p>{TITLE}</p><p>-- 防汛纪实</p>"):
        assert _read(f"<div>{shown}{data}<div class=b>{BODY}</div></div>", "新闻内容").title == TITLE


def test_tools_and_data_line_inside_the_body() -> None:
    sizes = "<div><a>【大】</a><a>【中】</a><a>【小】</a>打印</div>"
    tools = f"<div><span>时间：2026-04-09</span><span>来源：某镇</span>{sizes}</div>"
    article = _read(f"<div class=a>{TITLE}</div><div class=content>{tools}<p>{TITLE}</p>{BODY}</div>")
    assert (article.dates.get(Origin.DISPLAYED), article.source) == (DAY, "某镇")
    assert article.text.content == f"{FIRST}\n{LAST}\n"


def test_time_and_source_in_a_notice_are_those_of_its_matter() -> None:
    notice = "<p>时间：2026年4月15日</p><p>来源：各单位自行准备材料，并于4月14日前报送。</p>"
    article = _read(f"<div class=a>{TITLE}</div><div>2026-04-09</div><div class=content>{notice}{BODY}</div>")
    assert (article.published, article.source) == (DAY, "")


def test_source_on_two_lines_at_the_end_is_not_text() -> None:
    field = "<div class=f><div>来源</div><div>水生态科</div></div>"
    article = _read(f"<h1>{TITLE}</h1><p>2026-04-09</p><div class=content>{BODY}{field}</div>")
    assert (article.source, article.text.content) == ("水生态科", f"{FIRST}\n{LAST}\n")


def test_day_with_its_label_behind_it() -> None:
    foot = "<table><tr><td>（某镇供稿）</td><td>2026年4月9日发布</td></tr></table>"
    article = _read(f"<h1>{TITLE}</h1><div class=content>{BODY}</div>{foot}")
    assert article.dates.get(Origin.DISPLAYED) == DAY
