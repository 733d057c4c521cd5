"""Cases in which something personal stands (应报的用例)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from bench.personal.case import FORMATS, Block, Case, Grid
from bench.personal.made import account, card, old_id, passport, phone, spaced
from sample.numbers import disability_number, masked, mobile, resident_id
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
_NAME_NAMES = ("姓名", "姓 名", "户主姓名", "申请人", "户主", "受助人姓名", "救助对象", "学生姓名", "领取人")
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
_DISEASES = (
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
_TITLES = (
    "",
    "",
    "2024年度临时救助发放花名册",
    "修文县2026年第一季度城乡低保公示名单（共 12 户）",
    "耕地地力保护补贴发放表",
)
_VILLAGES = ("红旗村", "新民村", "石安村", "大木村一组", "光明社区")


def _pick(chance: Random, options: Sequence[str]) -> str:
    return options[chance.randrange(len(options))]


_Column = tuple[str, Callable[[], str]]


def _listed(chance: Random, *columns: _Column, low: int = 2, plain: bool = False) -> Grid:
    """A list of people with those columns, laid out in one of the ways that lists are."""
    size = chance.randint(low, 9)
    others: list[_Column] = [
        ("村（居）", lambda: _pick(chance, _VILLAGES)),
        ("金额（元）", lambda: str(chance.randint(2, 60) * 50)),
        ("备注", lambda: ""),
        ("性别", lambda: chance.choice("男女")),
    ]
    used = [*columns, *chance.sample(others, chance.randint(0, 3))]
    names = ("序号", *(name for name, _ in used))
    rows = [(str(order), *(make() for _, make in used)) for order in range(1, size + 1)]
    way = 0 if plain else chance.randrange(7)
    title = _pick(chance, _TITLES)
    if way == 1:
        rows.append(("合计", *[""] * (len(used) - 1), str(size)))
    if way == 2:
        rows.insert(size // 2 + 1, names)
    if way == 3:
        return Grid((("填报单位：某镇", *[""] * (len(used) - 1), "2026年3月"), names, *rows), 2, title)
    if way == 4:
        first = ("序号", "基本情况", *[""] * (len(used) - 1))
        return Grid((first, ("", *names[1:]), *rows), 2, title)
    return Grid((names, *rows), 1, title)


def _names(chance: Random) -> _Column:
    return _pick(chance, _NAME_NAMES), lambda: person_name(chance)


def _blocks(chance: Random, block: Block) -> tuple[Block, ...]:
    """The block, perhaps between paragraphs."""
    before = "根据有关规定，经村级评议、镇级审核，现将名单予以公示，接受社会监督。"
    after = "公示期间如有异议，请向镇人民政府反映。监督电话：0851-82321234。"
    return [(block,), (before, block), (block, after), (before, block, after)][chance.randrange(4)]


def _case(chance: Random, kind: str, block: Block, *rules: str, **more: object) -> Case:
    return Case(kind, _blocks(chance, block), rules, **more)  # type: ignore[arg-type]


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
    text = _pick(chance, _SAID_ID).format(n=person_name(chance), i=spaced(chance, resident_id(chance)))
    return _case(chance, "身份证号 正文", text.replace("\t", "　"), "personal-id")


def _id_broken(chance: Random) -> Case:
    number = resident_id(chance)
    at = chance.choice((6, 10, 12, 14))
    text = f"{person_name(chance)}，身份证号：{number[:at]}\n{number[at:]}，经审核符合条件。"
    return _case(chance, "身份证号 断行", text, "personal-id")


def _id_column(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), (_pick(chance, _ID_NAMES), lambda: spaced(chance, resident_id(chance))))
    return _case(chance, "身份证号 表格列", grid, "personal-id")


def _id_broken_cell(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        at = chance.choice((6, 10, 13))
        return f"{number[:at]}\n{number[at:]}"

    grid = _listed(chance, _names(chance), ("身份证号", make))
    return _case(chance, "身份证号 格内换行", grid, "personal-id", formats=("html", "xlsx", "xls", "docx", "csv"))


def _id_headerless(chance: Random) -> Case:
    rows = tuple((str(row), person_name(chance), resident_id(chance)) for row in range(1, chance.randint(3, 9)))
    return _case(chance, "身份证号 无表头", Grid(rows, 0), "personal-id")


def _id_unruled(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), ("身份证号", lambda: resident_id(chance)), plain=True)
    return _case(chance, "身份证号 无框线", Grid(grid.rows, 1, ruled=False), "personal-id", formats=("pdf",))


def _id_form(chance: Random) -> Case:
    rows = (
        ("姓名", person_name(chance), "性别", "男"),
        (_pick(chance, _ID_NAMES[:6]), resident_id(chance), "民族", "汉族"),
    )
    return _case(chance, "身份证号 登记表", Grid(rows, 0), "personal-id")


def _id_number_cell(chance: Random) -> Case:
    def make() -> str:
        return next(number for _ in range(99) if (number := resident_id(chance)).isdigit())

    grid = _listed(chance, _names(chance), (_pick(chance, _ID_NAMES[:8]), make))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return _case(chance, "身份证号 数值格", whole, "personal-id", formats=("xlsx", "xls"))


def _id_shortened(chance: Random) -> Case:
    def make() -> str:
        return _pick(chance, ("5.20123E+17", "5.20123190302E+17", "5.2E+17", "5.20123E+17"))

    grid = _listed(chance, _names(chance), (_pick(chance, _ID_NAMES[:8]), make))
    return _case(chance, "身份证号 科学计数", grid, "personal-id", formats=("csv", "xlsx", "html", "docx"))


def _id_mistyped(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        return number[:17] + str((int(number[16]) + 1) % 10 if number[17] != str((int(number[16]) + 1) % 10) else 7)

    grid = _listed(chance, _names(chance), (_pick(chance, _ID_NAMES), make))
    return _case(chance, "身份证号 录入有误", grid, "personal-id")


def _id_hidden(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), ("身份证号", lambda: resident_id(chance)), plain=True)
    hidden = Grid(grid.rows, 1, hidden=frozenset({2}), hidden_sheet=chance.random() < 0.4)
    return _case(chance, "身份证号 隐藏列表", hidden, "personal-id", formats=("xlsx", "xls"))


def _old_said(chance: Random) -> Case:
    text = _pick(
        chance, ("{n}，身份证号：{i}，系本村村民。", "{n}（身份证{i}）", "居民身份证号码 {i}", "证件号码：{i}")
    )
    return _case(chance, "十五位 正文", text.format(n=person_name(chance), i=old_id(chance)), "personal-id")


def _old_column(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), (_pick(chance, _ID_NAMES), lambda: old_id(chance)))
    return _case(chance, "十五位 表格列", grid, "personal-id")


def _disability_said(chance: Random) -> Case:
    text = _pick(chance, ("{n}，残疾人证号{i}。", "{n}（残疾证号：{i}）", "持证人{n}，证号 {i}", "{n} {i} 轮椅一辆"))
    number = disability_number(chance) + chance.choice(("", "", "B1"))
    return _case(chance, "残疾人证 正文", text.format(n=person_name(chance), i=number), "personal-id")


def _disability_column(chance: Random) -> Case:
    name = _pick(chance, ("残疾证号", "残疾人证号", "残疾人证号码", "证号", "残疾证编号"))
    grid = _listed(chance, _names(chance), (name, lambda: disability_number(chance)))
    return _case(chance, "残疾人证 表格列", grid, "personal-id")


def _pupil(chance: Random) -> Case:
    name = _pick(chance, ("学籍号", "全国学籍号", "学生学籍号"))
    grid = _listed(chance, ("学生姓名", lambda: person_name(chance)), (name, lambda: "G" + resident_id(chance)))
    return _case(chance, "学籍号", grid, "personal-id")


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
    text = _pick(chance, _SAID_PHONE).format(n=person_name(chance), p=phone(chance))
    return _case(chance, "手机号 正文", text, "personal-mobile")


def _phone_column(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), (_pick(chance, _PHONE_NAMES), lambda: phone(chance)))
    return _case(chance, "手机号 表格列", grid, "personal-mobile")


def _phone_two(chance: Random) -> Case:
    def make() -> str:
        return _pick(chance, ("{}/{}", "{}、{}", "{} {}", "{},{}", "{}\n{}")).format(mobile(chance), mobile(chance))

    return _case(chance, "手机号 一格两个", _listed(chance, _names(chance), ("联系电话", make)), "personal-mobile")


def _phone_number_cell(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), (_pick(chance, _PHONE_NAMES), lambda: mobile(chance)))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return _case(chance, "手机号 数值格", whole, "personal-mobile", formats=("xlsx", "xls"))


def _grouped(chance: Random, number: str) -> str:
    if chance.random() < 0.3:
        return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    return number


def _account_column(chance: Random) -> Case:
    make = chance.choice((card, account))
    grid = _listed(chance, _names(chance), (_pick(chance, _ACCOUNT_NAMES), lambda: _grouped(chance, make(chance))))
    return _case(chance, "银行账号 表格列", grid, "personal-account")


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
    return _case(
        chance,
        "银行账号 正文",
        _pick(chance, _SAID_ACCOUNT).format(n=person_name(chance), a=number),
        "personal-account",
    )


def _card_headerless(chance: Random) -> Case:
    rows = tuple((person_name(chance), card(chance, 19), "500") for _ in range(chance.randint(4, 9)))
    return _case(chance, "银行账号 无表头", Grid(rows, 0), "personal-account")


def _account_unruled(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), ("银行账号", lambda: account(chance)), plain=True)
    rows = tuple(tuple(cell or "无" for cell in row) for row in grid.rows)
    return _case(chance, "银行账号 无框线", Grid(rows, 1, ruled=False), "personal-account", formats=("pdf",))


def _account_number_cell(chance: Random) -> Case:
    grid = _listed(chance, _names(chance), (_pick(chance, _ACCOUNT_NAMES), lambda: account(chance, 19)))
    whole = Grid(grid.rows, grid.head, grid.title, numeric=True)
    return _case(chance, "银行账号 数值格", whole, "personal-account", formats=("xlsx", "xls"))


def _account_form(chance: Random) -> Case:
    rows = (("姓名", person_name(chance)), ("开户行", "贵州银行"), (_pick(chance, _ACCOUNT_NAMES[:6]), account(chance)))
    return _case(chance, "银行账号 登记表", Grid(rows, 0), "personal-account")


def _passport_case(chance: Random) -> Case:
    if chance.random() < 0.5:
        name = _pick(chance, ("护照号码", "护照号", "护照/通行证号", "证件号码", "通行证号码"))
        grid = _listed(chance, _names(chance), (name, lambda: passport(chance)))
        return _case(chance, "护照", grid, "personal-document")
    text = _pick(
        chance,
        ("{n}，护照号：{i}。", "{n}（护照号码{i}）", "持护照{i}入境的{n}", "港澳居民来往内地通行证号：H99001122"),
    )
    return _case(chance, "护照", text.format(n=person_name(chance), i=passport(chance)), "personal-document")


def _social(chance: Random) -> Case:
    def make() -> str:
        return chance.choice("ABCDKL") + "".join(str(chance.randint(0, 9)) for _ in range(8))

    if chance.random() < 0.6:
        grid = _listed(
            chance,
            _names(chance),
            (_pick(chance, ("社保卡号", "社会保障卡号", "社保编号", "医保卡号", "社保卡号码")), make),
        )
        return _case(chance, "社保卡", grid, "personal-document")
    return _case(chance, "社保卡", f"{person_name(chance)}，社会保障卡号：{make()}。", "personal-document")


def _military(chance: Random) -> Case:
    number = chance.randint(9000000, 9999999)
    text = _pick(chance, ("{n}，军官证号：军字第{i}号。", "{n}（士兵证号 士字第{i}号）", "{n}，军官证：南字第{i}号"))
    return _case(chance, "军人证件", text.format(n=person_name(chance), i=number), "personal-document")


def _health_column(chance: Random) -> Case:
    if chance.random() < 0.5:
        column: _Column = (_pick(chance, _HEALTH_NAMES), lambda: _pick(chance, _DISEASES))
    else:
        column = (_pick(chance, _DISABILITY_NAMES), lambda: _pick(chance, _DISABILITIES))
    return _case(chance, "疾病残疾 表格列", _listed(chance, _names(chance), column), "personal-health")


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
    text = _pick(chance, _SAID_HEALTH).format(n=person_name(chance), d=_pick(chance, _DISEASES))
    return _case(chance, "疾病残疾 正文", text, "personal-health")


def _health_form(chance: Random) -> Case:
    rows = (("姓名", person_name(chance), "性别", "女"), ("病种", _pick(chance, _DISEASES), "金额", "3000"))
    return _case(chance, "疾病残疾 登记表", Grid(rows, 0), "personal-health")


def _house(chance: Random) -> str:
    number = chance.randint(1, 188)
    return _pick(
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
    name = _pick(chance, ("家庭住址", "住址", "家庭地址", "现住址", "户籍地址", "居住地址", "详细地址", "地址"))
    return _case(
        chance, "住址 表格列", _listed(chance, _names(chance), (name, lambda: _house(chance))), "personal-address"
    )


def _address_said(chance: Random) -> Case:
    text = _pick(
        chance,
        (
            "{n}，男，家住{h}。",
            "{n}，住址：{h}，申请公租房。",
            "村民{n}现住{h}",
            "申请人{n}，家庭住址：{h}。",
            "{n}，户籍地址{h}。",
        ),
    )
    return _case(chance, "住址 正文", text.format(n=person_name(chance), h=_house(chance)), "personal-address")


def _weak_mask(chance: Random) -> Case:
    def make() -> str:
        number = resident_id(chance)
        return f"{number[:10]}****{number[14:]}"

    if chance.random() < 0.5:
        return _case(chance, "弱遮掩", f"{person_name(chance)}，身份证号{make()}。", "personal-mask")
    return _case(chance, "弱遮掩", _listed(chance, _names(chance), ("身份证号", make)), "personal-mask")


def _birth_beside_mask(chance: Random) -> Case:
    born = _pick(chance, ("1980-03-02", "1980年3月2日", "19800302", "1980.03.02", "1980/3/2"))
    grid = _listed(
        chance,
        _names(chance),
        ("身份证号", lambda: masked(resident_id(chance))),
        (_pick(chance, ("出生日期", "出生年月日", "出生年月")), lambda: born),
    )
    return _case(chance, "遮掩旁有生日", grid, "personal-mask")


def _minors(chance: Random) -> Case:
    grid = _listed(
        chance,
        ("学生姓名", lambda: person_name(chance)),
        ("出生日期", lambda: "2017-03-02"),
        ("班级", lambda: "一（2）班"),
    )
    return _case(chance, "学生生日", grid, "personal-birth")


POSITIVES: tuple[tuple[Maker, int], ...] = (
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
    *((_health_column, 60), (_health_said, 35), (_health_form, 14), (_address_column, 35), (_address_said, 28)),
    *((_weak_mask, 21), (_birth_beside_mask, 14), (_minors, 7)),
)
"""Each maker with the number of its cases."""

__all__ = ["FORMATS", "POSITIVES"]
