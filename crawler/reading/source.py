"""Whose text it is (来源): as shown near the date, after the body, else as the meta tags say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from county.page import Origin
from crawler.platforms.family import family_of
from crawler.reading.beside_date import beside_date
from crawler.reading.flow import inline_text
from crawler.reading.labels import INDEX_NAME, Regions, spaced
from crawler.reading.page import Page

_SOURCE = re.compile(
    r"(?:^|(?<=[\s\u3000|｜\[【(（/]))(?:"
    + spaced(
        "信息来源", "文章来源", "稿件来源", "新闻来源", "内容来源", "资料来源", "发布来源", "来源于", "来源", "稿源",
        "出处", "转载来源", "来源单位", "来源部门",
    )
    + r")\s*[】\]]?\s*[:：∶]\s*|(?:(?<=\d)|(?<=日)|(?<=[\s：:]))来\s*源\s*[:：]\s*"
)  # fmt: skip
_ISSUER = re.compile(
    r"(?:^|(?<=[\s\u3000|]))(?:"
    + spaced(
        "发布机构", "发文机关", "发布单位", "发布部门", "发文单位", "发文机构", "公开责任部门", "公开单位", "公开机构",
        "公开部门", "制发机关",
    )
    + r")\s*[:：∶]\s*"
)  # fmt: skip
_SUPPLIER = re.compile(r"(?:^|(?<=[\s\u3000|]))(?:" + spaced("供稿单位", "供稿", "来稿单位") + r")\s*[:：∶]\s*")
_BARE_LABEL = re.compile("(?:" + spaced("信息来源", "文章来源", "来源", "稿源") + ")")
"""A label in a box of its own needs no colon."""
_NEXT_LABEL = re.compile(
    r"\s*[\[【(（|｜]?\s*(?:"
    + spaced(
        "发布时间", "发布日期", "发表时间", "发文日期", "时间", "日期", "字号", "字体", "浏览", "点击", "阅读",
        "打印", "作者", "编辑", "责任编辑", "责编", "审核", "分享", "访问", "记者", "视力", "背景", "关闭",
        "更新", "信息类别", "评论", "标签", "关键词",
        "初审", "复审", "终审", "撰稿", "供稿", "校对", "摄影", "次数", "人气", "收藏",
        "大中小", "发布人", "发布者", "文号", "索引号", "主题", "名称", "成文",
    )
    + r")[^，。]{0,6}?(?:[:：∶【\[(（]|次|$).*$"
)  # fmt: skip
_DATE_TAIL = re.compile(r"\s*[|｜]?\s*(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}.*$")
_PARTS = re.compile(r"\s{3,}|\s*[|｜]\s*")
_EDGES = " 　\t:：∶|｜【】[]"
_UNPAIRED = re.compile(r"^[（(]([^（()）]*)$|^([^（(]*)[)）]$")
_IS_LABEL = re.compile(r"^[^，。]{1,8}[:：∶]")
_NOT_NAMES = re.compile(
    r"^(?:[-—\d\s:：./|]+|大|中|小|打印|关闭|分享\S*|字[号体]\S*|浏览\S*|默认|超大|A[+-]?|【.*|null|undefined|无)$",
    re.I,
)
_ISSUERS = frozenset(
    {"发布机构", "发文机关", "发布单位", "发布部门", "发文单位", "发文机构", "公开单位", "来源", "信息来源"}
)
_LEAST_NAMES = 3
"""A row of two cells is a name and its value."""
_ROWS = 40
"""Index tables are short."""
_META_NAMES = ("contentsource", "source", "article:author", "mediaid", "docsourcename")
_LONGEST = 80
_LONGEST_IN_BODY = 40
_SENTENCE = re.compile("[，。；！？]")


def read_source(page: Page, parts: Regions) -> tuple[str, Origin | None]:
    """The source and where it was read; "" and None where there is none. A label with nothing behind it is none."""
    for region in (parts.header, parts.foot, parts.bottom, parts.above, parts.top):
        for value in _values(region, _SOURCE):
            if value and ((region is not parts.top and region is not parts.bottom) or _is_named_in_body(value)):
                return value, Origin.DISPLAYED
    issuer, supplier = (parts.above, parts.header, parts.foot), (parts.header, parts.foot)
    for label, regions in ((_ISSUER, issuer), (_SUPPLIER, supplier)):
        for region in regions:
            if value := next(filter(None, _values(region, label)), ""):
                return value, _origin_of_issuer(page) if label is _ISSUER else Origin.DISPLAYED
    if value := _in_table(page):
        return value, _origin_of_issuer(page)
    if value := beside_date(page, parts.header):
        return value, Origin.DISPLAYED
    for name in _META_NAMES:
        if value := _cleaned(page.meta.get(name, "")):
            return value, Origin.META
    return "", None


def _is_named_in_body(value: str) -> bool:
    """Whether what a label inside the body stands before is a name and no sentence (饮用水来源：……)."""
    return len(value) <= _LONGEST_IN_BODY and _SENTENCE.search(value) is None


def _origin_of_issuer(page: Page) -> Origin:
    """What an index table tells of a document is displayed; where it means the unit whose page it is, it says no more
    than a meta tag does."""
    return Origin.DISPLAYED if family_of(page).issuer_is_source else Origin.META


def _in_table(page: Page) -> str:
    """The issuer that an index table has behind the name, or under it."""
    for text, at in page.runs:
        if text in _ISSUERS:
            element = page.outline.elements[at]
            cell = next((node for node in (element, *element.iterancestors()) if node.tag in ("td", "th")), None)
            if cell is not None and (value := _as_value(_behind(cell)) or _as_value(_below(cell))):
                return value
    return ""


def _as_value(text: str) -> str:
    """`text` unless it is the name of another thing that the table tells."""
    return "" if INDEX_NAME.fullmatch(text) else _cleaned(text)


def _behind(cell: etree._Element) -> str:
    """The cell behind a name, where names and values take turns in a row of a table."""
    row = cell.getparent()
    cells = list(row.iterchildren("td", "th")) if row is not None else []
    if cell not in cells or len(cells) % 2 or cells.index(cell) % 2:
        return ""
    return inline_text(cells[cells.index(cell) + 1])


def _below(cell: etree._Element) -> str:
    row = cell.getparent()
    table = next(cell.iterancestors("table"), None)
    if row is None or table is None:
        return ""
    rows, names = list(islice(table.iter("tr"), _ROWS)), list(row.iterchildren("td", "th"))
    if row not in rows[:-1] or len(names) < _LEAST_NAMES:
        return ""
    values = list(rows[rows.index(row) + 1].iterchildren("td", "th"))
    return inline_text(values[names.index(cell)]) if len(values) == len(names) else ""


def _values(region: Sequence[str], label: re.Pattern[str]) -> Iterator[str]:
    for number, line in enumerate(region):
        following = region[number + 1] if number + 1 < len(region) else ""
        if match := label.search(line):
            yield _value(line[match.end() :], following)
        elif label is _SOURCE and _BARE_LABEL.fullmatch(line):
            yield _value("", following)
        elif label is _ISSUER and line in _ISSUERS:
            yield _as_value(following)


def _value(rest: str, following: str) -> str:
    """What stands behind the label in its own line, else the next line unless that begins another label."""
    if rest.strip(_EDGES):
        return _cleaned(rest)
    if _IS_LABEL.match(following) or _NEXT_LABEL.fullmatch(following):
        return ""
    return _cleaned(following)


def _cleaned(text: str) -> str:
    text = _NEXT_LABEL.sub("", text.strip(_EDGES))
    text = _DATE_TAIL.sub("", text)
    text = _PARTS.split(text)[0].strip(_EDGES).rstrip("（([【《")
    text = _UNPAIRED.sub(lambda match: match[1] or match[2] or "", text)
    return "" if _NOT_NAMES.match(text) or len(text) > _LONGEST else text
