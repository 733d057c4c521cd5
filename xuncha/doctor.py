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
    faults = [symptom for symptom in symptoms if not symptom.ok]
    if faults and not as_json:
        # the last line is what the clock keeps as the reason (任务台账)
        click.echo(
            f"体检有 {len(faults)} 项异常：{' '.join(f'{one.check}：{one.sentence}' for one in faults)}".replace(
                "\n", " "
            )
        )
    context.exit(FAILED if faults else OK)
