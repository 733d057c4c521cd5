"""Words that make digits a person's bank account (银行账号、卡号), or the account of a public body (对公账户), which
may stand in any notice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from county.personal.surnames import SURNAMES

_STRONG = re.compile(r"[账帐]\s*号|[账帐]户号|卡\s*号|存折号?|折号|[账帐卡折]{2}号|(?i:account\s*n)|(?i:card\s*n)")
_WEAK = re.compile(
    r"一卡通|一折通|银行卡|惠农卡|借记卡|储蓄卡|(?:银行|收款|结算|个人|开户|打卡|发放)[账帐]户|银行[账帐]"
)
_NOT_THE_NUMBER = re.compile("开户行|户名|名称|姓名|余额|金额|类型|类别|性质|状态|行别|情况|标准|方式|是否")
_OTHER_ACCOUNT = re.compile(
    "登[录陆]|用户|系统|平台|微信|支付宝|QQ|抖音|快手|视频号|公众号|邮箱|密码|初始|网址|网站|会议|直播|水费|电费"
    "|燃气|话费"
    "|强国|政务|户籍|税号|纳税|(?<![A-Za-z])APP(?![A-Za-z])|电卡|水卡|ETC|社保编号"
    "|(?:工|学生?|校园|公交|加油|油|IC|ＩＣ|SIM|物联网|流量|充值|购物|积分|会员|借书|借阅|读者|就诊|诊疗|门禁|考勤|气"
    "|车|社会?保障?|医保|房|显|声|网|监测|样|机|关|封|房|餐|饭|贺|名|信息|资料|登记)卡",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[（(/]\s*([账帐卡折])\s*[)）/]?")
"""A second word for the same thing within the word: 账（卡）号, 卡/折号."""
_CARD_WITH_ACCOUNT = re.compile("社会?保障?卡(?=.{0,6}[账帐][号户])")
"""The social security card is a bank card as well: 社保卡银行账号."""
_TO_NUMBER = r"[^，。；！？\t\n]{0,16}\Z"
_WORD = re.compile(f"{_STRONG.pattern}|{_WEAK.pattern}")
_LEAD = re.compile(rf"(?:{_STRONG.pattern}|{_WEAK.pattern}){_TO_NUMBER}")
_LEAD_BEFORE = 6
"""Characters before the word that may say whose account it is: "公众号账号", "医保卡号"."""
_BODY_END = re.compile(
    "(?:公司|集团|局|委员会|委|政府|办公室|中心|学校|中学|小学|幼儿园|大学|学院|医院|卫生院|合作社|联社|协会|学会"
    "|基金会|总会"
    "|红十字会|工会|商会|联合会|厂|店|行|所|站|队|社|院|馆|部|处|办|会|库|财政|专户|银行|企业|公证处|法院|园"
    "|(?:农|林|牧|渔|茶|养殖|种植|猪|牛|羊|鸡|鸭|鱼|加工|市|商|石|砂|料)场|超市|基地|门市|工作室|卫生室|药房)"
    r"(?:[（(][^（()）]{0,20}[)）])?\Z"
)
_HOLDER_COLUMN = re.compile("户名|收款人|收款单位|收款方|[账帐]户名|开户名|开户单位|开户人")
_PERSON_COLUMN = re.compile(
    "姓\\s*名|户主|申请人|持卡人|农户|领取人|领款人|受助|身份证|受益人|补贴对象|救助对象|残疾人|学生|人员|收款人|开户人"
)
_BODY_COLUMN = re.compile("单位|企业|公司|机构|供应商|合作社|学校|项目|代理|部门|乡镇|银行名称|网点")
_HOLDER = re.compile(
    r"(?:户\s*名|[账帐]\s*户\s*名\s*称?|[账帐]户名称|开户名称?|开户单位|收款单位(?:名称)?|收款人(?:名称)?|收款方"
    r"|单位名称"
    r"|名\s*称|开户人|持卡人|姓\s*名)\s*[:：为]?\s*([^\s，。；、：:,;]{2,40})"
)
_OFFICIAL = re.compile(
    "税款|税务|预算|保证金|投标|磋商|采购|缴款|缴纳|缴至|缴库|缴入|非税|国库|财政专户|对公|基本户|基本账户|捐[款赠]|募捐|缴费|汇款"
    "|汇至|汇入|转账至"
    "|单位账户|招标|竞价|拍卖|竞买|报名费|学费|户名|收款单位|开户单位|罚款|收费|征收|统一社会信用代码"
    "|纳税人识别号|税号"
)
_PRIVATE = re.compile(
    "姓名|户主|农户|村民|持卡人|申请人|受助|补贴|补助|救助|领取|领款|本人|一折通|一卡通|惠农|身份证|打卡|个人"
    "|贫困|低保|养老|报销|退休|工资"
)
_BREAKS = re.compile(r"[，,；;：:。\s（）()、]")
_PERSON = re.compile(f"[{SURNAMES}][\u3400-\u9fff]{{1,2}}\\Z")
_BANK = re.compile("(?:银行|支行|分行|信用社|联社|分理处|营业部|储蓄所|农商行|行)\\Z")
_STAFF_COLUMN = re.compile("法人|法定代表|负责人|联系人|经办|单位")
_HOLDER_REACH = 160
"""Characters round the number within which the holder of an account is named: a block of three or four lines."""


def speaks_of_accounts(words: str) -> bool:
    """Whether a line has words of accounts and cards of banks in it."""
    return _STRONG.search(words) is not None or _WEAK.search(words) is not None


def column_is_account(name: str) -> bool:
    """Whether a column of that name holds account numbers."""
    name = _BRACKETED.sub(r"\1", name)
    if _OTHER_ACCOUNT.search(_CARD_WITH_ACCOUNT.sub("", name)):
        return False
    return bool(_STRONG.search(name) or (_WEAK.search(name) and not _NOT_THE_NUMBER.search(name)))


def lead_is_account(lead: str) -> bool:
    """Whether the words before a number say that it is an account."""
    matches = [*_WORD.finditer(lead)]
    if not matches or not _LEAD.search(lead, matches[-1].start()):
        return False
    match = matches[-1]
    return _OTHER_ACCOUNT.search(lead, max(0, match.start() - _LEAD_BEFORE)) is None


def is_public_in_row(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether the account in a row of a table is a body's: its holder is one, or the table knows bodies only. In
    收款人账号 stands no name of a holder."""
    holders = [
        cell
        for name, cell in zip(names, cells, strict=False)
        if _HOLDER_COLUMN.search(name) and any(map(str.isalpha, cell))
    ]
    if holders:
        return all(is_body(holder) for holder in holders)
    if any(_PERSON_COLUMN.search(name) and not _STAFF_COLUMN.search(name) for name in names):
        return False
    bodies = [cell for name, cell in zip(names, cells, strict=False) if _BODY_COLUMN.search(name) and cell]
    return any(is_body(cell) for cell in bodies) or any(is_body(cell) for cell in cells[:3])


def is_public_in_text(text: str, start: int, end: int) -> bool:
    """Whether the account at `start:end` of running text is a body's: the nearest named holder is one, or the words
    round it are of payments to a body."""
    before = text[max(0, start - _HOLDER_REACH) : start]
    after = text[end : end + _HOLDER_REACH]
    named = [*_HOLDER.findall(before)[-1:], *_HOLDER.findall(after)[:1]]
    if named:
        return any(is_body(name) for name in named)
    line_before = before.rpartition("\n")[2]
    line = line_before + after.partition("\n")[0]
    if _PRIVATE.search(line):
        return False
    for word in reversed(_BREAKS.split(line_before)):
        if _PERSON.match(word):
            return False
        if is_body(word) and not _BANK.search(word):
            return True
    return _OFFICIAL.search(before + after) is not None


def is_body(name: str) -> bool:
    """Whether a name is a body's, not a person's."""
    return _BODY_END.search(name.strip(" 。，；")) is not None
