"""`xuncha doctor`: what keeps this installation from running, one sentence a fault."""

from __future__ import annotations

import json

import click

from evidence.home import Home
from schedules.doctor import examine
from xuncha.errors import FAILED, OK
from xuncha.options import home_options, json_option


@click.command()
@home_options
@json_option
@click.pass_context
def doctor(context: click.Context, home: Home, as_json: bool) -> None:
    """体检：配置、目录权限、磁盘、证据库、审计链、门户能否连通。"""
    symptoms = list(examine(home))
    for symptom in symptoms:
        if as_json:
            fields = {"check": symptom.check, "ok": symptom.ok, "sentence": symptom.sentence}
            click.echo(json.dumps(fields, ensure_ascii=False))
        else:
            click.echo(f"{'正常' if symptom.ok else '异常'}　{symptom.check}：{symptom.sentence}")
    context.exit(OK if all(symptom.ok for symptom in symptoms) else FAILED)
