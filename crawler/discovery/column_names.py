"""Which names of links are names of columns, and of what kind (栏目名称)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from county.units import ColumnKind

EXACT, LIKELY = 2, 1
"""How sure a name is: it stands in the table, or it has the form of one."""

_FORMS: tuple[tuple[re.Pattern[str], ColumnKind], ...] = (
    (re.compile(r"政府信息公开(?:工作)?(?:年度报告|年报)"), ColumnKind.ANNUAL_REPORT),
    (re.compile(r"(?:预决算|预算|决算)(?:及.{2,6})?(?:公开|信息|情况)?$|三公经费"), ColumnKind.BUDGET),
    (re.compile(r"规范性文件$|政策文件$"), ColumnKind.POLICY),
    (re.compile(r"(?:政策|文件)解读$"), ColumnKind.INTERPRETATION),
    (re.compile(r"(?:政策|部署|决策|措施).{0,6}落实(?:情况)?$"), ColumnKind.IMPLEMENTATION),
    (re.compile(r"(?:通知|公告)(?:公告|公示|通知|栏)$"), ColumnKind.NOTICES),
    (re.compile(r"公示(?:公告|信息|栏)$"), ColumnKind.PUBLICITY),
    (
        re.compile(r"^领导(?:信息|介绍|简介|分工|之窗|班子|成员)|领导(?:信息|介绍|简介|分工|之窗|班子)$"),
        ColumnKind.LEADERS,
    ),
    (re.compile(r"(?:主要|机构|部门|工作|单位)(?:职责|职能)$"), ColumnKind.FUNCTIONS),
    (re.compile(r"人事(?:任免|信息|招考)$|(?:招考|招聘)(?:信息|录用)?$"), ColumnKind.PERSONNEL),
    (re.compile(r"(?:规划|计划)(?:计划|规划|总结)$|(?:发展|专项)规划$"), ColumnKind.PLAN),
    (re.compile(r"^\w{2,6}(?:动态|要闻)$"), ColumnKind.NEWS),
)
"""Names with something before or behind them: 教育动态, 2025年部门预算公开."""
_LONGEST_FORM = 16
"""Characters. A longer text is the title of an article."""
_LONGEST_TEXT = 36
"""Characters, the name of a unit before it included."""

_ELSEWHERE = re.compile(
    r"国务院|中央|国家|省级?(?!略)|上级|全国|媒体|视频|专题|图片|直播|外地|周边|市级|兄弟|历史|废止|失效|往届|下级|领导活动"
)
"""Columns that show what others published (上级文件) or that nobody keeps any more."""
_SENTENCE = re.compile(r"[，。；？！,;?!《》“”]|关于|\d{4}年\d")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$|[\s\u3000]+")
_COUNT = re.compile(r"[(（\[]\s*\d+\s*[条篇个]?\s*[)）\]]\s*$")
_MORE = re.compile(r"(?:查看|点击|阅读)?(?:更多|more)\W*$", re.I)
_JOINTS = re.compile(r"[、，,/·\-—－|和与及]")
_OWN = re.compile(r"^(?:本(?:部门|单位|机关|局|级|办|镇|乡|街道|委)|我[局办镇乡]|部门|单位|局|县级?|区级?|镇|乡|街道)")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A recognised name as shown, tidied, with its kind and how sure that is."""

    name: str
    kind: ColumnKind
    sureness: int


def _kinds() -> dict[str, ColumnKind]:
    """Kinds by name, as met on portals and without the names of units: the first kind that has a name keeps it."""
    text = resources.files("crawler.discovery").joinpath("column_names.toml").read_text(encoding="utf-8")
    kinds: dict[str, ColumnKind] = {}
    for kind, names in tomllib.loads(text).items():
        for name in names:
            kinds.setdefault(_JOINTS.sub("", name), ColumnKind(kind))
    return kinds


_KINDS = _kinds()


def tidy_name(text: str) -> str:
    """`text` of a link without bullets, counts and 更多."""
    return _EDGES.sub("", _MORE.sub("", _COUNT.sub("", text)))


def is_more(text: str) -> bool:
    """Whether a link only says 更多: then it is named by the heading beside it."""
    return not tidy_name(text)


def column_name(text: str, owners: Iterable[str] = ()) -> ColumnName | None:
    """The column that a link of that text leads to, None where it is not the name of one. `owners` are the names of the
    unit on whose pages it stands: "教育局工作动态" is 工作动态 there."""
    name = tidy_name(text)
    if not 2 <= len(name) <= _LONGEST_TEXT or _SENTENCE.search(name):
        return None
    owner = max((owner for owner in owners if name.startswith(owner)), key=len, default="")
    bare = name.removeprefix(owner).strip("：:-— ")
    if kind := _exact(bare):
        return ColumnName(bare, kind, EXACT)
    if _ELSEWHERE.search(bare) or len(bare) > _LONGEST_FORM:
        return None
    form = next((kind for pattern, kind in _FORMS if pattern.search(bare)), None)
    return ColumnName(bare, form, LIKELY) if form else None


def _exact(name: str) -> ColumnKind | None:
    joined = _JOINTS.sub("", name)
    return _KINDS.get(joined) or _KINDS.get(_OWN.sub("", joined))
