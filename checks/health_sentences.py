"""Sentences that tell what somebody suffers from (文中写明姓名与疾病的句子): “某某身患…”, “…患者某某”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.health_words import DISABILITIES, TOPIC, is_specific, specific_disease
from county.personal.surnames import SURNAMES

_HINTS = (
    "级",
    "病",
    "患",
    "查出",
    "确诊",
    "诊断",
    "感染",
    "突发",
    "残疾",
    "致贫",
    "癌",
    "症",
    "瘫",
)
_ROLE = (
    "资助|救助|慰问|帮扶|看望|村民|居民|群众|患者|病人|户主|申请人|困难户|贫困户|低保户|脱贫户|监测户|五保户|特困(?:人员|户|群众)?|学生"
    "|同学|儿童|女孩|男孩|老人|职工"
    "|救助对象|受助人|残疾人|的|对象|丈夫|妻子|儿子|女儿|父亲|母亲|其子|其女|其夫|其妻|当事人|姓名[:：]?|同志"
    "|楷模|模范|书记|干部|家庭|教师|会员|党员|社员|农户|组的?"
)
_NO_GIVEN = (
    "某于是年时为以者人后因有的在期等类前中便患病经常也都会若如果与及和或其内外上下对将已从来群众体家员童老"
    "各种些该此区县镇乡村市省州部门院科室未能可被向使得常虽但且并则均"
)
_NO_NAMES = (
    "管理|强制|向所|高致|常见|应该|应当|应及|关怀|关爱|康复|包括|安全|温馨|项目|成功|计划|方法|方便|时间|严格|单独|花费|明显|任何|全部|平时|白天|党员|水平"
    "|安置|和谐|金额|万元|解决|慰问|于是|关注|成员|单位|程序|计生|支出|阳光|从中|商业|路上|花钱"
)
_GIVEN = "[中长有为家如可向得常群从前][明国华荣福富贵强军林平生才发民兴友祥英芳珍琴秀芬兰梅云香红霞德贤义文忠先能志]"
"""Given names that open with a character of `_NO_GIVEN`: 家福, 有才."""
_CROP_OR_STOCK = ".[树瓜菜薯豆麦稻牛羊猪鸡鸭鹅鱼椒藤笋蒜葱菇]|马铃薯|花生|石榴|龙眼"
"""What falls ill as well and begins like a surname: 柳树, 黄瓜, 马铃薯."""
_KIN = (
    "(?:(?:家中|家里|一家|的|其|之)?(?:大|小|二|三|长|次|独|双胞胎)?"
    "(?:儿子|女儿|父亲|母亲|妻子|丈夫|爱人|老伴|孙子|孙女|外孙|儿媳|公公|婆婆|岳父|岳母|哥哥|姐姐|弟弟|妹妹|父母|夫妻|夫妇|子|女|孩子)"
    "(?:均|都)?)?"
)
_TITLE = "女士|先生|老师|阿姨|大爷|大娘|师傅|奶奶|爷爷|医生|主任|局长|书记|镇长|院长|大夫|老汉|大姐|大哥|氏"
_NAME = (
    f"(?!{_NO_NAMES}|{_CROP_OR_STOCK}|.(?:{_TITLE}))"
    f"(?P<name>[{SURNAMES}](?:{_GIVEN}|[^\\W\\d_A-Za-z{_NO_GIVEN}]{{1,2}}))"
)
_VERB = (
    "被?(?:身患|患有|罹患|患上|查出(?:患有|患)?|确诊(?:患有|患|为|了)?|被诊断(?:患有|为|出)|诊断(?:为|出|[:：])"
    "|因患(?:有)?|感染|突患|突发|(?:因[^，。；！？\n]{1,8})?导?致(?!病|残|癌|富|使|贫)|(?<!隐)患(?!者|病|儿|难))"
)
_BETWEEN = (
    "(?:[，,、（(][^。；！？\n]{0,24}?)?(?:[，,]?(?:家庭|一家|本人|因其|因|由于|曾|因病|多年前|去年|今年|\\d{4}年|\\d{1,2}月"
    "|不幸|长期|自幼|常年|于)){0,3}"
)
_SENTENCE = re.compile(
    f"(?:^|[，。；！？、：:（(“\n\t 　]|{_ROLE}){_NAME}{_KIN}{_BETWEEN}{_VERB}了?(?P<words>[^，。；！？、\n]{{1,16}})",
    re.MULTILINE,
)
_AFTER_NAME = (
    "(?=[，。、；：（(\\s\\d]|家|领|获|申|说|等人|一家|家庭|同志|[送捐办筹提申争缴垫报]|在|因|的|已|今|正|及其|进行|做|医疗|临时|大病|慰问|给予|发放"
    "|接受|解决|落实|$)"
)
_KIND_OF_DISABILITY = f"(?:{DISABILITIES})(?:残疾)?(?:[一二三四1-4]级)?(?:残疾)?"
_NO_HELP = "(?![^，。；！？\n]{1,14}(?:患者|病人|患儿|人|儿童|学生|群众|家庭|家属)[\u3400-\u9fff])"
"""Not for somebody else's good: "为白血病患儿捐款"."""
_ILL_PERSON = re.compile(
    f"(?P<words>[\u3400-\u9fff]{{2,8}}(?:癌|症|病|炎|瘤|硬化|结核|高血压|障碍|衰竭)|{_KIND_OF_DISABILITY})"
    f"(?:患者|病人|患儿|残疾人|人员|人|学生|儿童|村民|群众){_NAME}{_AFTER_NAME}",
    re.MULTILINE,
)
_GRAVE = "癌|尿毒症|白血病|硬化|肿瘤|脑瘫|精神病|糖尿病|高血压|心脏病|艾滋病"
_DISABLED_PERSON = re.compile(
    f"(?:^|[，。；！？、：:（(“\n\t 　]|{_ROLE}){_NAME}(?:[，,（(：: ]{{1,2}}|[系属是]|为{_NO_HELP})"
    "(?:[男女][，,、]|[^，。；！？\n]{0,8}[，,])?"
    f"(?P<words>(?:{DISABILITIES})(?:残疾)?[一二三四1-4]级"
    f"|[\u3400-\u9fff]{{0,6}}(?:{_GRAVE}))"
    f"(?!{TOPIC})",
    re.MULTILINE,
)
_ILL_AND_NAMED = re.compile(
    "(?<![隐后忧祸外内水])患(?:有|上)?(?P<words>[\u3400-\u9fff]{1,12}?)(?:多年|晚期|早期)?(?:的"
    f"(?:[\u3400-\u9fff]{{0,6}}?(?:{_ROLE}|患者|病人|患儿|人员))|，){_NAME}{_AFTER_NAME[:-1]}|多次|先后|一直|无力|不能|每)"
)
"""The disease first: "患有尘肺病的村民某某", "因患肾病综合征，某某多次住院"."""
_HELPED = re.compile(
    "因(?P<words>[\u3400-\u9fff]{1,8}?(?:癌|症|病|炎|瘤|硬化|结核|高血压|障碍|衰竭|梗死|梗塞|出血|瘫痪|透析|骨折))"
    "(?:等|住院|手术|治疗|致[贫困]|大病|临时|医疗|专项|共)*"
    f"(?:救助|资助|补助|慰问|帮扶|发放给?|支付给?|报销)(?:了|款|金|对象|群众|村民|患者)?{_NAME}{_AFTER_NAME}"
)
"""A line of a list written as a sentence: "因尿毒症救助李某某3000元"."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whose disease a sentence tells, and where."""

    name: str
    disease: str
    start: int
    end: int


