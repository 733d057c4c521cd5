"""Which names of links are names of columns, and of what kind (栏目名称)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from county.units import ColumnKind

EXACT, LIKELY = 2, 1
"""How sure a name is: it stands in the table, or it has the form of one."""

_NAMES: dict[ColumnKind, str] = {
    ColumnKind.LEADERS: """领导之窗 领导信息 领导分工 领导简介 领导介绍 领导班子 领导成员 领导概况 领导简历 领导名录
        领导队伍 领导集体 领导班子成员 机构领导 单位领导 部门领导 班子成员 领导成员信息 领导信息公开 领导职责
        领导及分工 领导简介及分工 领导班子及分工 领导致辞 负责人信息 领导风采 现任领导""",
    ColumnKind.FUNCTIONS: """工作职责 机构职能 主要职责 部门职责 机构职责 职能职责 单位职责 职责职能 工作职能 主要职能
        部门职能 单位职能 职能简介 机构概况 机构简介 部门概况 部门简介 单位概况 单位简介 概况信息 机构信息 机构设置
        内设机构 组织机构 机构编制 三定方案 三定规定 职能配置 职责范围 职能信息 机构职能信息 机构设置及职能 机构概览
        部门介绍 单位介绍 机构介绍 下属单位 内设机构及职责 机构职能及内设机构 乡镇概况 街道概况 镇情简介 乡情简介""",
    ColumnKind.POLICY: """政策文件 规范性文件 行政规范性文件 部门文件 本级文件 政府文件 政策法规 法规文件 文件公开 政策公开
        政策发布 部门政策 政策性文件 公文公开 其他文件 其他政策文件 法规公文 法律法规 政策法规文件 文件通知 部门规范性文件
        本级政策 本级政策文件 最新政策 政策信息 规章文件 法规政策 政策 文件 履职依据 政策文件库 最新文件 单位文件 镇街文件
        乡镇文件 法规规章 政府规章 公文""",
    ColumnKind.IMPLEMENTATION: """政策落实 政策落实情况 政策执行 政策执行情况 决策部署落实 决策部署落实情况 重大决策部署落实
        重大决策部署落实情况 重大决策落实 决策落实 政策措施落实 政策措施落实情况 执行落实情况 执行和落实情况 重点工作落实
        重点工作落实情况 督查落实 工作落实 政策落地 重大部署执行 重大政策落实""",
    ColumnKind.INTERPRETATION: """政策解读 文件解读 解读回应 政策图解 图解政策 解读 政策解读回应 部门解读 规范性文件解读
        政策文件解读 本级解读 政策解析 解读信息 政策问答 文字解读 政策解读及回应""",
    ColumnKind.NEWS: """工作动态 部门动态 镇街动态 乡镇动态 街道动态 乡镇街道动态 政务动态 动态信息 工作信息 新闻动态 动态要闻
        政务要闻 部门要闻 单位动态 政务信息 工作要闻 最新动态 基层动态 信息动态 部门信息 新闻资讯 政务新闻 动态 要闻
        业务动态 要闻动态 机关动态 本地要闻 动态新闻 部门工作动态 日常工作动态 行业动态 镇情动态 工作动态信息 部门新闻
        工作简报 信息快报 工作进展""",
    ColumnKind.NOTICES: """通知公告 公告公示 公告通知 通知 公告 通告 公告栏 通知通告 政务公告 通知公示 公告通告 公示通知
        通知公告公示 公告信息 通知信息 通知公告栏 通知公示公告 部门通知公告 部门通知 公告公示栏 部门公告""",
    ColumnKind.PUBLICITY: """公示公告 公示 公示信息 公示栏 公示公开 公开公示 部门公示 公示公告栏 公示专栏""",
    ColumnKind.ANNUAL_REPORT: """年报 政府信息公开年报 政府信息公开年度报告 政府信息公开工作年度报告 信息公开年报
        信息公开年度报告 年度报告 公开年报 政府信息公开工作年报 政务公开年报 信息公开工作年度报告 政务公开年度报告
        部门年报 单位年报 政府信息公开报告 政府信息年报 工作年报""",
    ColumnKind.BUDGET: """财政预决算 财政资金 预决算公开 部门预决算 财政信息 财政预算 财政决算 部门预算 部门决算 预算决算
        预算 决算 财政公开 三公经费 预决算 资金信息 财务公开 财政预算决算 财政收支 预决算及三公经费 预算决算公开
        财政预决算公开 财政预决算信息 预决算信息 部门预决算公开 财政资金信息 资金使用 资金公开 财政专项资金 专项资金
        预决算情况 财政资金公开 财政预算公开 财政决算公开 预算公开 决算公开 财政预决算及三公经费""",
    ColumnKind.PERSONNEL: """人事信息 人事任免 人事管理 人事招考 干部任免 招考录用 公务员招考 事业单位招聘 人事 人事公开
        干部人事 人才招聘 招聘信息 人员招录 招考信息 人事招聘 人事工作 招录信息 人事变动 人事编制 人事任免信息
        人事考录 招考招聘 招聘招考 公务员考录 任免信息 人事人才 人事考试 公务员招录 干部选拔""",
    ColumnKind.PLAN: """规划计划 发展规划 计划规划 规划信息 工作计划 计划总结 工作规划 规划总结 发展计划 专项规划 年度计划
        计划与总结 工作总结 规划 计划 总结 工作计划总结 规划及计划 规划与计划 计划总结信息 工作计划与总结 中长期规划
        工作计划及总结 总结计划 规划计划总结 发展规划计划 计划规划信息 计划信息 年度总结 年度工作计划 总体规划""",
    ColumnKind.OTHER: """政府信息公开指南 信息公开指南 公开指南 政府信息公开制度 信息公开制度 公开制度 建议提案 建议提案办理
        人大代表建议办理 政协提案办理 提案办理 双随机一公开 行政执法公示 行政执法 权责清单 权力清单 责任清单 决策预公开
        行政许可 行政处罚 双公示 重大建设项目 政府采购 应急管理""",
}
"""As met on portals, without the names of units: the first kind that has a name keeps it."""

_FORMS: tuple[tuple[re.Pattern[str], ColumnKind], ...] = (
    (re.compile(r"政府信息公开(?:工作)?(?:年度报告|年报)"), ColumnKind.ANNUAL_REPORT),
    (re.compile(r"(?:预决算|预算|决算)(?:及.{2,6})?(?:公开|信息|情况)?$|三公经费"), ColumnKind.BUDGET),
    (re.compile(r"规范性文件$|政策文件$"), ColumnKind.POLICY),
    (re.compile(r"(?:政策|文件)解读$"), ColumnKind.INTERPRETATION),
    (re.compile(r"(?:政策|部署|决策|措施).{0,6}落实(?:情况)?$"), ColumnKind.IMPLEMENTATION),
    (re.compile(r"(?:通知|公告)(?:公告|公示|通知|栏)$"), ColumnKind.NOTICES),
    (re.compile(r"公示(?:公告|信息|栏)$"), ColumnKind.PUBLICITY),
    (re.compile(r"^领导(?:信息|介绍|简介|分工|之窗|班子|成员)|领导(?:信息|介绍|简介|分工|之窗|班子)$"), ColumnKind.LEADERS),
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
_COUNT = re.compile(r"[(（\[]\d+[)）\]]$")
_MORE = re.compile(r"(?:查看|点击|阅读)?(?:更多|more)\W*$", re.I)
_JOINTS = re.compile(r"[、，,/·\-—－|和与及]")
_OWN = re.compile(r"^(?:本(?:部门|单位|机关|局|级|办|镇|乡|街道|委)|我[局办镇乡]|部门|单位|局|县级?|区级?|镇|乡|街道)")


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A recognised name as shown, tidied, with its kind and how sure that is."""

    name: str
    kind: ColumnKind
    sureness: int


_KINDS: dict[str, ColumnKind] = {}
for _kind, _names in _NAMES.items():
    for _name in _names.split():
        _KINDS.setdefault(_JOINTS.sub("", _name), _kind)


def tidy_name(text: str) -> str:
    """`text` of a link without bullets, counts and 更多."""
    return _EDGES.sub("", _MORE.sub("", _COUNT.sub("", _EDGES.sub("", text))))


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
