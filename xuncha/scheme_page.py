"""docs/scheme.md: every sentence of the built-in scheme that carries points, and how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from county.calendar import Calendar
from scoring import Clause, Group, Scheme, Section, explain_settings, load_scheme
from scoring.points import ZERO, points_text
from scoring.rule import RULES, SOURCE_NAMES, Rule, source_of
from scoring.setting_sentences import SENTENCES, WRITTEN
from scoring.settings import NAMES, Settings

_OWN_LOOK = "按标题在栏目中查找"
"""What a rule looks at that reads no check's findings."""


def scheme_page(written: str) -> str:
    """The page; `written` says where it comes from."""
    scheme = load_scheme("xiuwen")
    parts = [
        f"# 考核方案逐条对照\n\n{written}方案文件：`scoring/schemes/xiuwen.toml`，另一个县另写一个文件，不改程序。\n",
        f"> {scheme.basis}\n",
        *(_section(scheme, section) for section in scheme.sections),
        _sum(scheme),
        _kinds(),
        _settings(),
        _explanation(scheme),
    ]
    return "\n".join(parts)


def _section(scheme: Scheme, section: Section) -> str:
    clauses = [clause for clause in scheme.clauses if clause.section == section.id]
    rows = "\n".join(
        f"| {_cell(clause.words)} | {clause.id} | {_worth(clause)} | {clause.rule.title} `{clause.rule.kind}` "
        f"| {SOURCE_NAMES[source_of(clause.rule)]} | {'；'.join(_evidence(clause.rule))} |"
        for clause in clauses
    )
    head = "| 原文 | 条款 | 分值 | 计分规则 | 证据来自 | 检查和登记簿 |\n|---|---|---|---|---|---|"
    return f"## {section.id} {section.words}\n\n{head}\n{rows}\n"


def _worth(clause: Clause) -> str:
    match clause.group:
        case Group.BASE:
            return f"{points_text(clause.points)} 分"
        case Group.BONUS:
            return f"加，最多 {points_text(clause.limit)} 分"
        case Group.PENALTY:
            return f"扣，最多 {points_text(clause.limit)} 分"
        case Group.VETO:
            return "一票否决"
        case _:
            return "加或扣"


def _evidence(rule: Rule) -> Iterator[str]:
    if rule.checks:
        yield "检查 " + "、".join(f"`{check}`" for check in sorted(rule.checks))
    elif rule.observes:
        yield _OWN_LOOK
    if rule.registers:
        yield "登记簿 " + "、".join(sorted(rule.registers))


def _sum(scheme: Scheme) -> str:
    def points(section: Section) -> str:
        own = [clause for clause in scheme.clauses if clause.section == section.id]
        base = sum((clause.points for clause in own), ZERO)
        return points_text(base or min(scheme.bonus, sum((one.limit for one in own if one.group is Group.BONUS), ZERO)))

    worth = [section for section in scheme.sections if points(section) != "0"]
    sums = " + ".join(f"{section.id} {points(section)}" for section in worth)
    floor = points_text(scheme.floor)
    return (
        f"合计：{sums} = {points_text(scheme.covered)} 分。"
        f"扣分指标和临时任务在此之外加减，总分不低于 {floor} 分；一票否决扣去剩下的全部。\n"
    )


def _kinds() -> str:
    rows = "\n".join(f"| `{rule.kind}` | {rule.title} | {'、'.join(sorted(rule.groups))} |" for rule in _by_kind())
    return f"## 计分规则\n\n| kind | 名称 | 可用的 group |\n|---|---|---|\n{rows}\n"


def _by_kind() -> list[type[Rule]]:
    return sorted(RULES, key=lambda rule: rule.kind)


def _settings() -> str:
    default = Settings()
    rows = "\n".join(f"| `{name}` | {_values(name, getattr(default, name))} |" for name in NAMES)
    return (
        "## 口径设置\n\n每一项都印在评分表的“口径说明”里，**粗体**是默认值。年度中间的调整写成 `[[settings_change]]`"
        "（`from`、`by`、`reason` 加上要调整的项），从那一天起的事项按新口径。\n\n"
        f"| 设置项 | 取值和含义 |\n|---|---|\n{rows}\n"
    )


def _values(name: str, default: object) -> str:
    if name in WRITTEN:
        return _cell(f"**{WRITTEN[name](default)}**")
    said = (
        f"**`{_written(value)}`** {sentence}" if value == default else f"`{_written(value)}` {sentence}"
        for value, sentence in SENTENCES[name].items()
    )
    return "<br>".join(map(_cell, said))


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _explanation(scheme: Scheme) -> str:
    lines = "\n".join(f"{number}. {_cell(line)}" for number, line in enumerate(explain_settings(scheme, Calendar()), 1))
    return f"## 口径说明\n\n印在每一张评分表上的全文：\n\n{lines}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
