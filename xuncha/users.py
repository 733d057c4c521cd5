"""`xuncha users`: the accounts of the desk."""

from __future__ import annotations

import getpass
import json
from contextlib import closing
from dataclasses import asdict

import click

from county.account import ROLE_NAMES, Account, Role
from desk.passwords import hash_password, new_password
from evidence.desk.accounts import accounts, add_account, disable_account, set_password
from evidence.home import Home
from xuncha.options import home_options, json_option


@click.group()
def users() -> None:
    """工作台的账号：新建、列出、停用、重设口令。没有默认账号，也没有默认口令。"""


@users.command()
@home_options
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="角色。")
@click.option("--display", default="", help="姓名，署在认定下面；默认与账号相同。")
@click.option("--unit", default="", help="单位编号，只用于单位账号。")
def add(home: Home, name: str, role: str, display: str, unit: str) -> None:
    """新建账号：reviewer 审核员，unit 单位，auditor 审计员，administrator 管理员；初始口令随机，只显示一次。"""
    if unit and unit not in {known.id for known in home.county().units}:
        raise click.UsageError(f"没有单位“{unit}”；请用 xuncha units list 查看编号和名称。")
    password = new_password()
    with closing(home.open_store()) as store:
        add_account(store, Account(name, display, Role(role), unit), hash_password(password), _operator())
    click.echo(f"已新建{ROLE_NAMES[Role(role)]}账号 {name}，初始口令 {password}（只显示这一次，首次登录须修改）")


@users.command(name="list")
@home_options
@json_option
def list_(home: Home, as_json: bool) -> None:
    """列出账号。"""
    with closing(home.open_store()) as store:
        known = accounts(store.connection)
    for one in known:
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
        else:
            state = "已停用" if one.disabled else "待改口令" if one.must_change else "在用"
            click.echo(f"{one.name}　{one.display}　{ROLE_NAMES[one.role]}　{one.unit}　{state}")


@users.command()
@home_options
@click.argument("name")
def disable(home: Home, name: str) -> None:
    """停用账号，结束它的全部会话。"""
    with closing(home.open_store()) as store:
        disable_account(store, name, _operator())
    click.echo(f"已停用 {name}")


@users.command()
@home_options
@click.argument("name")
def reset(home: Home, name: str) -> None:
    """重设口令并重新启用账号；新口令随机，只显示一次。"""
    password = new_password()
    with closing(home.open_store()) as store:
        set_password(store, name, hash_password(password), _operator(), must_change=True)
    click.echo(f"已重设 {name} 的口令：{password}（只显示这一次，首次登录须修改）")


def _operator() -> str:
    """Who sits at the machine, for the audit chain."""
    return f"命令行 {getpass.getuser()}"
