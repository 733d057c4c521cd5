"""A home with a small county and findings in it, made from the evidence up: captures, texts, what the checks found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from county.finding import Finding, Level
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Contact, Unit, UnitClass
from desk.settings import DeskSettings
from evidence.findings import rebuild
from evidence.home import Home
from evidence.store import Store
from evidence.texts import encode_finding
from scoring import load_scheme

TODAY = dt.date(2026, 3, 31)
FIRST_NIGHT = "2026-03-02"
BEGAN = int(dt.datetime(2026, 3, 31, 1, tzinfo=dt.UTC).timestamp())
PORTAL = "http://www.example.gov.cn/"


def make_unit(unit: str, name: str) -> Unit:
    """A unit with two columns on the portal."""
    columns = tuple(
        Column(unit, title, kind, f"{PORTAL}{unit}/{number}/", kind_days)
        for number, (title, kind, kind_days) in enumerate(
            (("工作动态", ColumnKind.NEWS, 14), ("通知公告", ColumnKind.NOTICES, 180))
        )
    )
    contacts = (Contact("王某", f"{unit}@example.cn"),) if unit == "u1" else ()
    return Unit(unit, name, UnitClass.FIRST, "county", columns, contacts)


COUNTY = County(
    "修文县",
    (Portal("county", "修文县人民政府", PORTAL),),
    (make_unit("u1", "龙场街道办事处"), make_unit("u2", "阳明洞街道办事处"), make_unit("u3", "县教育局")),
    CrawlPolicy("县政府办信息科"),
    "xiuwen",
)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: int = BEGAN

    def __call__(self) -> int:
        """Seconds since 1970."""
        return self.now


@dataclass(frozen=True)
class Flagged:
    """A page and one thing wrong with it."""

    page: str
    unit: str = "u1"
    column: str = "通知公告"
    title: str = "关于开展春季森林防火工作的通知"
    words: str = "登陆网站"
    sentence: str = "请各村登陆网站查询防火要求"
    level: Level = Level.GENERAL
    rule: str = "word-listed"
    night: str = FIRST_NIGHT
    nights_after: tuple[str, ...] = ()
    """Further nights on which the page was seen unchanged."""
    gone_on: str = ""
    """Night on which it was read without the words."""
    why: str = "“登陆网站”应为“登录网站”。"
    url: str = ""
    count: int = 1

    @property
    def finding(self) -> Finding:
        """What the check says."""
        quote = f"……{self.sentence}，做好登记。……"
        return Finding(self.rule, self.level, self.words, self.why, self.sentence, quote, "登录网站", self.count)

    @property
    def id(self) -> str:
        """The finding's identity."""
        return self.finding.id(self.page)


OWN, OTHER = Flagged("p1", "u1"), Flagged("p2", "u2", words="帐户", sentence="请到窗口办理帐户登记")
"""A finding of u1 and one of u2."""


@dataclass
class DeskHome:
    """A home folder whose store holds what is flagged."""

    folder: Path
    county: County = COUNTY
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.home = Home(self.folder, self.folder)
        self.home.open_store().close()

    def store(self) -> Store:
        """The store, open."""
        return self.home.open_store()

    def settings(self, **changed: object) -> DeskSettings:
        """What the desk is told."""
        given = {"secure": False, "clock": self.clock, **changed}
        return DeskSettings(self.home, self.county, load_scheme("xiuwen"), **given)  # type: ignore[arg-type]

    def flag(self, flagged: Sequence[Flagged]) -> list[str]:
        """Puts pages into the store and makes the findings anew; gives their ids."""
        store = self.store()
        try:
            with store.write() as connection:
                for one in flagged:
                    for statement, values in _rows(one):
                        connection.execute(statement, values)
                    run = (f"county-{one.night}", "county", one.night, 1, "", "")
                    connection.execute("INSERT OR IGNORE INTO pack VALUES (?, ?, ?, ?, ?, ?)", run)
            rebuild(store, self.county)
        finally:
            store.close()
        return [one.id for one in flagged]


def _rows(one: Flagged) -> list[tuple[str, tuple[object, ...]]]:
    url = one.url or f"{PORTAL}{one.unit}/{one.page}.html"
    with_words, without = f"{one.page}-{one.night}", f"{one.page}-clean"
    shown = [(one.night, with_words)] + ([(one.gone_on, without)] if one.gone_on else [])
    rows: list[tuple[str, tuple[object, ...]]] = []
    for night, text in shown:
        capture = f"{one.page}@{night}"
        rows += [
            (
                "INSERT INTO capture VALUES (?, ?, ?, ?, ?, ?, 'article', 200, 'ok', 1.0, '', ?, 'ab', 0, '', 'utf-8',"
                " ?, '', '', 'pages-00000.warc.gz', 0, 0)",
                (capture, f"county-{night}", night, one.page, url, url, f"{night}T15:00:00Z", text),
            ),
            ("INSERT OR IGNORE INTO text VALUES (?, ?, ?, '[]', '[]', '')", (text, one.title, one.sentence)),
            ("INSERT INTO article VALUES (?, ?, ?, '', '', '', '')", (capture, one.title, "2026-03-01")),
        ]
    rows += [
        (
            "INSERT INTO sighting VALUES (?, ?, ?, ?, '304', 1)",
            (f"county-{night}", night, one.page, f"{night}T15:00:00Z"),
        )
        for night in one.nights_after
    ]
    listed = (f"{one.unit}/{one.column}", one.page, one.night, f"county-{one.night}", one.title, "2026-03-01")
    rows += [
        (
            "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*listed, one.night, f"county-{one.night}", url, one.title, "2026-03-01"),
        ),
        ("INSERT INTO text_finding VALUES (?, 0, ?)", (with_words, encode_finding(one.finding))),
    ]
    return rows
