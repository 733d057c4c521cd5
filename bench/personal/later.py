"""Cases that a later reading with fresh eyes added (后补用例): what was missed or wrongly reported at first sight. They
have a chance of their own, so that the files of the older cases stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.personal.case import Case, Grid
from bench.personal.lists import case_of, listed, names, pick
from bench.personal.made import account
from bench.personal.telling import DISEASES
from sample.numbers import mobile
from sample.people import person_name

Maker = Callable[[Random], Case]
_FORMATS = ("html", "xlsx", "xls", "docx", "pdf", "csv")
_SAID_HEALTH = (
    "第一季度因{d}救助{n}3000元。",
    "{n}被确诊为{d}。",
    "近日，县慈善总会为{d}患者{n}送去救助金2万元。",
    "走访慰问了患有{d}的村民{n}。",
    "因患{d}，{n}多次住院。",
    "脱贫户{n}家中儿子患{d}，女儿在读初中。",
    "同意给予{d}患者{n}医疗救助。",
)
_NOBODY_ILL = (
    "马铃薯患晚疫病后要及时拔除病株，黄瓜患霜霉病的要通风降湿。",
    "柳树患溃疡病时可涂抹石硫合剂。",
    "对患有尘肺病的职工，用人单位应当安排其治疗。",
    "因疫情影响补助金额较低，群众反映强烈。",
    "严防高致病性禽流感传入，对精神病人强制医疗的依法进行。",
    "因患癌症救助高龄老人12名，尿毒症患者方可享受门诊透析报销。",
)
_BRACKETED = ("账（卡）号", "卡（账）号", "银行卡/折号", "账(折)号", "社保卡（一卡通）账号", "帐（卡）号")


def _health_said(chance: Random) -> Case:
    text = pick(chance, _SAID_HEALTH).format(n=person_name(chance), d=pick(chance, DISEASES))
    return case_of(chance, "疾病残疾 正文二", text, "personal-health", formats=_FORMATS)


def _health_with_helper(chance: Random) -> Case:
    helper = pick(chance, ("帮扶责任人", "包保责任人", "联系村负责人", "签约家庭医生"))
    grid = listed(
        chance,
        ("户主姓名", lambda: person_name(chance)),
        ("致贫原因", lambda: f"因病（{pick(chance, DISEASES)}）"),
        (helper, lambda: person_name(chance)),
    )
    return case_of(chance, "疾病残疾 帮扶名单", grid, "personal-health", formats=_FORMATS)


def _account_bracketed(chance: Random) -> Case:
    grid = listed(chance, names(chance), (pick(chance, _BRACKETED), lambda: account(chance)))
    return case_of(chance, "银行账号 括号列名", grid, "personal-account", formats=_FORMATS)


def _health_by_heading(chance: Random) -> Case:
    rows = tuple((str(row), person_name(chance), "2000") for row in range(1, chance.randint(4, 9)))
    disease = pick(chance, ("尘肺病", "肺结核", "地中海贫血", "尿毒症", "严重精神障碍"))
    grid = Grid((("序号", "姓名", "金额"), *rows), 1, f"{disease}患者救助金发放公示")
    return Case("疾病 标题写明", (grid,), ("personal-health",), formats=_FORMATS)


def _amount(chance: Random) -> Case:
    return Case("十一位次数", (f"全年共接种{mobile(chance)}剂次，访问{mobile(chance)}人次。",), formats=_FORMATS)


def _nobody_ill(chance: Random) -> Case:
    return Case("疾病 无人名", (pick(chance, _NOBODY_ILL),), formats=_FORMATS)


def _mailbox(chance: Random) -> Case:
    return Case("手机号邮箱", (f"投稿邮箱：{mobile(chance)}@163.com。",), notice=True, formats=_FORMATS)


_MAKERS: tuple[tuple[Maker, int], ...] = (
    (_health_said, 28),
    (_health_with_helper, 12),
    (_account_bracketed, 18),
    (_health_by_heading, 12),
    (_amount, 6),
    (_nobody_ill, 18),
    (_mailbox, 6),
)


def later_cases(seed: int) -> list[Case]:
    """All of them."""
    chance = Random(seed)
    return [make(chance) for make, count in _MAKERS for _ in range(count)]
