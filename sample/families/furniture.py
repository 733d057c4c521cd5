"""The furniture of every page: site header, navigation to the other units, side boxes, footer."""

from __future__ import annotations

from html import escape

from sample.families.base import Neighbourhood

_ELSEWHERE = (
    (
        "http://www.gov.cn/zhengce/content/2023-08/28/content_6900643.htm",
        "政务服务效能提升常态化工作意见",
        "2023-09-01",
    ),
    ("http://www.gov.cn/zhengce/content/202401/content_6924785.htm", "银发经济发展增进老年人福祉的意见", "2024-01-15"),
    ("https://www.guizhou.gov.cn/zwgk/zcfg/202311/t20231120_83123456.html", "贵州省优化营商环境条例解读", "2023-11-20"),
    ("https://www.guiyang.gov.cn/zwgk/202312/t20231229_83467890.html", "贵阳市民生实事项目公布", "2023-12-29"),
)
_FRIENDS = (
    ("http://www.gov.cn/", "中国政府网"),
    ("https://www.guizhou.gov.cn/", "贵州省人民政府"),
    ("https://www.guiyang.gov.cn/", "贵阳市人民政府"),
    ("https://zwfw.guizhou.gov.cn/", "贵州政务服务网"),
)


def charset_meta(around: Neighbourhood) -> str:
    """The meta that names the charset, where the unit's pages have one."""
    name = around.unit.charset.meta
    return f'<meta http-equiv="Content-Type" content="text/html; charset={name}" />\n' if name else ""


def header() -> str:
    """Banner, search box and main menu."""
    return (
        '<div class="header"><div class="logo"><a href="/">'
        '<img src="/images/logo.png" alt="修文县人民政府"></a></div>\n'
        '<form action="/search/" method="get" class="search"><input type="text" name="q" placeholder="请输入关键字">'
        '<input type="submit" value="搜索"></form>\n'
        '<ul class="menu"><li><a href="/">首页</a></li><li><a href="/#zwgk">政务公开</a></li>'
        '<li><a href="https://zwfw.guizhou.gov.cn/" target="_blank">政务服务</a></li>'
        '<li><a href="/search/?q=%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80">站内搜索</a></li></ul></div>\n'
    )


def unit_menu(around: Neighbourhood) -> str:
    """Links to the homes of all units."""
    links = "".join(f'<li><a href="{path}" title="{unit.name}">{unit.name}</a></li>' for unit, path in around.homes)
    return f'<div class="bmnav"><h3>部门乡镇</h3><ul class="clearfix">{links}</ul></div>\n'


def column_menu(around: Neighbourhood) -> str:
    """Links to the unit's own columns."""
    links = "\n".join(f'<li><a href="{path}">{column.name}</a></li>' for column, path in around.columns)
    return f'<div class="leftmenu"><h2>{around.unit.name}</h2>\n<ul>\n{links}\n</ul></div>\n'


def side_box(*, dated: bool) -> str:
    """The box of related links: pages of other sites, always the same."""
    rows = "".join(
        f'<li><a href="{href}" title="{title}">{title}</a>{f"<span>{day}</span>" if dated else ""}</li>\n'
        for href, title, day in _ELSEWHERE
    )
    return f'<div class="sidebar hot"><div class="tit">相关链接</div><ul>\n{rows}</ul></div>\n'


def crumbs(around: Neighbourhood, home: str, *names: str, sign: str = "&gt;") -> str:
    """Where one is (当前位置)."""
    parts = [
        '<a href="/">首页</a>',
        f'<a href="{home}">{around.unit.name}</a>',
        *(f"<span>{escape(name)}</span>" for name in names),
    ]
    return f'<div class="position">当前位置：{f" {sign} ".join(parts)}</div>\n'


def footer() -> str:
    """Site code, record numbers, telephone."""
    friends = "".join(f'<a href="{href}" target="_blank">{name}</a>' for href, name in _FRIENDS)
    return (
        f'<div class="links"><span>友情链接：</span>{friends}</div>\n<div class="footer">\n'
        "<p>主办单位：修文县人民政府办公室　承办单位：修文县人民政府信息中心</p>\n"
        "<p>地址：贵州省贵阳市修文县龙场镇人民路1号　邮编：550200　联系电话：0851-82322114</p>\n"
        '<p>网站标识码：5201230001　<a href="https://beian.miit.gov.cn/">黔ICP备05001922号</a>　'
        "贵公网安备 52012302000106号</p>\n</div>\n"
    )
