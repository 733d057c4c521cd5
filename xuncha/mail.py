"""`xuncha mail`: the outbox, for whoever wants to know whether a mail went out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import click

from county.configuration.unit_flaws import is_mail
from digest.mails.letter import Letter, compose
from digest.mails.sending import send_due
from digest.mails.smtp import MailServerError, Taken, connected
from digest.mails.smtp import send as hand_over
from evidence.home import Home
from evidence.outbox import POST_STATE_NAMES, Outbox, Post
from xuncha.errors import FAILED, OK, PARTLY
from xuncha.options import home_options, json_option
from xuncha.output import plain_table, show

_OUTCOMES = {Taken.SENT: "已交给邮件服务器", Taken.UNKNOWN: "不能确定"}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@click.group()
def mail() -> None:
    """发件箱：待发、已发、未发出的邮件和群消息。"""


@mail.command("list")
@home_options
@json_option
def list_(home: Home, as_json: bool) -> None:
    """列出发件箱，每件一行，附服务器的应答。"""
    zone = ZoneInfo(home.county().calendar.timezone)
    with home.store() as store:
        posts = Outbox(store).posts()
    if as_json:
        for post in posts:
            click.echo(json.dumps(_row(post), ensure_ascii=False))
        return
    table = plain_table(f"发件箱 {len(posts)} 件")
    for name in ("编号", "时间", "单位", "期次", "类别", "渠道", "状态", "应答"):
        table.add_column(name, no_wrap=name != "应答", overflow="fold")
    for post in posts:
        key, changed = post.key, f"{post.changed_at.astimezone(zone):%m-%d %H:%M}"
        state = POST_STATE_NAMES[post.state]
        table.add_row(str(post.id), changed, key.unit, key.period, key.kind, key.channel, state, post.reply)
    show(table)


def _row(post: Post) -> dict[str, Any]:
    """A stored contract."""
    key = post.key
    return {
        "id": post.id,
        "unit": key.unit,
        "period": key.period,
        "kind": key.kind,
        "channel": key.channel.name.lower(),
        "recipients": post.recipients,
        "subject": post.subject,
        "state": post.state.value,
        "reply": post.reply,
        "attempts": post.attempts,
        "queued_at": post.queued_at.isoformat(),
        "changed_at": post.changed_at.isoformat(),
    }


class _Moment(click.ParamType[dt.datetime]):
    """A time with its zone, as ISO 8601 writes it."""

    name = "时刻"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """The time; one without a zone is none."""
        try:
            time = dt.datetime.fromisoformat(value)
        except ValueError:
            time = dt.datetime.min
        if time.tzinfo is None:
            self.fail(f"“{value}”不是带时区的时刻；请写成 2026-03-02T09:00:00+08:00 这样。", param, ctx)
        return time


@mail.command()
@home_options
@click.option("--at", type=_Moment(), help="把这个时刻以前到点的也发出；早于现在的不起作用，默认为现在。")
@click.pass_context
def send(context: click.Context, home: Home, at: dt.datetime | None) -> None:
    """发送到点的邮件和群消息；失败的稍后自动再试，中断过的等人核实。"""
    county = home.county()

    def now() -> dt.datetime:
        return max(_now(), at) if at else _now()

    with home.store() as store:
        done = send_due(store, county.mail, home.config, now)
    for post in done.doubtful:
        click.echo(f"待核实 {post.id} {post.subject}：可能已发出；核对后用 xuncha mail resend {post.id}。", err=True)
    for sentence in dict.fromkeys(done.trouble):
        click.echo(sentence, err=True)
    click.echo(f"发出 {len(done.sent)} 件，未发出 {len(done.refused)} 件，待核实 {len(done.doubtful)} 件。")
    if done.refused or done.trouble:
        context.exit(PARTLY if done.sent else FAILED)
    context.exit(PARTLY if done.doubtful else OK)


@mail.command()
@home_options
@click.argument("number", type=int)
@click.option("--by", required=True, help="谁决定重发，记入审计。")
def resend(home: Home, number: int, by: str) -> None:
    """重发一件待核实或未发出的邮件，由人决定；编号见 xuncha mail list。"""
    with home.store() as store:
        post = Outbox(store).resend(number, by, _now())
    click.echo(f"编号 {number}“{post.subject}”已放回待发，下一次发送时发出。")


@mail.command()
@home_options
@click.option("--to", "to", required=True, help="收件地址。")
@click.pass_context
def test(context: click.Context, home: Home, to: str) -> None:
    """发一封试发邮件，显示邮件服务器的应答。"""
    county, now = home.county(), _now()
    policy = county.mail
    if not policy.host:
        raise click.UsageError("county.toml 里没有写 [mail]；写法见 docs/configuration.md。")
    if not is_mail(to):
        raise click.UsageError(f"“{to}”不像邮箱地址；请写成 name@example.gov.cn 的样子。")
    said = f"这是{county.name}网站巡查的试发邮件，收到即说明发信设置正确，无需回复。\n"
    letter = Letter(f"test-{now.isoformat()}", (to,), f"【网站巡查】试发邮件 {now:%Y-%m-%d %H:%M}", said)
    try:
        with connected(policy, home.config) as server:
            answer = hand_over(
                server,
                policy.sender,
                letter.to,
                compose(letter, policy.sender, policy.name, now).as_bytes(),
                lambda: None,
            )
    except MailServerError as error:
        click.echo(f"没有发出：{error.reply}")
        context.exit(FAILED)
    click.echo(f"{_OUTCOMES.get(answer.taken, '没有发出')}：{answer.reply}")
    context.exit(OK if answer.taken is Taken.SENT else FAILED)
