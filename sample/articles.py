"""What an article says: title, source, paragraphs, tables and files of a post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from county.units import ColumnKind
from sample.chance import chance
from sample.columns import Role, SampleColumn
from sample.inserts import FileKind, Insert, LinkBlock, SampleFile, SourceBlock, TableBlock
from sample.people import person_name
from sample.posts import Post
from sample.prose import Prose, phrases
from sample.roster import SampleUnit

_NUMERALS = "一二三四五六七八九十"
_SECTIONS: dict[ColumnKind, str] = {
    ColumnKind.NEWS: "news",
    ColumnKind.POLICY: "document",
    ColumnKind.IMPLEMENTATION: "implementation",
    ColumnKind.INTERPRETATION: "interpretation",
    ColumnKind.NOTICES: "notice",
    ColumnKind.PUBLICITY: "publicity",
    ColumnKind.ANNUAL_REPORT: "annual",
    ColumnKind.BUDGET: "budget",
}
"""Which table of phrases.toml a kind of column is written from."""

Block = str | TableBlock | LinkBlock | SourceBlock


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article before it is put into markup. `day` None means that no date is shown or told anywhere."""

    title: str
    source: str
    day: dt.date | None
    clock: str
    blocks: tuple[Block, ...]
    files: tuple[SampleFile, ...] = ()


class Newsroom:
    """Writes the articles of one county: of one seed and one scale."""

    def __init__(self, seed: int, scale: float, today: dt.date) -> None:
        self._seed = seed
        self._longest = 5 + int(15 * min(1.0, scale))
        self._today = today

    def inserts(self, post: Post) -> tuple[Insert, ...]:
        """What is planted in the post today."""
        return tuple(insert for insert in post.inserts if insert.until is None or self._today < insert.until)

    def title(self, post: Post) -> str:
        """The whole title."""
        if post.original is not None:
            return post.title + self.title(post.original)
        planted = next((insert.title for insert in self.inserts(post) if insert.title), "")
        prose = self._prose(post)
        written = prose.pick(_SECTIONS[post.column.kind], "titles")
        return planted or written

    def write(self, post: Post) -> SampleArticle:
        """The article of a post. It depends on nothing but the seed and the post."""
        told = post.original or post
        prose = self._prose(told)
        prose.pick(_SECTIONS[told.column.kind], "titles")
        dated = post.column.role is not Role.UNDATED and not post.undated
        blocks = list(self._body(told, prose, dated))
        files = list(_usual_files(told, prose))
        for insert in self.inserts(told):
            _put(insert, blocks, files, prose.rng)
        clock = f"{prose.rng.randint(8, 17):02d}:{prose.rng.randint(0, 59):02d}"
        source = _source(told.column.unit, prose.rng)
        for insert in self.inserts(told):
            if insert.written is not None:
                blocks.insert(0, f"成文日期：{told.day - dt.timedelta(days=insert.written)}")
                source = told.column.unit.name
        day = post.date_on(self._today) if dated else None
        return SampleArticle(self.title(post), source, day, clock, tuple(blocks), tuple(files))

    def static(self, column: SampleColumn) -> SampleArticle:
        """The one page of 领导之窗 or 工作职责."""
        rng = chance(self._seed, column.number, "static")
        prose = Prose(rng, column.unit, dt.date(2024, 1, 1))
        write = _leaders if column.kind is ColumnKind.LEADERS else _functions
        return SampleArticle(column.name, column.unit.name, None, "", tuple(write(column.unit, prose)))

    def _prose(self, post: Post) -> Prose:
        rng = chance(self._seed, post.column.number, post.ordinal)
        return Prose(rng, post.column.unit, post.day)

    def _body(self, post: Post, prose: Prose, dated: bool) -> Iterator[Block]:
        section = _SECTIONS[post.column.kind]
        openings: list[str] = phrases()[section]["openings"]
        if not dated:
            openings = [opening for opening in openings if "{month}" not in opening]
        yield prose.say(prose.rng.choice(openings))
        length = prose.rng.randint(4, self._longest)
        heads: list[str] = phrases()[section].get("heads", [])
        yield from _with_heads(prose, heads, length) if heads else _plain(prose, length)
        table = _TABLES.get(post.column.kind)
        if table is not None and prose.rng.random() < 0.7:
            yield table(prose)
        if dated and post.column.kind in (ColumnKind.POLICY, ColumnKind.NOTICES):
            yield post.column.unit.full
            yield f"{post.day.year}年{post.day.month}月{post.day.day}日"


def _plain(prose: Prose, length: int) -> Iterator[str]:
    sentences = prose.sentences("work", length)
    while sentences:
        size = prose.rng.randint(1, 3)
        yield "".join(sentences[:size])
        del sentences[:size]


