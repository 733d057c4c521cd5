"""Errors at the front door: one Chinese sentence and an exit code, never a traceback."""

from __future__ import annotations

import errno
import socket
import sys
from typing import Any

import click

from county.errors import HouseError
from county.system_words import system_words
from evidence.errors import DATABASE_FAULTS, DISK_FULL, database_sentence
from xuncha.click_words import tell_wrong_call

OK, FAILED, USAGE, FOUND, PARTLY = 0, 1, 2, 3, 4
"""Exit codes: done, failed, wrong call, findings where none were wanted, partly done."""

_CURES: dict[int, str] = {
    errno.EACCES: "请检查该文件或目录的权限",
    errno.EPERM: "请检查该文件或目录的权限",
    errno.EROFS: "请换一个可写的目录（--home）",
    errno.ENOENT: "请核对路径",
    errno.ENOTDIR: "请核对路径",
    errno.EISDIR: "请核对路径",
    errno.EIO: "请检查磁盘",
    errno.EDQUOT: "请清理磁盘后重新运行",
    errno.EADDRINUSE: "请换一个端口，或先停止占用它的程序",
    errno.EADDRNOTAVAIL: "请核对地址",
    socket.EAI_NONAME: "请核对地址",
}
"""What to do where the system refuses; any other fault is one of ours."""


class Refusal(click.ClickException):
    """A failure that a person can mend."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:
        """The sentence on standard error."""
        click.echo(f"错误：{self.format_message()}", err=True)


class FrontDoor(click.Group):
    """The group of commands; turns the house's errors into refusals, and says all of them in Chinese."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Runs the program and ends the process, unless `standalone_mode` is false."""
        if not standalone_mode:
            return self._called(*args, **extra)
        try:
            code = self._called(*args, **extra)
        except click.UsageError as error:
            tell_wrong_call(error)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("已中止。", err=True)
            sys.exit(FAILED)
        sys.exit(code if isinstance(code, int) else OK)

    def _called(self, *args: Any, **extra: Any) -> Any:
        return super().main(*args, standalone_mode=False, **extra)  # type: ignore[call-overload]

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except HouseError as error:
            raise Refusal(str(error)) from error
        except DATABASE_FAULTS as error:
            if not (sentence := database_sentence(error)):
                raise
            raise Refusal(sentence) from error
        except OSError as error:
            if not (sentence := _system_sentence(error)):
                raise
            raise Refusal(f"{error.filename or ''}：{sentence}".lstrip("：")) from error


def _system_sentence(error: OSError) -> str:
    """ "" where nobody but a programmer can mend it."""
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    cure = _CURES.get(error.errno or 0, "")
    return f"{system_words(error)}；{cure}。" if cure else ""
