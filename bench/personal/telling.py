"""Cases that tell of health, homes and births, and masks that hide too little (疾病、住址、生日、弱遮掩用例)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.personal.case import Case, Grid
from bench.personal.lists import Column, case_of, listed, names, pick
from sample.numbers import masked, resident_id
from sample.people import person_name

Maker = Callable[[Random], Case]
DISEASES = (
    *(
        "尿毒症",
        "肺癌",
        "慢性肾衰竭",
        "冠心病",
        "糖尿病",
        "肝硬化",
        "脑梗死",
        "精神分裂症",
        "白血病",
        "类风湿关节炎",
        "乳腺恶性肿瘤",
    ),
    *("高血压三级", "先天性心脏病", "血友病", "肺结核", "股骨头坏死", "帕金森病", "脑出血后遗症"),
)
_DISABILITIES = ("肢体残疾二级", "视力一级", "精神残疾", "听力", "肢体三级", "多重残疾", "智力二级", "言语残疾四级")
_HEALTH_NAMES = (
    "病种",
    "所患疾病",
    "疾病名称",
    "患病情况",
    "诊断结果",
    "疾病类型",
    "患病名称",
    "健康状况",
    "致贫原因",
    "救助原因",
    "病情",
)
_DISABILITY_NAMES = ("残疾类别", "残疾类型", "残疾等级", "残疾类别及等级", "残疾情况", "残疾种类")


def _health_column(chance: Random) -> Case:
    if chance.random() < 0.5:
        column: Column = (pick(chance, _HEALTH_NAMES), lambda: pick(chance, DISEASES))
    else:
        column = (pick(chance, _DISABILITY_NAMES), lambda: pick(chance, _DISABILITIES))
    return case_of(chance, "疾病残疾 表格列", listed(chance, names(chance), column), "personal-health")


_SAID_HEALTH = (
    "村民{n}身患{d}，家庭生活困难。",
    "{n}，男，1965年出生，因患{d}长期卧床。",
    "困难群众{n}患有{d}，每月药费上千元。",
    "患者{n}，2023年5月确诊{d}。",
    "{n}被诊断为{d}，现申请临时救助。",
    "低保户{n}（二组）因患{d}丧失劳动能力。",
    "{n}于去年查出{d}。",
)


def _health_said(chance: Random) -> Case:
    text = pick(chance, _SAID_HEALTH).format(n=person_name(chance), d=pick(chance, DISEASES))
    return case_of(chance, "疾病残疾 正文", text, "personal-health")


def _health_form(chance: Random) -> Case:
    rows = (("姓名", person_name(chance), "性别", "女"), ("病种", pick(chance, DISEASES), "金额", "3000"))
    return case_of(chance, "疾病残疾 登记表", Grid(rows, 0), "personal-health")


def _house(chance: Random) -> str:
    number = chance.randint(1, 188)
    return pick(
        chance,
        (
            f"修文县龙场镇人民路{number}号",
            f"龙场街道阳明小区3栋2单元{number}室",
            f"扎佐镇红旗村五组{number}号",
            f"修文县翠屏西路{number}号附3号",
            f"久长街道幸福家园{number % 20 + 1}-2-{number + 100}",
        ),
    )


def _address_column(chance: Random) -> Case:
    name = pick(chance, ("家庭住址", "住址", "家庭地址", "现住址", "户籍地址", "居住地址", "详细地址", "地址"))
    return case_of(
        chance, "住址 表格列", listed(chance, names(chance), (name, lambda: _house(chance))), "personal-address"
    )


def _address_said(chance: Random) -> Case:
    text = pick(
        chance,
        (
            "{n}，男，家住{h}。",
            "{n}，住址：{h}，申请公租房。",
            "村民{n}现住{h}",
            "申请人{n}，家庭住址：{h}。",
            "{n}，户籍地址{h}。",
        ),
    )
    return case_of(chance, "住址 正文", text.format(n=person_name(chance), h=_house(chance)), "personal-address")


def _weak_mask(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        return f"{number[:10]}****{number[14:]}"

    if chance.random() < 0.5:
        return case_of(chance, "弱遮掩", f"{person_name(chance)}，身份证号{make()}。", "personal-mask")
    return case_of(chance, "弱遮掩", listed(chance, names(chance), ("身份证号", make)), "personal-mask")


def _birth_beside_mask(chance: Random) -> Case:
    born = pick(chance, ("1980-03-02", "1980年3月2日", "19800302", "1980.03.02", "1980/3/2"))
    grid = listed(
        chance,
        names(chance),
        ("身份证号", lambda: masked(resident_id(chance))),
        (pick(chance, ("出生日期", "出生年月日", "出生年月")), lambda: born),
    )
    return case_of(chance, "遮掩旁有生日", grid, "personal-mask")


def _minors(chance: Random) -> Case:
    grid = listed(
        chance,
        ("学生姓名", lambda: person_name(chance)),
        ("出生日期", lambda: "2017-03-02"),
        ("班级", lambda: "一（2）班"),
    )
    return case_of(chance, "学生生日", grid, "personal-birth")


TELLING: tuple[tuple[Maker, int], ...] = (
    *((_health_column, 60), (_health_said, 35), (_health_form, 14), (_address_column, 35), (_address_said, 28)),
    *((_weak_mask, 21), (_birth_beside_mask, 14), (_minors, 7)),
)

"""Each maker with the number of its cases."""
