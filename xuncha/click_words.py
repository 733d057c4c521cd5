"""What click says of a wrong call, in Chinese: usage, the sentence, where to read on."""

from __future__ import annotations

import re

import click

_SAID: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+)'\.", r"没有命令“\1”；xuncha --help 列出全部命令"),
    (r"Missing command\.", "没有写命令；请从下面的命令里选一个"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多写了“\1”；请核对命令"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要写一个值"),
    (r"Option '(.+)' requires (\d+) arguments\.", r"选项 \1 后面要写 \2 个值"),
    (r"Option '(.+)' does not take a value\.", r"选项 \1 后面不写值"),
    (r"Argument '(.+)' takes (\d+) values\.", r"\1 要写 \2 个值"),
    (r"'(.*)' is not (?:one of )?('.+')\.", r"“\1”不在可选的值里，请写其中之一：\2"),
    (r"'(.*)' is not a valid (?:integer|float)(?: range)?\.", r"“\1”不是数"),
    (r"(.*) is not in the range (.+)\.", r"\1 不在 \2 的范围里"),
    (r"'(.*)' does not match the formats? (.+)\.", r"“\1”不是日期，请写成 2026-03-05"),
    (r"(?:File|Directory|Path) '(.*)' does not exist\.", r"没有“\1”这个文件或目录"),
    (r"(?:File|Directory|Path) '(.*)' is a file\.", r"“\1”是文件，这里要写目录"),
    (r"(?:File|Directory|Path) '(.*)' is a directory\.", r"“\1”是目录，这里要写文件"),
    (r"(?:File|Directory|Path) '(.*)' is not (?:readable|writable)\.", r"“\1”没有读写权限"),
)
"""Click's sentences and ours; what is not among them is ours already."""
_PATTERNS = tuple((re.compile(pattern), ours) for pattern, ours in _SAID)


def tell_wrong_call(error: click.UsageError) -> None:
    """Writes on standard error how the command is called and what was wrong with the call."""
    context = error.ctx
    if context is not None:
        usage = context.get_usage().partition(" ")[2].strip()
        click.echo(f"用法：{usage}", err=True)
        if context.command.get_help_option(context) is not None:
            click.echo(f"说明见 {context.command_path} {context.help_option_names[-1]}。", err=True)
    click.echo(f"错误：{in_chinese(error).rstrip('。')}。", err=True)


def in_chinese(error: click.UsageError) -> str:
    """What was wrong."""
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_named(error)}{_choices(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)} 的值不对：{_said(error.message)}"
    if isinstance(error, click.NoSuchOption):
        close = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{close}"
    return _said(error.format_message())


def _named(error: click.BadParameter) -> str:
    """The option or argument, as its command writes it."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "参数")
    return hint if isinstance(hint, str) else "、".join(hint)


def _choices(param: click.Parameter | None) -> str:
    if param is None or not isinstance(param.type, click.Choice):
        return ""
    return f"，可写 {'、'.join(map(str, param.type.choices))}"


def _said(message: str) -> str:
    for pattern, ours in _PATTERNS:
        if found := pattern.fullmatch(message.split(" Did you mean")[0].split(" (Did you mean")[0]):
            return found.expand(ours)
    return message