_WHO = "患者|病人|患儿|残疾人|人员|人|学生|儿童|村民|群众"
_SUFFERS = re.compile(
    "身患|患有|罹患|患上|查出|确诊|诊断(?:为|出|[:：])|因患|感染|突患|突发|致(?!病|残|癌|富|使|贫)|患(?<!隐患)(?!者|病|儿|难)"
)
"""Found where `_VERB` is, and fifteen times as fast: each of its words begins with a plain character."""
_MAY_SUFFER = re.compile("患|查出|确诊|诊断|感染|突发|致(?!病|残|癌|富|使|贫)")
"""Stands in every `_VERB`, and is found five times as fast."""
_ONE_WHO_IS_ILL = re.compile(f"(?:癌|症|病|炎|瘤|硬化|结核|高血压|障碍|衰竭|残疾|级)(?:{_WHO})")
_A_DISABILITY = re.compile(f"{DISABILITIES}|{_GRAVE}")
_PATTERNS = (
    (_MAY_SUFFER, _MAY_SUFFER, _SENTENCE, True),
    (_SUFFERS, re.compile("患"), _ILL_AND_NAMED, True),
    (_ONE_WHO_IS_ILL, re.compile(f"[癌症病炎瘤化核压碍竭疾级力语体神重](?:{_WHO})"), _ILL_PERSON, False),
    (_A_DISABILITY, _A_DISABILITY, _DISABLED_PERSON, False),
    (_HELPED, re.compile("救助|资助|补助|慰问|帮扶|发放|支付|报销"), _HELPED, False),
)
"""What a text must hold somewhere, what the sentence must hold, the pattern, and whether its words must still be
searched for a disease. No pattern goes beyond a sentence."""
_ENDS = "。；！？\n"
_SENTENCE_END = re.compile(f"[{_ENDS}]")


def speaks_of_health(content: str) -> bool:
    """Whether anything in the text may be of diseases or disabilities: most texts need no closer look."""
    return any(hint in content for hint in _HINTS)


def told_in_prose(content: str) -> Iterator[Told]:
    """Each sentence in which a whole name stands with a kind of disease or disability."""
    for gate, needed, pattern, within in _PATTERNS:
        if needed.search(content) is None or gate.search(content) is None:
            continue
        for match in _in_sentences(content, needed, pattern):
            disease = specific_disease(match["words"]) if within else match["words"]
            if disease and is_specific(disease):
                yield Told(match["name"], disease, min(match.start("name"), match.start("words")), match.end())


def _in_sentences(content: str, needed: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern, looked for only in the sentences that hold what it needs: it costs many times as much a
    character. A sentence is searched with the signs that end it and the one before: a pattern may begin there."""
    searched = 0
    for found in needed.finditer(content):
        if found.start() < searched:
            continue
        last = max(content.rfind(sign, 0, found.start()) for sign in _ENDS)
        end = _SENTENCE_END.search(content, found.end())
        searched = end.end() if end else len(content)
        yield from pattern.finditer(content, max(last, 0), searched)
