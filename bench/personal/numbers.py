"""Cases in which a whole number stands (应报的号码用例)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.personal.case import Case, Grid
from bench.personal.lists import case_of, listed, names, pick
from bench.personal.made import account, card, old_id, passport, phone, spaced
from sample.numbers import disability_number, mobile, resident_id
from sample.people import person_name

Maker = Callable[[Random], Case]
_ID_NAMES = (
    *(
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "身份证",
        "证件号码",
        "居民身份证号码",
        "身份证件号码",
        "户主身份证号",
        "申请人身份证号码",
    ),
    *("身 份 证 号", "身份证号（18位）", "社会保障号码", "身份证\n号码"),
)
_PHONE_NAMES = ("手机号码", "联系电话", "手机", "电话", "联系方式", "本人电话", "手机号", "家长电话")
_ACCOUNT_NAMES = (
    *(
        "银行账号",
        "银行卡号",
        "账号",
        "一卡通账号",
        "开户账号",
        "惠农卡号",
        "存折账号",
        "银行帐号",
        "卡号",
        "收款账号",
        "一折通账号",
    ),
    *("开户行及账号", "个人账户", "发放账号", "打卡账号", "社保卡银行账号", "农商行账号", "银行卡（存折）号"),
)
_SAID_ID = (
    "受助人{n}，身份证号：{i}，经审核符合救助条件。",
    "{n}（身份证号{i}）申请办理登记。",
    "{n}，男，公民身份号码为{i}。",
    "{n}\t{i}\t符合条件",
    "当事人：{n}，身份证号码：{i}，住修文县龙场镇。",
    "被处罚人姓名：{n} 证件类型：身份证 证件号码：{i}",
    "身份证:{i}",
    "户主{n}{i}家庭人口4人",
    "1.{n}，{i}；2.另有一人未登记。",
    "{n}【{i}】拟享受补贴。",
    "经查，{n}({i})未按规定办理。",
    "姓名：{n}\n身份证号：\n{i}",
    "申请人：{n} ID：{i}",
)


def _id_said(chance: Random) -> Case:
    text = pick(chance, _SAID_ID).format(n=person_name(chance), i=spaced(chance, resident_id(chance)))
    return case_of(chance, "身份证号 正文", text.replace("\t", "　"), "personal-id")


def _id_broken(chance: Random) -> Case:
    number = resident_id(chance)
    at = chance.choice((6, 10, 12, 14))
    text = f"{person_name(chance)}，身份证号：{number[:at]}\n{number[at:]}，经审核符合条件。"
    return case_of(chance, "身份证号 断行", text, "personal-id")


def _id_column(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _ID_NAMES), lambda: spaced(chance, resident_id(chance))))
    return case_of(chance, "身份证号 表格列", grid, "personal-id")


def _id_broken_cell(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        at = chance.choice((6, 10, 13))
        return f"{number[:at]}\n{number[at:]}"

    grid = listed(chance, names(chance), ("身份证号", make))
    return case_of(chance, "身份证号 格内换行", grid, "personal-id", formats=("html", "xlsx", "xls", "docx", "csv"))


def _id_headerless(chance: Random) -> Case:
    rows = tuple((str(row), person_name(chance), resident_id(chance)) for row in range(1, chance.randint(3, 9)))
    return case_of(chance, "身份证号 无表头", Grid(rows, 0), "personal-id")


def _id_unruled(chance: Random) -> Case:
    grid = listed(chance, names(chance), ("身份证号", lambda: resident_id(chance)), plain=True)
    return case_of(chance, "身份证号 无框线", Grid(grid.rows, 1, ruled=False), "personal-id", formats=("pdf",))


def _id_form(chance: Random) -> Case:
    rows = (
        ("姓名", person_name(chance), "性别", "男"),
        (pick(chance, _ID_NAMES[:6]), resident_id(chance), "民族", "汉族"),
    )
    return case_of(chance, "身份证号 登记表", Grid(rows, 0), "personal-id")


def _id_number_cell(chance: Random) -> Case:
    def make() -> str:
        return next(number for _ in range(99) if (number := resident_id(chance)).isdigit())

    grid = listed(chance, names(chance), (pick(chance, _ID_NAMES[:8]), make))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return case_of(chance, "身份证号 数值格", whole, "personal-id", formats=("xlsx", "xls"))


def _id_shortened(chance: Random) -> Case:
    def make() -> str:
        return pick(chance, ("5.20123E+17", "5.20123190302E+17", "5.2E+17", "5.20123E+17"))

    grid = listed(chance, names(chance), (pick(chance, _ID_NAMES[:8]), make))
    return case_of(chance, "身份证号 科学计数", grid, "personal-id", formats=("csv", "xlsx", "html", "docx"))


def _id_mistyped(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        return number[:17] + str((int(number[16]) + 1) % 10 if number[17] != str((int(number[16]) + 1) % 10) else 7)

    grid = listed(chance, names(chance), (pick(chance, _ID_NAMES), make))
    return case_of(chance, "身份证号 录入有误", grid, "personal-id")


def _id_hidden(chance: Random) -> Case:
    grid = listed(chance, names(chance), ("身份证号", lambda: resident_id(chance)), plain=True)
    hidden = Grid(grid.rows, 1, hidden=frozenset({2}), hidden_sheet=chance.random() < 0.4)
    return case_of(chance, "身份证号 隐藏列表", hidden, "personal-id", formats=("xlsx", "xls"))


def _old_said(chance: Random) -> Case:
    text = pick(chance, ("{n}，身份证号：{i}，系本村村民。", "{n}（身份证{i}）", "居民身份证号码 {i}", "证件号码：{i}"))
    return case_of(chance, "十五位 正文", text.format(n=person_name(chance), i=old_id(chance)), "personal-id")


def _old_column(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _ID_NAMES), lambda: old_id(chance)))
    return case_of(chance, "十五位 表格列", grid, "personal-id")


def _disability_said(chance: Random) -> Case:
    text = pick(chance, ("{n}，残疾人证号{i}。", "{n}（残疾证号：{i}）", "持证人{n}，证号 {i}", "{n} {i} 轮椅一辆"))
    number = disability_number(chance) + chance.choice(("", "", "B1"))
    return case_of(chance, "残疾人证 正文", text.format(n=person_name(chance), i=number), "personal-id")


def _disability_column(chance: Random) -> Case:
    name = pick(chance, ("残疾证号", "残疾人证号", "残疾人证号码", "证号", "残疾证编号"))
    grid = listed(chance, names(chance), (name, lambda: disability_number(chance)))
    return case_of(chance, "残疾人证 表格列", grid, "personal-id")


def _pupil(chance: Random) -> Case:
    name = pick(chance, ("学籍号", "全国学籍号", "学生学籍号"))
    grid = listed(chance, ("学生姓名", lambda: person_name(chance)), (name, lambda: "G" + resident_id(chance)))
    return case_of(chance, "学籍号", grid, "personal-id")


_SAID_PHONE = (
    "脱贫户{n}（{p}）反映的饮水问题已经办结。",
    "申请人{n}，手机号：{p}。",
    "{n}，电话 {p}，共种植辣椒五亩。",
    "群众{n}手机{p}已登记。",
    "户主：{n}，联系电话：{p}。",
    "{n}：{p}",
    "村民{n}，本人电话{p}，家庭人口3人。",
)


def _phone_said(chance: Random) -> Case:
    text = pick(chance, _SAID_PHONE).format(n=person_name(chance), p=phone(chance))
    return case_of(chance, "手机号 正文", text, "personal-mobile")


def _phone_column(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _PHONE_NAMES), lambda: phone(chance)))
    return case_of(chance, "手机号 表格列", grid, "personal-mobile")


def _phone_two(chance: Random) -> Case:
    def make() -> str:
        return pick(chance, ("{}/{}", "{}、{}", "{} {}", "{},{}", "{}\n{}")).format(mobile(chance), mobile(chance))

    return case_of(chance, "手机号 一格两个", listed(chance, names(chance), ("联系电话", make)), "personal-mobile")


def _phone_number_cell(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _PHONE_NAMES), lambda: mobile(chance)))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return case_of(chance, "手机号 数值格", whole, "personal-mobile", formats=("xlsx", "xls"))


def _grouped(chance: Random, number: str) -> str:
    if chance.random() < 0.3:
        return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    return number


def _account_column(chance: Random) -> Case:
    make = chance.choice((card, account))
    grid = listed(chance, names(chance), (pick(chance, _ACCOUNT_NAMES), lambda: _grouped(chance, make(chance))))
    return case_of(chance, "银行账号 表格列", grid, "personal-account")


_SAID_ACCOUNT = (
    "{n}，银行卡号：{a}。",
    "领款人{n}，开户行：修文县农村信用社，账号：{a}。",
    "户名：{n}，账号：{a}，开户行：贵州银行修文支行。",
    "补贴已打入{n}的一卡通账号{a}。",
    "{n}惠农卡号 {a}",
    "收款人：{n}；银行账号（农商行）：{a}；金额：500元。",
    "{n}存折号为{a}",
    "{n}的建设银行账户{a}",
    "户名:{n}\n账号:{a}\n开户行:农业银行",
)


def _account_said(chance: Random) -> Case:
    number = _grouped(chance, chance.choice((card, account))(chance))
    return case_of(
        chance,
        "银行账号 正文",
        pick(chance, _SAID_ACCOUNT).format(n=person_name(chance), a=number),
        "personal-account",
    )


def _card_headerless(chance: Random) -> Case:
    rows = tuple((person_name(chance), card(chance, 19), "500") for _ in range(chance.randint(4, 9)))
    return case_of(chance, "银行账号 无表头", Grid(rows, 0), "personal-account")


def _account_unruled(chance: Random) -> Case:
    grid = listed(chance, names(chance), ("银行账号", lambda: account(chance)), plain=True)
    rows = tuple(tuple(cell or "无" for cell in row) for row in grid.rows)
    return case_of(chance, "银行账号 无框线", Grid(rows, 1, ruled=False), "personal-account", formats=("pdf",))


def _account_number_cell(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _ACCOUNT_NAMES), lambda: account(chance, 19)))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return case_of(chance, "银行账号 数值格", whole, "personal-account", formats=("xlsx", "xls"))


def _account_form(chance: Random) -> Case:
    rows = (("姓名", person_name(chance)), ("开户行", "贵州银行"), (pick(chance, _ACCOUNT_NAMES[:6]), account(chance)))
    return case_of(chance, "银行账号 登记表", Grid(rows, 0), "personal-account")


def _passport_case(chance: Random) -> Case:
    if chance.random() < 0.5:
        name = pick(chance, ("护照号码", "护照号", "护照/通行证号", "证件号码", "通行证号码"))
        grid = listed(chance, names(chance), (name, lambda: passport(chance)))
        return case_of(chance, "护照", grid, "personal-document")
    text = pick(
        chance,
        ("{n}，护照号：{i}。", "{n}（护照号码{i}）", "持护照{i}入境的{n}", "港澳居民来往内地通行证号：H99001122"),
    )
    return case_of(chance, "护照", text.format(n=person_name(chance), i=passport(chance)), "personal-document")


def _social(chance: Random) -> Case:
    def make() -> str:
        return chance.choice("ABCDKL") + "".join(str(chance.randint(0, 9)) for _ in range(8))

    if chance.random() < 0.6:
        grid = listed(
            chance,
            names(chance),
            (pick(chance, ("社保卡号", "社会保障卡号", "社保编号", "医保卡号", "社保卡号码")), make),
        )
        return case_of(chance, "社保卡", grid, "personal-document")
    return case_of(chance, "社保卡", f"{person_name(chance)}，社会保障卡号：{make()}。", "personal-document")


def _military(chance: Random) -> Case:
    number = chance.randint(9000000, 9999999)
    text = pick(chance, ("{n}，军官证号：军字第{i}号。", "{n}（士兵证号 士字第{i}号）", "{n}，军官证：南字第{i}号"))
    return case_of(chance, "军人证件", text.format(n=person_name(chance), i=number), "personal-document")


NUMBERS: tuple[tuple[Maker, int], ...] = (
    *(
        (_id_said, 60),
        (_id_broken, 12),
        (_id_column, 70),
        (_id_broken_cell, 12),
        (_id_headerless, 14),
        (_id_unruled, 5),
    ),
    *((_id_form, 14), (_id_number_cell, 8), (_id_shortened, 8), (_id_mistyped, 14), (_id_hidden, 8), (_old_said, 14)),
    *((_old_column, 21), (_disability_said, 21), (_disability_column, 21), (_pupil, 10)),
    *((_phone_said, 60), (_phone_column, 60), (_phone_two, 14), (_phone_number_cell, 8)),
    *(
        (_account_column, 60),
        (_account_said, 40),
        (_card_headerless, 14),
        (_account_unruled, 5),
        (_account_number_cell, 8),
    ),
    *((_account_form, 14), (_passport_case, 28), (_social, 21), (_military, 10)),
)
"""Each maker with the number of its cases."""
