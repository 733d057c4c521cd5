"""Which names of links lead to menus of units or of columns (目录页)."""

from __future__ import annotations

import re

from crawler.discovery.column_names import tidy_name

_TO_UNITS = re.compile(
    r"部门|乡镇|镇街|街镇|街道|镇乡|[县区市]直|直属|单位(?!简介|概况|职)|组织机构|机构设置|政府机构|机构导航|派出机构|工作机构|政府组成"
)
_TO_COLUMNS = re.compile(
    r"信息公开|政务公开|主动公开|公开内容|公开目录|公开平台|公开专栏|信息目录|法定公开|机构信息|机构职能|政策公开|财政信息|公开事项|基层公开|两化"
    r"|重点领域|履职依据|工作信息|公开信息|政府信息|政务信息|信息分类|网站导航|站点地图|网站地图"
)
_NEVER = re.compile(
    r"依申请|申请公开|意见箱|信箱|投诉|举报|指南$|制度$|年度?报告?$|登[录陆]|注册|搜索|检索|查询|办事|服务$|问卷|留言|解读$"
)
_LONGEST = 14
"""Characters. A longer text is the title of an article."""
UNIT_HEADING = re.compile(r"部门|乡镇|镇街|街镇|街道|[县区市]直|单位|机构|委办局|局办|组成")


def leads_to_units(text: str) -> bool:
    """Whether a page behind that name is likely to list units, or what they disclose."""
    name = tidy_name(text)
    return _fits(name) and (_TO_UNITS.search(name) or _TO_COLUMNS.search(name)) is not None


def leads_to_columns(text: str) -> bool:
    """Whether a page behind that name, on a unit's own pages, is likely to list its columns."""
    name = tidy_name(text)
    return _fits(name) and _TO_COLUMNS.search(name) is not None


def _fits(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and _NEVER.search(name) is None
