"""What the words beside a number say it is (号码前后的说明文字): a person's number, a code, an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from county.personal.account_words import column_is_account, lead_is_account

_ID_WORDS = re.compile(
    r"(?<![A-Za-z])ID\s?(?:[Cc]ard|[Nn]o|[Nn]umber|号)|身\s*份\s*证|身份号|身份编号|公民身份|证件号|证件编号"
    r"|社会保障号|残疾人?证|居民证"
)
"""The ID number of 1989 was named 社会保障号码."""
_ID_LINE = re.compile(r"身\s*份\s*证|证件号|证件编号|公民身份|身份号|社会保障号")
"""Words that make a number with a wrong checksum a mistyped resident id."""
_PHONE_WORDS = re.compile("电话|手机|联系方式|移动号|联系号码|微信|通讯录|致电|拨打")
_PERSON_WORDS = re.compile("个人|人员|姓名|户主|学籍|学生|职工|社保|会员|持证|持卡")
_CREDIT_CODE = re.compile("信用代码")
_CODE = (
    "编号|代码|编码|单号|案号|立案号|文号|流水号?|受理号|办件号|订单|运单|快递|物流|发票|票号|索引号?|序号|学号|工号"
    "|考号|准考证|考生号|座位号|车架号?|图斑|宗地|不动产单元|单元号|设备号|串号|批号|批次|备案号?|许可证|证书|合同号"
    "|注册号|登记号|(?<![账帐])户号|表号|条形?码|二维码|档案号|卡口|时间戳|(?<![A-Za-z])(?:IMEI|ISBN|SN|QQ群?)(?![A-Za-z])"
)
_AMOUNT = (
    "金额|资金|税收|税费|增加值|电量|价款|产值|总值|收入|支出|预算|决算|投资|税额|销售额|余额|面积|数量|合计|总计|总额|总量|产量|用量"
    "|人口"
)
_UNIT_NAME = "[（(](?:万|亿|千)?(?:元|吨|亩|人|户|公斤|千克|千瓦时|度|公顷|平方米|立方米|米|千米|公里)[)）]"
_JOINT = r"(?:号码?|为|是|[:：=#\s“”\"'《\[【]|[（(][^（()）]{0,10}[)）]|No\.?)*\Z"
"""What may stand between the words that name a number and the number."""

_CODE_COLUMN = re.compile(_CODE, re.IGNORECASE)
_CODE_LEAD = re.compile(f"(?:{_CODE}){_JOINT}", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(f"{_AMOUNT}|{_UNIT_NAME}")
_AMOUNT_LEAD = re.compile(rf"(?:{_AMOUNT})(?:约|共|达|计|为|是|[:：\s])*\Z|[¥￥$€£]\s*\Z|人民币\s*\Z")
_UNIT_AFTER = re.compile(
    r"\s*(?:(?:百|千)?(?:万|亿)?(?:元(?!旦)|美元|欧元|吨|亩|公顷|平方|立方|公斤|千克|千瓦|公里|千米|株|尾|羽)"
    "|人次|剂次?|台次|车次|次|笔"
    r"|[%％‰℃㎡])"
)
_CLAUSE_END = re.compile(r"[，。；、！？,;!?\t\n】》|｜]")
_LEAD_LENGTH = 24
"""Characters before a number that can name it: "统一社会信用代码（个体工商户填写）：" has eighteen."""
_LINE_REACH = 300
_LONGEST_LABEL = 20
_CELL_END = re.compile(r"[\t\n]")
_FIGURES = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Label:
    """The words that name a number: `column` is the name of its table column, "" where there is none; `lead` are the
    words before it in its clause or cell."""

    column: str
    lead: str

    def _says(self, words: re.Pattern[str]) -> bool:
        return words.search(self.column) is not None or words.search(self.lead) is not None

    @property
    def names_id(self) -> bool:
        """Whether they say resident id (身份证) or disability certificate."""
        return self._says(_ID_WORDS)

    @property
    def names_account(self) -> bool:
        """Whether they say bank card or account (银行卡号、银行账号), and of no other card."""
        return column_is_account(self.column) or lead_is_account(self.lead)

    @property
    def names_phone(self) -> bool:
        """Whether they say telephone."""
        return self._says(_PHONE_WORDS)

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether the words of another kind of number are among them."""
        return self._says(words)

    @property
    def names_credit_code(self) -> bool:
        """Whether they say 信用代码 and do not offer an id number as well ("信用代码/身份证号")."""
        return self._says(_CREDIT_CODE) and not self.names_id

    @property
    def names_code(self) -> bool:
        """Whether they name the code of a thing."""
        if self.names_id or self.names_account or self._says(_PHONE_WORDS) or self._says(_PERSON_WORDS):
            return False
        return _CODE_COLUMN.search(self.column) is not None or _CODE_LEAD.search(self.lead) is not None

    @property
    def names_no_phone(self) -> bool:
        """Whether they name a code or an amount, so that eleven digits are no phone number."""
        if self._says(_PHONE_WORDS):
            return False
        column = _CODE_COLUMN.search(self.column) or _AMOUNT_COLUMN.search(self.column)
        return (column or _CODE_LEAD.search(self.lead) or _AMOUNT_LEAD.search(self.lead)) is not None


def lead_of(text: str, start: int) -> str:
    """The words that lead up to `start`, back to the last mark that ends a clause."""
    return _CLAUSE_END.split(text[max(0, start - _LEAD_LENGTH) : start])[-1]


def previous_words(text: str, start: int) -> str:
    """The short cell or line that ends right before `start`, where a form has its label: "" where there is none, or
    where it holds figures itself."""
    end = start - 1
    if end < 1 or text[end] not in "\t\n":
        return ""
    low = max(0, end - _LONGEST_LABEL - 1)
    words = _CELL_END.split(text[low:end])[-1].strip()
    return "" if len(words) > _LONGEST_LABEL or _FIGURES.search(words) else words


def line_of(text: str, start: int, end: int) -> str:
    """The line of `text[start:end]`, cut where it is very long."""
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2]
    return before + text[end : end + _LINE_REACH].partition("\n")[0]


def speaks_of_ids(words: str) -> bool:
    """Whether the words make a number with region and birth a resident id though its checksum fails."""
    return _ID_LINE.search(words) is not None


def speaks_of_amounts(words: str) -> bool:
    """Whether the words name an amount or a series of statistics (产值、收入、面积)."""
    return _AMOUNT_COLUMN.search(words) is not None


def is_followed_by_unit(text: str, end: int) -> bool:
    """Whether a unit after the digits makes them an amount: "13800000000元"."""
    return _UNIT_AFTER.match(text, end) is not None
