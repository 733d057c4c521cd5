"""`xuncha check`: the store's texts under new rules and words, or drafts before they are published."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from checks import RULES
from checks.characters import MaskedModel
from county.finding import Level
from county.times import utc_now
from evidence.home import Home
from schedules.checking import second_opinion, word_folder
from schedules.drafts import Draft, DraftFinding, check_drafts
from schedules.night import Night
from scoring import scheme_of
from wordlists import load_with_own
from xuncha.errors import FAILED, FOUND, OK, PARTLY
from xuncha.options import home_options, json_option, today_option
from xuncha.terminal import TerminalWatch

_GRAVITY = (Level.SERIOUS, Level.GENERAL, Level.SUSPECTED, Level.NOTICE)


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@home_options
@today_option
@click.option(
    "--neural",
    type=click.Path(path_type=Path),
    help="复核疑似错别字的语言模型所在目录（model.onnx 和 vocab.txt），需要 xuncha[neural]；"
    "放在配置目录的 neural 目录里则一直使用。",
)
@click.option(
    "--fail-on", type=click.Choice([level.value for level in _GRAVITY]), help="有这一级别或更重的问题时以代码 3 结束。"
)
@json_option
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    home: Home,
    today: dt.datetime | None,
    neural: Path | None,
    fail_on: str | None,
    as_json: bool,
) -> None:
    """检查稿件，或重新检查已入库的内容；都不访问网站。

    给出 FILE 时逐个检查（网页、docx、doc、xlsx、xls、pdf、txt、csv 等），发布前先自查；读不了的如实说明没有检查。
    网页和它的附件一起给出时，网页里遮掩而附件里没有遮掩的号码会指出来。
    不给 FILE 时，用现在的规则、词表和配置重新检查库中内容。
    """
    if not files:
        _check_store(home, as_json=as_json)
        return
    words = load_with_own(word_folder(home.config))
    second = MaskedModel.load(neural) if neural else second_opinion(home.config)
    day = today.date() if today else dt.date.fromisoformat(utc_now()[:10])
    drafts = []
    for draft in check_drafts(files, words, day, second):
        drafts.append(draft)
        click.echo("\n".join(_json_lines(draft) if as_json else _report(draft)))
    context.exit(_exit_code(drafts, fail_on))


def _check_store(home: Home, *, as_json: bool) -> None:
    county = home.county()
    with TerminalWatch() as watch:
        stages = Night(home, county, scheme_of(home.config, county), watch)
        with stages.opened() as store:
            found = stages.check(store)
    click.echo(json.dumps({"findings": found}) if as_json else f"现有问题 {found} 条")


def _exit_code(drafts: list[Draft], fail_on: str | None) -> int:
    if fail_on:
        grave = _GRAVITY[: _GRAVITY.index(Level(fail_on)) + 1]
        if any(one.finding.level in grave for draft in drafts for one in draft.findings):
            return FOUND
    checked = sum(draft.checked for draft in drafts)
    return OK if checked == len(drafts) else PARTLY if checked else FAILED


def _json_lines(draft: Draft) -> Iterator[str]:
    rows: list[dict[str, Any]] = [_row(draft.path, one) for one in draft.findings]
    rows.append(
        {"file": str(draft.path), "checked": draft.checked, "reason": draft.reason, "characters": draft.characters}
    )
    for row in rows:
        yield json.dumps(row, ensure_ascii=False)


def _row(path: Path, one: DraftFinding) -> dict[str, Any]:
    finding = one.finding
    return {
        "file": str(path),
        "rule": finding.rule,
        "level": finding.level.value,
        "words": finding.words,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "place": one.place,
        "suggestion": finding.suggestion,
        "why": finding.why,
        "basis": finding.basis or RULES[finding.rule].basis,
        "count": finding.count,
    }


def _report(draft: Draft) -> Iterator[str]:
    """For people: the gravest first, what to write instead before why."""
    if not draft.checked:
        yield f"{draft.path}：没有检查。{draft.reason}"
        return
    yield f"{draft.path}：{draft.characters} 字，{_summary(draft)}。"
    if draft.reason:
        yield f"  注意：{draft.reason}"
    ordered = sorted(draft.findings, key=lambda one: _GRAVITY.index(one.finding.level))
    for number, one in enumerate(ordered, start=1):
        finding = one.finding
        basis = finding.basis or RULES[finding.rule].basis
        yield f"  {number}. [{finding.level}] {RULES[finding.rule].title}　{one.place}"
        yield f"     原文：{finding.quote.replace(finding.words, f'【{finding.words}】', 1)}"
        yield f"     建议：{finding.suggestion}"
        yield f"     原因：{finding.why}"
        if basis not in finding.why:
            yield f"     依据：{basis}"


def _summary(draft: Draft) -> str:
    counts = Counter(one.finding.level for one in draft.findings)
    if not counts:
        return "没有发现问题"
    each = "、".join(f"{level} {counts[level]}" for level in _GRAVITY if counts[level])
    return f"发现 {len(draft.findings)} 处问题（{each}）"
