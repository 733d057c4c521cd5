"""Unmasked personal numbers (未遮掩的个人信息) to plant: in running text, in tables, in attachments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from county.finding import Level
from sample.inserts import Claim, FileKind, Insert, SampleFile, TableBlock
from sample.numbers import disability_number, masked, mobile, resident_id
from sample.people import person_name

Maker = Callable[[Random], Insert]


@dataclass(frozen=True, slots=True)
class _Cells:
    """A column of a table of people: header, what a cell holds, and the rule a full number there breaks."""

    header: str
    make: Callable[[Random], str]
    rule: str = ""


_NAME = _Cells("姓名", person_name)
_VILLAGE = _Cells("所在村（居）", lambda rng: rng.choice(("红旗村", "新民村", "石安村", "大木村", "光明社区")))
_AMOUNT = _Cells("补助金额（元）", lambda rng: str(rng.randint(2, 60) * 50))
_ID = _Cells("身份证号", resident_id, "personal-id")
_ID_LONG = _Cells("公民身份号码", resident_id, "personal-id")
_PHONE = _Cells("联系电话", mobile, "personal-mobile")
_MOBILE = _Cells("手机号码", mobile, "personal-mobile")
_ID_MASKED = _Cells("身份证号", lambda rng: masked(resident_id(rng)))


def _id_claim(number: str, note: str) -> Claim:
    return Claim("personal-id", masked(number), Level.SERIOUS.value, note)


def _mobile_claim(number: str, note: str, level: Level = Level.GENERAL) -> Claim:
    return Claim("personal-mobile", masked(number), level.value, note)


def _plain_id(rng: Random) -> Insert:
    number = resident_id(rng)
    sentence = f"受助人{person_name(rng)}，身份证号：{number}，经审核符合救助条件。"
    return Insert(sentence=sentence, claims=(_id_claim(number, "正文里的身份证号"),))


def _id_with_x(rng: Random) -> Insert:
    number = resident_id(rng, ends_with_x=True)
    sentence = f"权利人{person_name(rng)}（身份证号{number}）申请办理登记，现予公告。"
    return Insert(sentence=sentence, claims=(_id_claim(number, "末位是 X 的身份证号"),))


def _id_with_spaces(rng: Random) -> Insert:
    number = resident_id(rng)
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
    sentence = f"获奖职工{person_name(rng)}，身份证号 {spaced}，请于月底前领取证书。"
    return Insert(sentence=sentence, claims=(_id_claim(number, "数字之间有空格的身份证号"),))


def _id_and_mobile(rng: Random) -> Insert:
    number, phone = resident_id(rng), mobile(rng)
    sentence = f"家住石安村的{person_name(rng)}（公民身份号码{number}，手机{phone}）领到了第一笔补助。"
    claims = (_id_claim(number, "同一句里的身份证号"), _mobile_claim(phone, "同一句里的手机号码"))
    return Insert(sentence=sentence, claims=claims)


def _plain_mobile(rng: Random) -> Insert:
    phone = mobile(rng)
    sentence = f"脱贫户{person_name(rng)}（{phone}）反映的饮水问题已经办结。"
    return Insert(sentence=sentence, claims=(_mobile_claim(phone, "正文里的手机号码"),))


def _mobile_with_country_code(rng: Random) -> Insert:
    phone = mobile(rng)
    sentence = f"报名群众{person_name(rng)}的手机号码为+86{phone}，已收到确认短信。"
    return Insert(sentence=sentence, claims=(_mobile_claim(phone, "带 +86 的手机号码"),))


def _mobile_with_spaces(rng: Random) -> Insert:
    phone = mobile(rng)
    sentence = f"种植户{person_name(rng)}，手机 {phone[:3]} {phone[3:7]} {phone[7:]}，共种植辣椒五亩。"
    return Insert(sentence=sentence, claims=(_mobile_claim(phone, "数字之间有空格的手机号码"),))


def _contact_mobile(rng: Random) -> Insert:
    phone = mobile(rng)
    sentence = f"联系人：{person_name(rng)}，联系电话：{phone}。"
    return Insert(sentence=sentence, claims=(_mobile_claim(phone, "联系人的手机号码", Level.NOTICE),))


def _disability(rng: Random) -> Insert:
    number = disability_number(rng)
    sentence = f"申请人{person_name(rng)}，残疾人证号{number}，拟列入本年度辅助器具发放名单。"
    return Insert(sentence=sentence, claims=(_id_claim(number, "残疾人证号"),))


def _table(rng: Random, caption: str, cells: tuple[_Cells, ...], place: str) -> tuple[TableBlock, tuple[Claim, ...]]:
    size = rng.randint(5, 12)
    header = ("序号", *(cell.header for cell in cells))
    rows = tuple((str(order), *(cell.make(rng) for cell in cells)) for order in range(1, size + 1))
    levels = {"personal-id": Level.SERIOUS.value, "personal-mobile": Level.GENERAL.value}
    claims = tuple(Claim(cell.rule, cell.header, levels[cell.rule], place, size) for cell in cells if cell.rule)
    return TableBlock(caption, header, rows), claims


def _page_table(*cells: _Cells) -> Maker:
    def make(rng: Random) -> Insert:
        table, claims = _table(rng, "名单", cells, "网页表格")
        return Insert(table=table, claims=claims)

    return make


def _workbook(name: str, *cells: _Cells) -> Maker:
    def make(rng: Random) -> Insert:
        table, claims = _table(rng, "Sheet1", cells, "xlsx 附件")
        return Insert(file=SampleFile(FileKind.XLSX, name, tables=(table,)), file_claims=claims)

    return make


def _hidden_sheet(rng: Random) -> Insert:
    shown, _ = _table(rng, "公示", (_NAME, _ID_MASKED, _AMOUNT), "")
    kept, claims = _table(rng, "原始数据", (_NAME, _ID_LONG, _AMOUNT), "xlsx 附件的隐藏工作表")
    file = SampleFile(FileKind.XLSX, "补贴公示名单.xlsx", tables=(shown, kept), hidden=frozenset({"原始数据"}))
    return Insert(file=file, file_claims=claims)


def _word_file(rng: Random) -> Insert:
    table, claims = _table(rng, "名单", (_NAME, _VILLAGE, _ID), "docx 附件的表格")
    number = resident_id(rng)
    paragraphs = (
        "关于拟聘用人员的公示",
        f"拟聘用{person_name(rng)}为公益性岗位人员，身份证号：{number}。",
        "公示期为五个工作日。",
    )
    file = SampleFile(FileKind.DOCX, "拟聘用人员公示.docx", paragraphs, (table,))
    return Insert(file=file, file_claims=(*claims, _id_claim(number, "docx 附件的正文")))


def _portable_file(rng: Random) -> Insert:
    number, phone = resident_id(rng), mobile(rng)
    paragraphs = (
        "行政处罚决定书",
        f"当事人：{person_name(rng)}，身份证号：{number}。",
        "经查，当事人未按规定办理登记手续，事实清楚，证据充分。",
        f"当事人手机号码为{phone}，决定书已当面送达。",
    )
    claims = (_id_claim(number, "pdf 附件的正文"), _mobile_claim(phone, "pdf 附件的正文"))
    return Insert(file=SampleFile(FileKind.PDF, "行政处罚决定书.pdf", paragraphs), file_claims=claims)


PERSONAL: tuple[Maker, ...] = (
    *(_plain_id, _plain_id, _id_with_x, _id_with_x, _id_with_spaces, _id_and_mobile, _disability),
    *(_plain_mobile, _plain_mobile, _mobile_with_country_code, _mobile_with_spaces, _contact_mobile),
    _page_table(_NAME, _ID, _PHONE, _AMOUNT),
    _page_table(_NAME, _VILLAGE, _ID_LONG),
    _page_table(_NAME, _MOBILE, _AMOUNT),
    _workbook("发放花名册.xlsx", _NAME, _ID, _AMOUNT),
    _workbook("培训学员名单.xlsx", _NAME, _VILLAGE, _MOBILE),
    *(_hidden_sheet, _word_file, _word_file, _portable_file, _portable_file),
)
"""Everything planted in the first quarter of the year."""

EARLY_PERSONAL: tuple[Maker, ...] = (
    *(_plain_id, _plain_mobile, _id_with_x),
    _page_table(_NAME, _ID, _PHONE, _AMOUNT),
    _workbook("名册.xlsx", _NAME, _ID),
    *(_hidden_sheet, _word_file, _portable_file),
)
"""Planted before 1 January and gone on 1 February."""
