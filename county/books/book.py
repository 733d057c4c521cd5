"""Books (登记簿的格式): for each register its fields, and what makes two entries the same."""

from __future__ import annotations

from dataclasses import dataclass

from county.books.field import Field, FieldKind
from county.register import (
    BonusClaim,
    ClaimState,
    Duty,
    Event,
    Exemption,
    HandIn,
    Register,
    Request,
    Task,
)

Entry = HandIn | Request | BonusClaim | Event | Task | Duty | Exemption

MOST_TIMES = 100
MOST_EXCLUDED = 250
"""Working days: a year of them is no pause but a case that was given up."""
MOST_POINTS = 40
_DAY_NOTE = "写成 2026-03-05；2026年3月5日、2026/3/5 也认得。"
_SIGNED = "签批人姓名；没有签批的留空，不计分。"


@dataclass(frozen=True, slots=True)
class Book:
    """`prefix` begins the ids of its entries, short enough to be said on the telephone; `entry` is the dataclass that
    the fields fill. No two entries of one unit agree in all of `identity`. `order` are pairs of days of which the first
    is never after the second."""

    register: Register
    prefix: str
    entry: type[Entry]
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    order: tuple[tuple[str, str], ...] = ()

    def field(self, key: str) -> Field:
        """The field of that key. Raises KeyError."""
        return next(field for field in self.fields if field.key == key)


def _day(key: str, name: str, note: str = _DAY_NOTE, *, required: bool = True, past: bool = False) -> Field:
    return Field(key, name, FieldKind.DAY, note, 14, required=required, past=past)


_TIMES = Field("times", "次数", FieldKind.WHOLE, "几次或几项，留空为 1。", 8, False, 1, least=1, most=MOST_TIMES)
_TITLE = Field("title", "名称", FieldKind.TEXT, "文件、会议、活动或事件的名称。", 40)
_SIGNATURE = Field("signed_by", "签批人", FieldKind.TEXT, _SIGNED, 12, False, "")

BOOKS: dict[Register, Book] = {
    book.register: book
    for book in (
        Book(
            Register.HAND_IN,
            "BS",
            HandIn,
            (
                Field(
                    "item", "事项", FieldKind.ITEM, "从下拉列表中选择；责任清单里报送的事项填它的编号，如 QD-3。", 34
                ),
                Field(
                    "period",
                    "期间",
                    FieldKind.PERIOD,
                    "报的是哪一段时间：2026、2026上半年、2026第1季度或 2026-03；上一年的年度报告写上一年。",
                    14,
                ),
                _day("received", "收到日期", "办公室收到的日期；到期没有报送的留空登记。", required=False, past=True),
                _day("due", "另定期限", "只对这个单位另定的截止日期，一般留空。", required=False),
            ),
            ("item", "period"),
        ),
        Book(
            Register.REQUEST,
            "YS",
            Request,
            (
                Field("number", "申请编号", FieldKind.TEXT, "办公室的收件编号，不要写申请人姓名和号码。", 20),
                _day("received", "收到日期", past=True),
                _day("replied", "答复日期", "没有答复的留空。", required=False, past=True),
                Field("extended", "已延期", FieldKind.FLAG, "依法延长过答复期限的填“是”。", 8, False, False),
                Field(
                    "excluded_days",
                    "扣除天数",
                    FieldKind.WHOLE,
                    "征求第三方意见、补正等不计入期限的工作日数，留空为 0。",
                    10,
                    False,
                    0,
                    most=MOST_EXCLUDED,
                ),
                Field(
                    "corrected", "被依法纠错", FieldKind.FLAG, "被行政复议或行政诉讼纠错的填“是”。", 12, False, False
                ),
            ),
            ("number",),
            order=(("received", "replied"),),
        ),
        Book(
            Register.BONUS,
            "JF",
            BonusClaim,
            (
                Field("clause", "条款", FieldKind.CLAUSE, "从下拉列表中选择加分条款。", 26),
                _TITLE,
                _day("happened_on", "发生日期", past=True),
                _TIMES,
                Field(
                    "state",
                    "认定",
                    FieldKind.CHOICE,
                    "待核、认可或不认可，留空为待核；认可后才加分。",
                    10,
                    False,
                    ClaimState.CLAIMED,
                    choices=ClaimState,
                ),
            ),
            ("clause", "title", "happened_on"),
        ),
        Book(
            Register.EVENT,
            "SJ",
            Event,
            (
                Field("clause", "条款", FieldKind.CLAUSE, "从下拉列表中选择扣分或否决条款。", 26),
                _TITLE,
                _day("happened_on", "发生日期", past=True),
                _TIMES,
                _SIGNATURE,
            ),
            ("clause", "title", "happened_on"),
        ),
        Book(
            Register.TASK,
            "RW",
            Task,
            (
                _TITLE,
                Field("points", "分值", FieldKind.POINTS, "加分写正数，扣分写负数，如 -0.5。", 10, most=MOST_POINTS),
                _day("decided_on", "确定日期", past=True),
                _SIGNATURE,
            ),
            ("title", "decided_on"),
        ),
        Book(
            Register.DUTY,
            "QD",
            Duty,
            (
                Field("item", "公开事项", FieldKind.TEXT, "责任清单里的事项名称。", 30),
                Field("column", "栏目", FieldKind.COLUMN, "公开在哪个栏目；不上网、由单位报送的留空。", 22, False, ""),
                Field(
                    "title",
                    "标题含有",
                    FieldKind.WORDS,
                    "信息标题里必须有的词，几个词用分号“；”隔开，须都出现；留空则该栏目任何信息都算。",
                    26,
                    False,
                    (),
                ),
                _day("opens", "起算日期"),
                _day("due", "截止日期"),
                _day(
                    "published",
                    "完成日期",
                    "由办公室核实后填写，以此为准；一般留空，由巡查判断。",
                    required=False,
                    past=True,
                ),
            ),
            ("item", "column", "opens"),
            order=(("opens", "due"), ("opens", "published")),
        ),
        Book(
            Register.EXEMPTION,
            "BB",
            Exemption,
            (
                Field("column", "栏目", FieldKind.COLUMN, "不作要求的栏目。", 22),
                _day("since", "开始日期"),
                _day("until", "结束日期", "最后一天，含当天。"),
                Field("reason", "理由", FieldKind.TEXT, "为什么这段时间没有内容可更新。", 40),
            ),
            ("column", "since"),
            order=(("since", "until"),),
        ),
    )
}
"""In the order of the workbook's sheets."""


def book_of(entry_id: str) -> Book | None:
    """The book in which an entry of that id would stand."""
    prefix = entry_id.partition("-")[0].upper()
    return next((book for book in BOOKS.values() if book.prefix == prefix), None)


def entry_order(entry_id: str) -> tuple[str, int]:
    """Sorts ids as people do: BS-2 before BS-10."""
    prefix, _, number = entry_id.partition("-")
    return prefix, int(number)