def _with_heads(prose: Prose, heads: list[str], length: int) -> Iterator[str]:
    sentences = prose.sentences("rule", length) + prose.sentences("work", max(0, length - 12))
    prose.rng.shuffle(sentences)
    chosen = prose.rng.sample(range(len(heads)), min(len(heads), max(2, length // 3)))
    for order, place in enumerate(sorted(chosen)):
        yield f"{_NUMERALS[order]}、{heads[place]}"
        size = -(-len(sentences) // (len(chosen) - order))
        if sentences:
            yield "".join(sentences[:size])
        del sentences[:size]


def _put(insert: Insert, blocks: list[Block], files: list[SampleFile], rng: Random) -> None:
    """Put a planted thing into the body, somewhere after the opening."""
    places = [number for number, block in enumerate(blocks) if isinstance(block, str) and block.endswith("。")]
    if insert.sentence:
        place = rng.choice(places)
        blocks[place] = f"{blocks[place]}{insert.sentence}"
    if insert.table is not None:
        blocks.insert(places[-1] + 1, insert.table)
    if insert.link is not None:
        blocks.insert(places[-1] + 1, insert.link)
    if insert.source is not None:
        blocks.insert(places[-1] + 1, insert.source)
    if insert.file is not None:
        files.append(insert.file)


def _source(unit: SampleUnit, rng: Random) -> str:
    return rng.choice((unit.name, unit.name, unit.name, unit.full, "修文县融媒体中心", ""))


def _leaders(unit: SampleUnit, prose: Prose) -> Iterator[Block]:
    texts = phrases()["static"]
    street = prose.rng.choice(texts["streets"])
    for post, duty in zip(texts["posts"], texts["duties"], strict=True):
        head = texts["leaders"].replace("{name}", person_name(prose.rng)).replace("{post}", post)
        yield prose.say(head.replace("{duty}", duty).replace("{street}", street))


def _functions(unit: SampleUnit, prose: Prose) -> Iterator[Block]:
    yield f"{unit.full}贯彻落实上级决策安排，主要职责是："
    for order, text in enumerate(prose.rng.sample(phrases()["static"]["functions"], 6)):
        topic = unit.topics[order]
        yield f"（{_NUMERALS[order]}）{text.replace('{topic}', topic)}。"
    yield f"办公时间：工作日8:30—12:00，13:30—17:00。联系电话：{prose.say('0851-823{four}')}，邮政编码：550200。"


def _amounts(prose: Prose) -> TableBlock:
    rows = tuple(
        (item, f"{prose.rng.randint(100, 90000) / 100:.2f}", f"{prose.rng.randint(100, 90000) / 100:.2f}")
        for item in ("基本支出", "项目支出", "“三公”经费", "政府采购", "对个人和家庭的补助")
    )
    return TableBlock("收支情况表", ("项目", "预算数（万元）", "执行数（万元）"), rows)


def _disclosures(prose: Prose) -> TableBlock:
    items = ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费")
    rows = tuple((item, str(prose.rng.randint(0, 40)), str(prose.rng.randint(0, 90))) for item in items)
    return TableBlock("主动公开情况", ("信息内容", "本年制发件数", "现行有效件数"), rows)


def _beneficiaries(prose: Prose) -> TableBlock:
    rows = tuple(
        (str(order), person_name(prose.rng), str(prose.say("{place}")), str(prose.rng.randint(2, 60) * 50))
        for order in range(1, prose.rng.randint(5, 14))
    )
    return TableBlock("公示名单", ("序号", "姓名", "所在村（居）", "补助金额（元）"), rows)


_TABLES: dict[ColumnKind, Callable[[Prose], TableBlock]] = {
    ColumnKind.BUDGET: _amounts,
    ColumnKind.ANNUAL_REPORT: _disclosures,
    ColumnKind.PUBLICITY: _beneficiaries,
}


def _usual_files(post: Post, prose: Prose) -> Iterator[SampleFile]:
    """Harmless attachments, as documents have them."""
    kind = post.column.kind
    if kind is ColumnKind.BUDGET:
        yield SampleFile(FileKind.XLSX, f"{post.column.unit.name}收支表.xlsx", tables=(_amounts(prose),))
    elif kind is ColumnKind.ANNUAL_REPORT:
        yield SampleFile(FileKind.PDF, "年度报告全文.pdf", tuple(prose.sentences("work", 6)))
    elif kind is ColumnKind.POLICY and post.ordinal % 6 == 0:
        yield SampleFile(FileKind.DOCX, "任务分工表.docx", tuple(prose.sentences("rule", 4)), (_disclosures(prose),))
