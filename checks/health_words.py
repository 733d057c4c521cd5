"""Diseases and disabilities (疾病与残疾): the words of lists and sentences that tell of a person's health."""

from __future__ import annotations

import re

HEALTH_COLUMN = re.compile(
    "病残|健康状态|病种|疾病|患病|病名|病情|病因|诊断|所患|大病|慢病|慢性病|残疾(?:类别|类型|种类|等级|级别|情况|程度|类)|残疾$"
    "|伤残|残疾等?级|残别|致[贫困残]原因"
    "|返贫原因|困难原因|救助原因|救助事由|申请原因|申请事由|享受原因|健康状况|身体状况|健康情况|身体情况|患有"
    "|传染病|障碍类型|(?:检[查测验]|化验|体检)结果"
)
"""Columns that may hold what somebody suffers from; its cells decide."""
STRONG_COLUMN = re.compile(
    "病种|疾病|患病|病名|病情|病因|诊断|所患|慢病|慢性病|残疾(?:类别|类型|种类|等级|级别|类)|残疾等?级|残别"
    "|伤残(?:类别|等级|情况)"
)
"""Columns that hold nothing else: any word in them is one."""
_REMARK = re.compile("备\\s*注|说明|事由|情况|原因|理由|简介|类别|类型|简况|状况")
_NOT_HEALTH = re.compile(
    "费|金额|时间|日期|证号|编号|证编|人数|次数|比例|标准|医院|机构|是否|保险|号码|政策|补贴|补助(?!原因)|数量"
    "|例数|防治|医生|事迹|获奖|荣誉|工作|授课|课程|研究|职责|分管|履历"
)
_NOTHING = re.compile(
    r"(?:无|否|没有|正常|健康|良好|一般|较好|未见异常|[-—/\\、]+|\d[\d.,%]*|[是有]|合格|不详|暂无)?\Z"
)
_SPECIFIC = (
    "[\u3400-\u9fff]{0,8}(?:癌|肿瘤|瘤|硬化|炎|梗死|梗塞|出血|骨折|结核|瘫痪|瘫|衰竭|综合征|综合症|障碍|先心病"
    "|血症|尿毒症|血友病"
    "|心脏病|肾病|肝病|肺病|胃病|眼病|皮肤病|精神病|传染病|遗传病|职业病|尘肺|矽肺|冠心病|高血压|糖尿病|风湿病?"
    "|类风湿|痛风|哮喘"
    "|肺气肿|艾滋病|乙肝|丙肝|肝炎|梅毒|中风|脑梗|癫痫|抑郁症?|自闭症|孤独症|精神分裂症?|痴呆|帕金森|阿尔茨海默"
    "|红斑狼疮"
    "|白血病|贫血|麻痹|脑瘫|唐氏|兔唇|唇裂|腭裂|白内障|青光眼|失明|聋哑|失聪|[甲乙]亢|甲减|肾衰|透析|移植|结石"
    "|疝气?|痔|脱臼|坏死"
    "|[\u3400-\u9fff]{1,4}(?:症|病))"
)
# the last kind are diseases of plants and stock: 霜霉病, 猪瘟病
_VAGUE = re.compile(
    "(?:疾|重|大|慢性|重大疾|重大|有|患|生|得|因|各种|老|旧|常见|多发|地方|传染|职业|怪|小|疑难|重特大疾|大重|急"
    "|什么)病\\Z|[重急轻杂]症\\Z|[斑枯腐霉锈粉疫萎瘟线]病\\Z"
)
DISABILITIES = "视力|听力|言语|肢体|智力|精神|多重"
"""Kinds of disability (残疾类别), as the certificate has them (GB/T 26341)."""
_DISABLED = (
    f"(?:{DISABILITIES})(?:残疾|[一二三四1-4]级|\\Z)|[一二三四壹贰叁肆1-4]级(?:伤残"
    "|残疾)?\\Z|因[病残]|患病|残疾|重病|大病|伤残|卧床|失能"
)
_DISABILITY = re.compile(f"(?:{DISABILITIES})(?:残疾|[一二三四1-4]级)")
TOPIC = "(?:防治|防控|预防|筛查|研究|科普|专科|专家|门诊|诊疗|知识|宣传|学(?!生)|科(?!技))"
"""What follows a disease that is a subject somebody works on: 糖尿病专家, 肿瘤科."""
_TOPIC = re.compile(TOPIC)
_ILL = re.compile(f"{_SPECIFIC}|{_DISABLED}")
DISEASE = re.compile(_SPECIFIC)


def is_remark_column(name: str) -> bool:
    """Whether a column of that name says anything about somebody: a disease in it is told too."""
    return _REMARK.search(name) is not None and _NOT_HEALTH.search(name) is None


def is_health_column(name: str) -> bool:
    """Whether a column of that name may tell of health."""
    return HEALTH_COLUMN.search(name) is not None and _NOT_HEALTH.search(name) is None


def tells_of_health(name: str, cell: str) -> bool:
    """Whether a cell of a health column names a disease or disability."""
    if _NOTHING.match(cell):
        return False
    return STRONG_COLUMN.search(name) is not None or _ILL.search(cell) is not None


def specific_disease(words: str) -> str:
    """The first kind of disease that the words name, "" for none, and where they speak of it as a subject."""
    named = (found[0] for found in DISEASE.finditer(words) if not _TOPIC.match(words, found.end()))
    return next(filter(is_specific, named), "")


def told_in_remark(cell: str) -> bool:
    """Whether a cell of a column that may say anything names a kind of disease or disability."""
    return bool(specific_disease(cell) or _DISABILITY.search(cell))


def is_specific(disease: str) -> bool:
    """Whether the words name a kind of disease: 疾病, 重病 or 慢性病 does not."""
    return _VAGUE.search(disease) is None


_LIST_OF_ILL = re.compile(
    f"(?P<words>{_SPECIFIC})(?:患者|病人|患儿|病员|人员)[^。；！？\n]{{0,24}}(?:名单|名册|花名册|公示|发放表|发放)"
)


def ill_in_heading(heading: str) -> str:
    """The disease that everybody has who stands in a list of that heading ("尘肺病患者救助金发放公示"), "" for none."""
    match = _LIST_OF_ILL.search(heading)
    return match["words"] if match and is_specific(match["words"]) else ""
