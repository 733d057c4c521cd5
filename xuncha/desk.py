"""`xuncha desk`: serves the desk."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

import click
import uvicorn

from crawler.documents import read_document
from desk.app import make_app
from desk.living import Living
from desk.service import Service
from desk.settings import LOOPBACK, DeskSettings
from evidence.desk.laying_out import lay_out_lost
from evidence.home import Home
from schedules.heartbeat import read_heartbeat
from schedules.picturing import Pictures
from schedules.plan_files import load_plans
from schedules.recheck_jobs import RecheckJobs
from schedules.word_trial import try_word
from scoring import scheme_of
from xuncha.options import LAUNCHER, PORT, home_options

GRACE_SECONDS = 10
_PLAIN = "警告：Cookie 未加 Secure 标记，内网有人窃听时会话可能被冒用；有条件请改用 HTTPS（反向代理见 docs/desk.md）。"


@click.command()
@home_options
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；0.0.0.0 为全部网卡。")
@click.option("--port", type=PORT, default=8700, show_default=True, help="监听的端口；0 为任意空闲端口。")
@click.option("--name", "names", multiple=True, help="浏览器访问时用的主机名或地址，可写多个；默认只认本机。")
@click.option(
    "--proxy", "proxies", multiple=True, help="可信反向代理的地址：只采信它转来的协议和客户端地址，可写多个。"
)
@click.option("--plain-http", is_flag=True, help="内网不用 HTTPS：Cookie 不加 Secure 标记，启动时给出警告。")
def desk(home: Home, host: str, port: int, names: tuple[str, ...], proxies: tuple[str, ...], plain_http: bool) -> None:
    """启动工作台：审核队列、单位页、账号与审计，按 Ctrl-C 结束。"""
    settings = desk_settings(home, names, plain_http=plain_http)
    if plain_http:
        click.echo(_PLAIN, err=True)
    listener = _listen(host, port)
    address, bound = listener.getsockname()[:2]
    click.echo(f"工作台在 {_where(names, address, bound, plain_http=plain_http)} ，按 Ctrl-C 结束")
    with suppress(KeyboardInterrupt):
        server_for(settings, proxies).run(sockets=[listener])


def _where(names: tuple[str, ...], address: str, port: int, *, plain_http: bool) -> str:
    """What to type into the browser. The desk itself speaks no TLS: a name that is served by https is a proxy's."""
    if names and not plain_http:
        return f"https://{names[0]}/ （反向代理转到 http://{address}:{port}/）"
    return f"http://{(names or (address,))[0]}:{port}/"


def desk_settings(home: Home, names: tuple[str, ...] = (), *, plain_http: bool) -> DeskSettings:
    """What the desk of that home is told; brings the store to the newest schema, its queue too."""
    county = home.county()
    with home.store() as store:
        lay_out_lost(store, county)
    scheme = scheme_of(home.config, county)
    return DeskSettings(
        home,
        county,
        scheme,
        (*LOOPBACK, *names),
        secure=not plain_http,
        read_document=_text_of_document,
        service=lambda: _service(home),
        try_word=lambda store, lists, entry, quotes: try_word(store, home.county(), lists, entry, quotes),
        living=Living(home),
        rechecks=RecheckJobs(home, LAUNCHER),
        take_picture=Pictures(home.folder),
    )


def _text_of_document(body: bytes, name: str) -> str:
    return read_document(body, name).text.content


def _service(home: Home) -> Service:
    beat = read_heartbeat(home.folder)
    titles = {plan.name: plan.title for plan in load_plans(home.config)}
    return Service(beat.at, beat.running, titles) if beat else Service(titles=titles)


def server_for(settings: DeskSettings, proxies: tuple[str, ...] = ()) -> uvicorn.Server:
    """The web server. Without proxies nobody's word on scheme and address is taken."""
    logging.getLogger("uvicorn.access").disabled = True
    config = uvicorn.Config(
        make_app(settings),
        http="h11",
        ws="none",
        lifespan="on",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    listener.set_inheritable(True)
    return listener
