"""Portals of other shapes than the sample's."""

from __future__ import annotations

import pytest
from made_portal import HOME, columns, discover, menu, page, rows

from county.proposal import Certainty
from county.units import ColumnKind
from crawler.discovery import ListedUnit

TITLE = "云州市青山县人民政府门户网站"
FOOT = "<p>主办单位：青山县人民政府办公室　地址：云州市青山县人民路一号　电话：见公开指南　网站标识码见页尾</p>"
MINISTRIES = {f"{name}部": f"http://www.{at}.gov.cn/" for at, name in enumerate(("教育", "财政", "公安", "司法"))}
NATION = FOOT + menu(MINISTRIES, "友情链接")


def _table_portal() -> dict[str, str]:
    """Units as a table of links; columns only in the tree of 政府信息公开, as definition lists and nested lists."""
    units = {"教育局": "jyj", "民政局": "mzj", "白水镇": "bsz", "红岩乡": "hyx"}
    cells = "".join(f'<td><a href="/zwgk/bm/{at}/">县{name}</a></td>' for name, at in units.items())
    pages = {
        "/": page(TITLE, menu({"首页": "/", "政务公开": "/zwgk/", "政策文件": "/zwgk/zcwj/"}), NATION),
        "/zwgk/": page("政务公开-青山县", menu({"政府信息公开": "/zwgk/zfxxgk/", "政策文件": "/zwgk/zcwj/"})),
        "/zwgk/zfxxgk/": page("政府信息公开", menu({"部门信息公开": "/zwgk/bm/", "政策解读": "/zwgk/zcjd/"})),
        "/zwgk/bm/": page("部门信息公开", f"<table><tr>{cells}</tr></table>"),
    }
    for name, at in units.items():
        base = f"/zwgk/bm/{at}"
        pages[f"{base}/"] = page(
            "信息公开", menu({"法定主动公开内容": f"{base}/fdzdgknr/"}), menu({"政策文件": "/zwgk/zcwj/"})
        )
        tree = (
            f'<dl><dt>机构职能</dt><dd><a href="{base}/fdzdgknr/jgzn/">主要职责</a></dd>'
            f'<dd><a href="{base}/fdzdgknr/ldxx/">领导信息</a></dd></dl>'
            f'<ul><li>动态<ul><li><a href="{base}/fdzdgknr/gzdt/">{name}工作动态</a></li></ul></li></ul>'
        )
        pages[f"{base}/fdzdgknr/"] = page("法定主动公开内容", tree)
        pages[f"{base}/fdzdgknr/jgzn/"] = page(
            "主要职责", f"<h1>主要职责</h1><p>{f'{name}负责全县有关工作。' * 20}</p>"
        )
        pages[f"{base}/fdzdgknr/ldxx/"] = page(
            "领导信息", f"<h1>领导信息</h1><p>{f'局长主持{name}全面工作。' * 20}</p>"
        )
        pages[f"{base}/fdzdgknr/gzdt/"] = page("工作动态", rows(name))
    pages["/zwgk/zcwj/"] = page("政策文件-青山县", rows("县政府"))
    return pages


def test_units_in_a_table_with_their_columns_in_the_disclosure_tree() -> None:
    proposal = discover(_table_portal())
    assert {unit.name for unit in proposal.units} == {"县教育局", "县民政局", "县白水镇", "县红岩乡"}
    assert {unit.id for unit in proposal.units} == {"jyj", "mzj", "bsz", "hyx"}
    assert columns(proposal)["县教育局", "工作动态"] == "/zwgk/bm/jyj/fdzdgknr/gzdt/"
    assert len(proposal.columns) == 12
    assert all(f"/{column.unit}/" in column.url for column in proposal.columns)
    assert {column.certainty for column in proposal.columns} == {Certainty.HIGH}


def test_with_the_offices_list_the_units_are_those_of_the_list() -> None:
    listed = [ListedUnit("jiaoyuju", "青山县教育局"), ListedUnit("baishui", "白水镇人民政府", ("白水镇",))]
    proposal = discover(_table_portal(), listed)
    assert {(column.unit, column.unit_name) for column in proposal.columns} == {
        ("jiaoyuju", "青山县教育局"),
        ("baishui", "白水镇人民政府"),
    }
    assert len(proposal.columns) == 6


