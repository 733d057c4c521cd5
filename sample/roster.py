"""The units (考核单位) of the sample county: names and order of the assessment scheme, and what their sites run on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from county.units import UnitClass


class FamilyName(StrEnum):
    """The content management systems (建站系统) whose markup the sample speaks."""

    TRS = "trs"
    JPAGE = "jpage"
    VSB = "vsb"
    UCAP = "ucap"


class Charset(StrEnum):
    """How a unit's pages are encoded and where they say so."""

    UTF8 = "utf8"
    """UTF-8, in header and meta."""
    UTF8_BARE = "utf8-bare"
    """UTF-8, the header names no charset."""
    GB_HEADER = "gb-header"
    """GB18030, the header says GBK, no meta."""
    GB_META = "gb-meta"
    """GB18030, only a meta says gb2312."""
    GB_NONE = "gb-none"
    """GB18030, nobody says so."""

    @property
    def codec(self) -> str:
        """The codec of the bytes."""
        return "utf-8" if self in (Charset.UTF8, Charset.UTF8_BARE) else "gb18030"

    @property
    def header(self) -> str:
        """What follows the media type in the Content-Type header."""
        return {Charset.UTF8: "; charset=utf-8", Charset.GB_HEADER: "; charset=GBK"}.get(self, "")

    @property
    def meta(self) -> str:
        """The charset that the page's meta names, "" for none."""
        return {Charset.UTF8: "utf-8", Charset.UTF8_BARE: "utf-8", Charset.GB_META: "gb2312"}.get(self, "")


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """A unit: `short` is how its own news calls it, `full` how it signs documents, `topics` what it writes about."""

    id: str
    number: int
    name: str
    short: str
    full: str
    unit_class: UnitClass
    family: FamilyName
    charset: Charset
    topics: tuple[str, ...]

    @property
    def quota(self) -> int:
        """News owed in a week: 一类 2, 二类 1 (考核方案（一）9)."""
        return 2 if self.unit_class is UnitClass.FIRST else 1


@cache
def roster() -> tuple[SampleUnit, ...]:
    """All 41 units in the order of the scheme."""
    rows = tomllib.loads(resources.files("sample").joinpath("roster.toml").read_text(encoding="utf-8"))["unit"]
    return tuple(
        SampleUnit(
            id=row["id"],
            number=number,
            name=row["name"],
            short=row["short"],
            full=row.get("full", _full_name(row["name"])),
            unit_class=UnitClass.FIRST if row["first"] else UnitClass.SECOND,
            family=FamilyName(row["family"]),
            charset=Charset(row.get("charset", Charset.UTF8)),
            topics=tuple(row["topics"]),
        )
        for number, row in enumerate(rows, start=1)
    )


def _full_name(name: str) -> str:
    return "修文县" + name.removeprefix("县")
