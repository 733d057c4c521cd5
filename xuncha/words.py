"""`xuncha words`: the word lists checked, a new word tried on the stored texts before it is saved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from county.configuration.errors import ConfigurationError
from county.finding import Level
from evidence.home import WORD_FOLDER, Home
from schedules.checking import word_folder
from schedules.word_trial import try_word
from wordlists import Entry, Where, load_with_own
from wordlists.adding import add_entry, make_entry
from wordlists.problems import by_file, problems
from wordlists.reading import list_files, place_of, read_with_own
from wordlists.trial import Trial
from xuncha.errors import FAILED, OK
from xuncha.options import DAY, home_options, json_option

_UNTOLD = "（试词，尚未写依据）"
"""Stands for the basis while a word is only tried."""
_QUOTES = 5
_FILE = click.Path(path_type=Path)


@click.group()
def words() -> None:
    """词表：自查、列出、试词和加词。"""


@words.command("check")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=_FILE)
@home_options
@json_option
@click.pass_context
def check_lists(context: click.Context, files: tuple[Path, ...], home: Home, as_json: bool) -> None:
    """检查自带词表和本县词表：格式、重复、互相矛盾、用不上的放行短语、多余的词条；有问题时以代码 1 结束。

    给出 FILE 时，把这些文件当作本县词表来检查。
    """
    folder = word_folder(home.config)
    own = list(files) or (list_files(folder) if folder else [])
    lists = read_with_own(own)
    found = by_file(problems(lists))
    for problem in found:
        click.echo(_problem_json(problem) if as_json else str(problem))
    if not as_json:
        count = f"词条 {len(lists.entries)} 条，放行短语 {len(lists.phrases)} 条，保护短语 {len(lists.protected)} 条"
        click.echo(f"{count}，{f'问题 {len(found)} 处' if found else '没有问题'}。")
    context.exit(FAILED if found else OK)


def _problem_json(problem: ConfigurationError) -> str:
    row = {"file": problem.file, "line": problem.line, "problem": problem.problem, "cure": problem.cure}
    return json.dumps(row, ensure_ascii=False)


@words.command("list")
@home_options
@click.option("--topic", default="", help="只列文件名含有这几个字的词表，如“成语”。")
@json_option
def list_words(home: Home, topic: str, as_json: bool) -> None:
    """列出现用的词条；本县词表里的同名文件、同一个词代替自带的。"""
    for entry in load_with_own(word_folder(home.config)).entries:
        if topic in entry.source.rpartition(":")[0]:
            click.echo(_entry_json(entry) if as_json else f"{entry.word}\t{entry.level}\t{entry.right}\t{entry.basis}")


def _entry_json(entry: Entry) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False, default=str)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A word, what it hits, and where it is already listed ("" where it is not)."""

    entry: Entry
    trial: Trial
    listed: str
    names: dict[str, str]
    added: str = ""


@words.command("try")
@click.argument("word")
@home_options
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    default=Level.NOTICE.value,
    show_default=True,
    help="级别。",
)
@click.option("--right", default="", help="正确写法；没有可代替的写法就不写。")
@click.option("--basis", default="", help="依据，如《现代汉语词典》（第7版）；加入词表时必须写明。")
@click.option("--since", type=DAY, help="只判断这一天起的文本（YYYY-MM-DD）。")
@click.option("--until", type=DAY, help="只判断到这一天为止的文本（YYYY-MM-DD）。")
@click.option(
    "--where",
    type=click.Choice([where.value for where in Where]),
    default=Where.ANY.value,
    show_default=True,
    help="适用于标题还是正文。",
)
@click.option("--note", default="", help="说明。")
@click.option("--quotes", type=click.IntRange(0, 1000), default=_QUOTES, show_default=True, help="最多列出多少处原文。")
@click.option("--add", is_flag=True, help="试过以后写入本县词表；与现有词表矛盾的不写。")
@json_option
def try_one(
    word: str,
    home: Home,
    level: str,
    right: str,
    basis: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    where: str,
    note: str,
    quotes: int,
    add: bool,
    as_json: bool,
) -> None:
    """试一个词：在已入库的文本（含历史版本）里会命中多少处、多少篇、哪些单位，放行短语放过多少处。不访问网站。"""
    if add and not basis.strip():
        raise click.UsageError("加入词表要写依据，请用 --basis 写明出处。")
    fields = (word, level, right, basis or _UNTOLD, _day(since), _day(until), where, note)
    tried = _try(home, make_entry(fields), quotes)
    if add:
        added = add_entry(home.config / WORD_FOLDER, tried.entry)
        tried = _Tried(tried.entry, tried.trial, tried.listed, tried.names, str(added))
    click.echo(json.dumps(_row(tried), ensure_ascii=False) if as_json else "\n".join(_report(tried)))


def _day(given: dt.datetime | None) -> str:
    return given.date().isoformat() if given else ""


def _try(home: Home, entry: Entry, quotes: int) -> _Tried:
    county = home.county()
    lists = load_with_own(word_folder(home.config))
    listed = next((one.source for one in lists.entries if one.word == entry.word), "")
    store = home.open_store()
    try:
        trial = try_word(store, county, lists, entry, quotes)
    finally:
        store.close()
    return _Tried(entry, trial, listed, {unit.id: unit.name for unit in county.units})


def _row(tried: _Tried) -> dict[str, Any]:
    return {
        "word": tried.entry.word,
        "level": tried.entry.level.value,
        "listed": tried.listed,
        **asdict(tried.trial),
        "units": [
            {"unit": unit, "name": tried.names.get(unit, ""), "texts": texts}
            for unit, texts in tried.trial.units.items()
        ],
        "added": tried.added,
    }


def _report(tried: _Tried) -> Iterator[str]:
    trial, word = tried.trial, tried.entry.word
    if tried.listed:
        yield f"“{word}”已在词表：{place_of(tried.listed)}。以下按新的级别和起止日期试算。"
    yield (
        f"已入库文本 {trial.texts_read} 篇，“{word}”出现 {trial.places} 处：放行短语放过 {trial.excused} 处，"
        f"已由更长的词报出 {trial.covered} 处，加入后将报出 {trial.new} 处，涉及 {trial.texts} 篇。"
    )
    for unit, texts in trial.units.items():
        yield f"  {tried.names.get(unit, unit) or '单位不明'}　{texts} 篇"
    for quote in trial.quotes:
        yield f"  {quote.url}\n    {quote.quote}"
    if tried.added:
        yield f"已写入 {tried.added}；运行 xuncha check 后，旧文本按新词表重新检查，不用重新采集。"