def _hosted_portal() -> dict[str, str]:
    """Units on hosts of their own; menus as selects, maps, onclick and pictures; columns that bounce."""
    select = (
        "<h4>县直部门</h4><select><option>请选择</option>"
        '<option value="http://jyj.qingshan.gov.cn/">教育局</option><option value="http://mzj.qingshan.gov.cn/">民政局'
        '</option><option value="http://www.yunzhou.gov.cn/jtj/">交通运输局</option></select>'
    )
    clicks = (
        "<h4>乡镇街道</h4><div><span onclick=\"window.open('/bsz/')\">白水镇</span>"
        "<span onclick=\"location.href='/hyx/'\">红岩乡</span>"
        "<span onclick=\"window.open('/hjd/')\">河街街道</span></div>"
    )
    image_map = '<map name="m"><area href="/m1.html"><area href="/m2.html"><area href="/m3.html"></map>'
    news = "<div class='tit'><h3>工作动态</h3><a href='gzdt.html'>更多&gt;&gt;</a></div><ul></ul>"
    pages = {
        "/": page(TITLE, select, clicks, NATION, menu({"通知公告": "/tzgg/", "地图": "/map/"}), image_map),
        "/tzgg/": page("通知公告-青山县", rows("全县")),
        "/hyx/": page(
            "红岩乡",
            menu({"政务动态": "/hyx/zwdt/", "政策文件": "http://www.guizhou.gov.cn/zcwj/", "公示公告": "/hyx/gs/"}),
        ),
        "/hyx/zwdt/": page("政务动态-红岩乡", rows("红岩乡")),
        "/hyx/gs/": "-> /",
        "/bsz/": page("白水镇", menu({"镇街动态": "/bsz/dt/", "通知公告": "/tzgg/", "年报": "/bsz/nb/"})),
        "/bsz/dt/": page("镇街动态", rows("白水镇")),
        "/bsz/nb/": "-> http://www.guizhou.gov.cn/nb/",
        "/hjd/": "-> /",
        "/m1.html": page(
            "石桥镇-青山县人民政府", menu({"工作动态": "/sq/dt/", "领导之窗": "/sq/ld/", "财政资金": "/sq/cz/"})
        ),
        "/m2.html": page("旅游地图", "<p>青山县旅游地图。</p>"),
        "/sq/dt/": page("工作动态", rows("石桥镇")),
        "/sq/ld/": page("领导之窗", "<p>" + "镇长主持政府全面工作。" * 9 + "</p>"),
        "/sq/cz/": page("财政资金", "<div class='list'><ul></ul><p>暂无信息</p></div>"),
    }
    for at, name in (("jyj", "教育局"), ("mzj", "民政局")):
        host = f"http://{at}.qingshan.gov.cn"
        pages[f"{host}/"] = page(
            f"青山县{name}", news, menu({"首页": "/", "机构职能": "/jgzn.html", "通知公告": f"{HOME}tzgg/"})
        )
        pages[f"{host}/gzdt.html"] = page(f"工作动态-青山县{name}", rows(name))
        pages[f"{host}/jgzn.html"] = page("机构职能", f"<p>{f'{name}贯彻执行有关方针政策。' * 9}</p>")
    return pages


def test_units_on_hosts_of_their_own_and_menus_of_every_make() -> None:
    proposal = discover(_hosted_portal())
    found = columns(proposal)
    assert found["教育局", "工作动态"] == "http://jyj.qingshan.gov.cn/gzdt.html"
    assert found["民政局", "机构职能"] == "http://mzj.qingshan.gov.cn/jgzn.html"
    assert found["红岩乡", "政务动态"] == "/hyx/zwdt/"
    assert found["白水镇", "镇街动态"] == "/bsz/dt/"
    assert found["石桥镇", "财政资金"] == "/sq/cz/"
    assert proposal.hosts == ("jyj.qingshan.gov.cn", "mzj.qingshan.gov.cn")


def test_what_is_not_kept_on_the_portal_is_refused() -> None:
    proposal = discover(_hosted_portal())
    urls = {column.url for column in proposal.columns}
    refused = {column.url: column.why for column in proposal.refused}
    assert not [url for url in urls if "guizhou" in url]
    assert "别的网站" in refused["http://www.guizhou.gov.cn/zcwj/"]
    assert "别的网站" in refused[f"{HOME}bsz/nb/"]
    assert "首页" in refused[f"{HOME}hyx/gs/"]


def test_the_portals_own_columns_are_nobodys() -> None:
    for pages in (_table_portal(), _hosted_portal()):
        urls = {column.url for column in discover(pages).columns}
        assert not urls & {f"{HOME}zwgk/zcwj/", f"{HOME}tzgg/"}


def test_a_unit_on_another_site_is_named_in_the_notes() -> None:
    notes = discover(_hosted_portal()).notes
    assert any("交通运输局" in note and "--host www.yunzhou.gov.cn" in note for note in notes)


def test_menus_of_ministries_are_no_units() -> None:
    names = {unit.name for unit in discover(_hosted_portal()).units}
    assert names == {"教育局", "民政局", "白水镇", "红岩乡", "河街街道", "石桥镇"}


