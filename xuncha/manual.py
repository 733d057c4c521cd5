"""The manual of commands (docs/commands.md), written from the commands themselves: `python -m xuncha.manual`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from xuncha.__main__ import main

PATH = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# 命令

本页由 `python -m xuncha.manual` 从命令本身生成，不要手工修改。退出码：0 完成，1 失败，2 用法错误，4 部分完成。
"""


def manual() -> str:
    """The whole page."""
    return _HEAD + "".join(_section(context) for context in _contexts(main, None, "xuncha"))


def _contexts(command: click.Command, parent: click.Context | None, name: str) -> Iterator[click.Context]:
    context = click.Context(command, parent, info_name=name, **command.context_settings)
    yield context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _contexts(found, context, child)


def _section(context: click.Context) -> str:
    return f"\n## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    PATH.write_text(manual(), encoding="utf-8")
