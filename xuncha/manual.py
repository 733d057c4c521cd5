"""The pages of docs that say what the code says: `python -m xuncha.manual` writes them, `--check` compares."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import checks
from scoring import load_scheme
from xuncha.__main__ import main
from xuncha.scheme_page import scheme_page

DOCS = Path(__file__).parents[1] / "docs"
_WRITTEN = "本页由 `python -m xuncha.manual` 生成，不要手工修改。"
_WIDTH = 100


def commands_page() -> str:
    """Every command with its help."""
    codes = "退出码：0 完成，1 失败，2 用法错误，4 部分完成。"
    return f"# 命令\n\n{_WRITTEN}{codes}\n" + "".join(map(_section, _contexts(main, None, "xuncha")))


def _contexts(command: click.Command, parent: click.Context | None, name: str) -> Iterator[click.Context]:
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, parent, info_name=name, **settings)
    yield context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _contexts(found, context, child)


def _section(context: click.Context) -> str:
    return f"\n## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


def rules_page() -> str:
    """Every check, with the clause of the built-in scheme that it feeds."""
    scheme = load_scheme("xiuwen")
    clauses = {rule: [clause.id for clause in scheme.clauses if rule in clause.rule.checks] for rule in checks.RULES}
    rows = [
        f"| `{rule.id}` | {rule.title} | {rule.level} | {'、'.join(clauses[rule.id]) or '不计分'} | {rule.basis} |"
        for rule in checks.RULES.values()
    ]
    head = "| 编号 | 检查 | 级别 | 计分条款（修文县） | 依据 |\n|---|---|---|---|---|\n"
    return f"# 检查规则\n\n{_WRITTEN}编号一经使用不再改变。\n\n{head}" + "\n".join(rows) + "\n"


def _scheme_page() -> str:
    return scheme_page(_WRITTEN)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "rules.md": rules_page,
    "scheme.md": _scheme_page,
}


def stale_pages() -> list[str]:
    """The pages that do not say what the code says."""
    return [name for name, write in PAGES.items() if _kept(DOCS / name) != write()]


def _kept(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


if __name__ == "__main__":
    if "--check" in sys.argv:
        if stale := stale_pages():
            sys.exit(f"docs are stale: {', '.join(stale)}; run make docs")
    else:
        for page, content in PAGES.items():
            (DOCS / page).write_text(content(), encoding="utf-8")