def _flat_portal() -> dict[str, str]:
    """No folders: every address is a number. Columns stand under a unit's name in one page, or behind a frame."""
    one = menu({"工作动态": "/list?id=11", "公告公示": "/list?id=12"}, "县水务局")
    two = menu({"工作动态": "/list?id=21", "政策解读": "/list?id=22"}, "县林业局")
    tree = (
        "<script>d=new dTree('d');d.add(0,-1,'栏目');d.add(1,0,'人事信息','/list?id=31');"
        "d.add(2,0,'规划计划','/list?id=32');</script>"
    )
    units = {"县水务局": "/u?id=1", "县林业局": "/u?id=2", "县统计局": "/u?id=3"}
    return {
        "/": page(TITLE, menu(units, "政府部门"), one, two),
        "/u?id=1": page("县水务局", menu({"政策文件": "/list?id=9", "工作动态": "/list?id=11"})),
        "/u?id=2": page("县林业局", menu({"政策文件": "/list?id=9", "决策部署落实": "/list?id=23"})),
        "/u?id=3": page("县统计局", "<iframe src='/tree?u=3' width='200'></iframe>"),
        "/tree?u=3": page("栏目", tree, "<p>请选择栏目查看统计局公开的信息</p>"),
        "/list?id=9": page("政策文件", rows("全县")),
        "/list?id=11": page("工作动态", rows("水务局")),
        "/list?id=12": page("公告公示", rows("水库")),
        "/list?id=21": page("工作动态", rows("林业局")),
        "/list?id=22": page("政策解读", rows("林木")),
        "/list?id=23": page("落实", "<div>您的位置：<a>首页</a><a>县统计局</a><a>决策部署落实</a></div>", rows("统计")),
        "/list?id=31": page("人事信息", rows("统计局")),
        "/list?id=32": page("规划计划", rows("普查")),
    }


def test_a_column_of_the_portal_that_is_parted_by_units() -> None:
    pages = _table_portal()
    parts = {"县教育局": "/nb/jyj/", "县民政局": "/nb/mzj/", "县白水镇": "/zwgk/bm/bsz/"}
    pages["/zwgk/zfxxgk/"] += menu({"政府信息公开年报": "/nb/"})
    pages["/nb/"] = page("政府信息公开年报", menu(parts), rows("公开"))
    for name, url in parts.items():
        pages.setdefault(url, page(f"政府信息公开年报-{name}", rows(name)))
    found = [column for column in discover(pages).columns if column.kind is ColumnKind.ANNUAL_REPORT]
    assert {column.unit_name: column.url for column in found} == {
        "县教育局": f"{HOME}nb/jyj/",
        "县民政局": f"{HOME}nb/mzj/",
    }
    assert {column.certainty for column in found} == {Certainty.MIDDLE}


def test_columns_under_headings_and_in_script_trees() -> None:
    found = columns(discover(_flat_portal()))
    assert found == {
        ("县水务局", "工作动态"): "/list?id=11",
        ("县水务局", "公告公示"): "/list?id=12",
        ("县林业局", "工作动态"): "/list?id=21",
        ("县林业局", "政策解读"): "/list?id=22",
        ("县统计局", "人事信息"): "/list?id=31",
        ("县统计局", "规划计划"): "/list?id=32",
        ("县统计局", "决策部署落实"): "/list?id=23",
    }


def test_a_column_of_two_units_is_refused_and_one_that_names_another_owner_is_doubted() -> None:
    proposal = discover(_flat_portal())
    [shared] = [column for column in proposal.refused if column.url.endswith("id=9")]
    assert "公共栏目" in shared.why
    [moved] = [column for column in proposal.columns if column.url.endswith("id=23")]
    assert (moved.unit_name, moved.certainty) == ("县统计局", Certainty.MIDDLE)


def test_a_list_that_answers_everywhere_is_doubted() -> None:
    pages = _table_portal()
    for unit in ("jyj", "mzj"):
        pages[f"/zwgk/bm/{unit}/fdzdgknr/gzdt/"] = page("工作动态", "<base href='/all/'>", rows("全站"))
    low = [column for column in discover(pages).columns if column.certainty is Certainty.LOW]
    assert {column.unit for column in low} == {"jyj", "mzj"}


def test_a_column_that_could_not_be_read_is_doubted_and_not_refused() -> None:
    pages = _table_portal()
    pages["/zwgk/bm/jyj/fdzdgknr/gzdt/"] = page("系统维护", "<p>网站正在维护升级，请稍后访问。</p>")
    [column] = [column for column in discover(pages).columns if column.certainty is Certainty.LOW]
    assert (column.unit, column.name) == ("jyj", "工作动态")
    assert "维护" in column.why


@pytest.mark.parametrize("front", ["", "<meta http-equiv='refresh' content='0;url=/index/'>"])
def test_a_front_page_that_only_leads_on(front: str) -> None:
    pages = _table_portal()
    pages["/index/"], pages["/"] = pages["/"], front
    found = discover(pages).columns
    assert len(found) == (12 if front else 0)


def test_kinds_are_told_by_name() -> None:
    kinds = {column.name: column.kind for column in discover(_hosted_portal()).columns}
    assert kinds["镇街动态"] is ColumnKind.NEWS
    assert kinds["财政资金"] is ColumnKind.BUDGET
    assert kinds["机构职能"] is ColumnKind.FUNCTIONS
