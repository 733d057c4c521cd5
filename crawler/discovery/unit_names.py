"""Names of units (单位名称): which texts may be one, and when two of them name the same unit."""

from __future__ import annotations

import re

from crawler.discovery.column_names import column_name, tidy_name

_ENDINGS = re.compile(
    r"(?:局|委|委员会|办|办公室|中心|镇|乡|街道|街道办事处|街道办|街办|办事处|(?:经|高新)?开发?区|园区|新区|管委会|分局|支队|大队"
    r"|检察院|法院|院|会|联|协|社|部|馆|处|镇人民政府|乡人民政府|公司|工委|党校|集团|农场|林场)$"
)
_NOT_UNITS = re.compile(
    r"(?:新闻|办事|服务|下载|互动|数据|专题|个人|用户|会员|资料|信息|帮助|新媒体|图片|视频|公告|发布|咨询|投诉|政策|便民|网上办事"
    r"|企业|法人|预约|回应|意见|消息|开放)中心$|发布会$|两会$|(?:常务|全体|工作|座谈|听证|党代|人代|专题|电视电话|视频)会$|会议$"
    r"|(?:党|团|人大|政协)代?会$|社会$|机会$|美丽|最美|走进|魅力|印象|乡村振兴$|小康社|国务院$|省人民政府|部委|级部门$|部门$|全部$|内部$"
    r"|各(?:局|办|镇|乡|部)|一览|^(?:社区|小区|景区|辖区|城区|地区|灾区|乡镇|城镇|街道|街道办|镇街|本镇|本局|乡|镇|委办局)$|怎么办$|督办$"
    r"|交办$|联办$|承办$|在线办|代办$|帮办$|快办$|网办$|掌上办|通办$|一次办|[我找要]办|好办$|协办$|主办$|[一马速]处$|好处$|举报处$|^\d"
)
"""Other things that end alike."""
_SHORTEST, _LONGEST = 3, 22
_BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
_JOINTS = re.compile(r"[和与及、·\s]")
_REGION_SIGN = re.compile(r"^(?:本?[县市区州旗省])(?=.{2})")
_OFFICES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(镇|乡|街道)(?:人民政府|政府|办事处|办|党政办)$"), r"\1"),
    (re.compile(r"街办$"), "街道"),
    (re.compile(r"(?:管理委员会|管委会)$"), ""),
    (re.compile(r"经济(?:技术)?开发区$|经济开发区$"), "经开区"),
    (re.compile(r"高新技术(?:产业)?开发区$"), "高新区"),
    (re.compile(r"委员会$"), "委"),
    (re.compile(r"办公室$"), "办"),
    (re.compile(r"合作社联合社$|供销合作社$|供销联社$|供销合作联社$"), "供销社"),
    (re.compile(r"^供销合作社?供销社$|^供销供销社$"), "供销社"),
)
_LONG_FORMS: tuple[tuple[str, str], ...] = (
    ("人力资源社会保障", "人社"),
    ("发展改革", "发改"),
    ("住房城乡建设", "住建"),
    ("卫生健康", "卫健"),
    ("文化旅游", "文旅"),
    ("文化广电旅游", "文旅"),
    ("文体广电旅游", "文体旅"),
    ("文化体育广电旅游", "文体旅"),
    ("工业信息化", "工信"),
    ("科技工业信息化", "科工信"),
    ("科学技术", "科技"),
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("应急管理", "应急"),
    ("医疗保障", "医保"),
    ("退役军人事务", "退役军人"),
    ("交通运输", "交通"),
    ("综合行政执法", "综合执法"),
    ("投资促进", "投促"),
    ("民族宗教事务", "民宗"),
    ("民族宗教", "民宗"),
    ("自然资源规划", "自规"),
    ("乡村振兴", "乡振"),
    ("城市管理综合执法", "城管"),
    ("城市管理", "城管"),
    ("机关事务管理", "机关事务"),
    ("机关事务服务", "机关事务"),
    ("政务服务数据管理", "政数"),
    ("大数据发展管理", "大数据"),
    ("生态环境", "环境"),
    ("教育体育", "教体"),
    ("棚户区改造", "棚改"),
    ("信访工作", "信访"),
    ("地方金融监督管理", "金融"),
    ("林业草原", "林草"),
    ("水利", "水务"),
)
"""Long names of offices and the short ones under which people and menus know them; both come to the same."""


def may_be_unit(text: str) -> bool:
    """Whether `text` has the form of a unit's name. A menu of many such names is what makes one."""
    name = _BRACKETS.sub("", tidy_name(text))
    if not _SHORTEST <= len(name) <= _LONGEST or _NOT_UNITS.search(name) or not _ENDINGS.search(name):
        return False
    return column_name(name) is None


def normal_form(name: str, county: str = "") -> str:
    """Equal for two names of one unit: without the county, 和, and with the usual short forms. `county` is such as
    "修文县"."""
    bare = _JOINTS.sub("", _BRACKETS.sub("", tidy_name(name)))
    if county and len(bare) > len(county) + 1:
        bare = bare.removeprefix(county)
    bare = _REGION_SIGN.sub("", bare)
    for pattern, short in _OFFICES:
        bare = pattern.sub(short, bare)
    for long, short in _LONG_FORMS:
        bare = bare.replace(long, short)
    return bare


def shown_name(text: str) -> str:
    """The name as it is proposed."""
    return _BRACKETS.sub("", tidy_name(text)) or tidy_name(text)
