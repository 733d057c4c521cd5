"""Lists of people in the ways that offices lay them out (名单的版式)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from bench.personal.case import Block, Case, Grid
from sample.people import person_name

_NAME_NAMES = ("姓名", "姓 名", "户主姓名", "申请人", "户主", "受助人姓名", "救助对象", "学生姓名", "领取人")
_TITLES = (
    "",
    "",
    "2024年度临时救助发放花名册",
    "修文县2026年第一季度城乡低保公示名单（共 12 户）",
    "耕地地力保护补贴发放表",
)
_VILLAGES = ("红旗村", "新民村", "石安村", "大木村一组", "光明社区")


def pick(chance: Random, options: Sequence[str]) -> str:
    return options[chance.randrange(len(options))]


Column = tuple[str, Callable[[], str]]


def listed(chance: Random, *columns: Column, low: int = 2, plain: bool = False) -> Grid:
    """A list of people with those columns, laid out in one of the ways that lists are."""
    size = chance.randint(low, 9)
    others: list[Column] = [
        ("村（居）", lambda: pick(chance, _VILLAGES)),
        ("金额（元）", lambda: str(chance.randint(2, 60) * 50)),
        ("备注", lambda: ""),
        ("性别", lambda: chance.choice("男女")),
    ]
    used = [*columns, *chance.sample(others, chance.randint(0, 3))]
    names = ("序号", *(name for name, _ in used))
    rows = [(str(order), *(make() for _, make in used)) for order in range(1, size + 1)]
    way = 0 if plain else chance.randrange(7)
    title = pick(chance, _TITLES)
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


def names(chance: Random) -> Column:
    return pick(chance, _NAME_NAMES), lambda: person_name(chance)


def blocks(chance: Random, block: Block) -> tuple[Block, ...]:
    """The block, perhaps between paragraphs."""
    before = "根据有关规定，经村级评议、镇级审核，现将名单予以公示，接受社会监督。"
    after = "公示期间如有异议，请向镇人民政府反映。监督电话：0851-82321234。"
    return [(block,), (before, block), (block, after), (before, block, after)][chance.randrange(4)]


def case_of(chance: Random, kind: str, block: Block, *rules: str, **more: object) -> Case:
    return Case(kind, blocks(chance, block), rules, **more)  # type: ignore[arg-type]
