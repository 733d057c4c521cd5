"""Wrong words (错敏词) to plant and what only looks like one, from plants.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from random import Random

from sample.inserts import Claim, FileKind, Insert, SampleFile, TableBlock
from sample.numbers import credit_code, digits, masked, mobile, organisation_code, resident_id
from sample.people import person_name


def word_inserts(rng: Random) -> Iterator[Insert]:
    """One insert for each wrong word, a third of them in the title."""
    for row in _plants("word"):
        claim = Claim("word-listed", row["word"], row["level"], "错敏词")
        if rng.random() < 0.35:
            yield Insert(title=row["title"], claims=(claim,))
        else:
            yield Insert(sentence=row["sentence"], claims=(claim,))


def harmless_inserts(rng: Random, year: int) -> Iterator[Insert]:
    """Look-alikes that must stay silent."""
    for row in _plants("harmless"):
        yield Insert(sentence=row["text"].format_map(_codes(rng, year)), harmless=row["kind"])
    for _ in range(2):
        table = _masked_table(rng)
        yield Insert(table=table, harmless="号码已遮掩的名单")
        file = SampleFile(FileKind.XLSX, "补贴发放公示表.xlsx", tables=(_masked_table(rng),))
        yield Insert(file=file, harmless="号码已遮掩的附件")


def _masked_table(rng: Random) -> TableBlock:
    rows = tuple(
        (
            str(order),
            person_name(rng),
            masked(resident_id(rng)),
            masked(mobile(rng)),
            f"0851-8232{digits(rng, 4)}",
            f"{rng.randint(2, 40) * 50}",
        )
        for order in range(1, rng.randint(6, 12))
    )
    header = ("序号", "姓名", "身份证号", "联系电话", "经办窗口电话", "补助金额（元）")
    return TableBlock("补助对象名单", header, rows)


def _codes(rng: Random, year: int) -> dict[str, str | int]:
    sizes = {"two": 2, "three": 3, "four": 4, "four2": 4, "five": 5, "six": 6, "seven": 7, "seven2": 7, "seven3": 7}
    codes: dict[str, str | int] = {name: digits(rng, size) for name, size in sizes.items()}
    codes |= {"eight": digits(rng, 8), "nine": digits(rng, 9), "year": year}
    codes |= {"credit_code": credit_code(rng, "11"), "credit_code_firm": credit_code(rng, "91")}
    return codes | {"org_code": organisation_code(rng)}


@cache
def _plants(name: str) -> tuple[dict[str, str], ...]:
    source = resources.files("sample").joinpath("plants.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(source)[name])
