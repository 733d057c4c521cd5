"""Reading a scheme file (考核方案文件): TOML in, a Scheme out, and a sentence for each mistake."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import scoring.rules  # noqa: F401 - registers the rule kinds
from county.configuration.decoding import decoded
from county.configuration.errors import ConfigurationError
from county.configuration.toml_source import parse
from county.settings import County
from county.units import UnitClass
from evidence.schemes import SchemeText, known_scheme
from evidence.store import Store
from scoring.errors import SchemeError
from scoring.group import Group
from scoring.points import ZERO, points_text
from scoring.rule import RULES, Rule
from scoring.scheme import UNLIMITED, Clause, Scheme, Section
from scoring.settings import read_changes, read_settings
from scoring.table import Table

BUILT_IN = Path(__file__).parent / "schemes"

_KINDS: dict[str, type[Rule]] = {rule.kind: rule for rule in RULES}


def load_scheme(name_or_path: str | Path) -> Scheme:
    """The scheme of a file; a name without a dot or a slash is one of `scoring/schemes`. Raises SchemeError."""
    return read_scheme(_text(name_or_path))


def read_scheme(source: SchemeText) -> Scheme:
    """The scheme that a file's text says. Raises SchemeError."""
    file, text = source.file, source.content
    try:
        parse(file, text)
    except ConfigurationError as error:
        raise SchemeError(file, error.place, error.problem, error.cure) from error
    # once more, because binary fractions would not add up to what the county wrote
    return _read(Table(file, "", tomllib.loads(text, parse_float=Decimal)))


def scheme_text(config: Path, county: County) -> SchemeText:
    """What the file of the scheme says that the configuration in folder `config` names. Raises SchemeError."""
    return _text(config / county.scheme if county.scheme.endswith(".toml") else county.scheme)


def scheme_of(config: Path, county: County) -> Scheme:
    """The scheme that the configuration in folder `config` names. Raises SchemeError."""
    return read_scheme(scheme_text(config, county))


def scheme_known_by(store: Store, config: Path, county: County, known_by: dt.date | None) -> Scheme:
    """The scheme as it was known by that day, that of the configuration where no day is given or none was known yet.
    Raises SchemeError."""
    known = known_scheme(store, known_by) if known_by else None
    return read_scheme(known or scheme_text(config, county))


def _text(name_or_path: str | Path) -> SchemeText:
    path = _find(name_or_path)
    text = decoded(path.read_bytes())
    if text is None:
        raise SchemeError(path.name, "", "不是文本文件，或编码无法识别", "请用记事本打开，另存为 UTF-8 后再运行")
    return SchemeText(path.name, text)


def _find(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and path.name == name_or_path and not path.suffix:
        path = BUILT_IN / f"{name_or_path}.toml"
    if not path.is_file():
        names = "、".join(sorted(file.stem for file in BUILT_IN.glob("*.toml")))
        raise SchemeError(path.name, "", "没有找到这个考核方案文件", f"请改用内置的方案（{names}），或者写对文件的路径")
    return path


def _read(table: Table) -> Scheme:
    head, quota, settings = table.table("scheme"), table.table("quota"), table.table("settings")
    scheme = Scheme(
        title=head.text("title"),
        basis=head.text("basis"),
        year_start=head.month_day("year_start"),
        base=head.number("base"),
        bonus=head.number("bonus"),
        covered=head.number("covered"),
        floor=head.number("floor"),
        quota={unit_class: quota.whole(unit_class) for unit_class in UnitClass},
        settings=read_changes(read_settings(settings), table.tables("settings_change", may_lack=True)),
        sections=tuple(_section(section) for section in table.tables("section")),
        clauses=tuple(_clause(clause) for clause in table.tables("clause")),
    )
    for part in (head, quota, settings, table):
        part.done()
    _check_ids(table, scheme)
    _check_cover(head, scheme)
    return scheme


def _section(table: Table) -> Section:
    section = Section(table.text("id"), table.text("title"), table.text("words"), table.text("note", ""))
    table.done()
    return section


def _clause(table: Table) -> Clause:
    group = table.choice("group", Group)
    kind = table.text("kind")
    rule = _KINDS.get(kind)
    if rule is None:
        raise table.error("kind", f"没有“{kind}”这种计分规则", f"请从 {'、'.join(sorted(_KINDS))} 中选")
    if group not in rule.groups:
        allowed = "、".join(sorted(rule.groups))
        raise table.error("group", f"“{kind}”不能用在 {group} 类条款", f"请改成 {allowed}")
    points = table.number("points") if group is Group.BASE else table.number("points", ZERO)
    if group is not Group.BASE and points != ZERO:
        raise table.error("points", "只有基础分条款有分值", "请写 points = 0，上限写在 cap")
    clause = Clause(
        id=table.text("id"),
        section=table.text("section"),
        title=table.text("title"),
        words=table.text("words"),
        group=group,
        points=points,
        limit=_limit(table, group, points),
        rule=rule.read(table),
        note=table.text("note", ""),
    )
    table.done()
    return clause


def _limit(table: Table, group: Group, points: Decimal) -> Decimal:
    if group is Group.BASE:
        return points
    if group is Group.VETO:
        return UNLIMITED
    return table.number("cap", UNLIMITED) if group is Group.ADJUSTMENT else table.number("cap")


def _check_ids(table: Table, scheme: Scheme) -> None:
    sections = [section.id for section in scheme.sections]
    _check_once(table, "section", sections)
    _check_once(table, "clause", [clause.id for clause in scheme.clauses])
    for clause in scheme.clauses:
        if clause.section not in sections:
            known = "、".join(sections)
            raise table.error("clause", f"“{clause.id}”写的 section“{clause.section}”不存在", f"请从 {known} 中选")


def _check_once(table: Table, key: str, ids: Sequence[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise table.error(key, f"编号“{one}”出现了两次", "请给每条一个不同的编号")


def _check_cover(head: Table, scheme: Scheme) -> None:
    """The sheet says how many points it covers: that must be true."""
    total = scheme.covered_by_clauses()
    if total != scheme.covered:
        written, right = points_text(scheme.covered), points_text(total)
        raise head.error("covered", f"写的是 {written}，各条款合计是 {right}", f"请改成 {right}")
    base = sum((clause.points for clause in scheme.clauses if clause.group is Group.BASE), ZERO)
    if base > scheme.base:
        written, right = points_text(scheme.base), points_text(base)
        raise head.error("base", f"写的是 {written}，各条款合计已有 {right}", "请核对分值")
