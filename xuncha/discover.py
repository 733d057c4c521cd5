"""`xuncha discover`: a portal's units and columns, found and proposed as a workbook."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from county.address import host_of
from county.configuration.loading import load_beginnings
from county.configuration.web_address import address_flaw, host_name, is_private
from county.configuration.wording import address_form
from county.configuration.workbook_proposal import proposal_cautions, write_proposal_workbook
from county.proposal import Certainty, Proposal, ProposedColumn
from county.settings import County, CrawlPolicy, Portal
from crawler.discovery import DiscoveryOrder, ListedUnit
from crawler.discovery.site import Site
from crawler.launch_discovery import run_discovery
from evidence.home import Home
from xuncha.errors import OK, PARTLY, Refusal
from xuncha.options import home_options, json_option, today_of
from xuncha.terminal import TerminalWatch

MOST_PAGES = 3000
"""Pages. Forty units with twenty columns and their menus are a thousand."""
MOST_MINUTES = 180
"""Three thousand pages at one every two seconds take a hundred minutes."""
MOST_NOTES = 10
"""Notes printed; all of them stand in the workbook."""
FOLDER = "discovery"
_ID = re.compile("[^a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """The portal asked about and what is configured of its county."""

    county: County
    portal: Portal
    registered: bool
    hosts: tuple[str, ...]
    """Further host names to keep to: those configured and those that were asked for."""


@click.command()
@click.argument("url")
@home_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="units.xlsx", show_default=True,
              help="建议表写到哪里；已有的文件另存为 .bak。")  # fmt: skip
@click.option("--host", "hosts", multiple=True, help="门户的其他域名，可写多次；下级域名不用写。")
@click.option("--allow-private", is_flag=True, help="门户确在内网地址时加上。")
@click.option("--pages", default=MOST_PAGES, show_default=True, type=click.IntRange(1), help="最多读取的页数。")
@click.option("--minutes", default=MOST_MINUTES, show_default=True, type=click.IntRange(1), help="最长运行的分钟数。")
@json_option
@click.pass_context
def discover(
    context: click.Context,
    url: str,
    home: Home,
    out: Path,
    hosts: tuple[str, ...],
    allow_private: bool,
    pages: int,
    minutes: int,
    as_json: bool,
) -> None:
    """从门户首页 URL 出发查找各单位的栏目，写成建议表（units.xlsx）。

    核对“发现依据”表中把握为中、低的行，改好后用 xuncha units import 导入。units.toml 里登记了该门户的单位时
    只找这些单位，否则从部门、乡镇菜单中认。与夜间采集一样遵守 robots.txt、逐页慢读，但不受采集时段限制。
    """
    address = _address(url)
    place = _place(home, address, hosts)
    place = replace(place, portal=replace(place.portal, allow_private=allow_private or place.portal.allow_private))
    order = _order(place, address, pages, minutes)
    with home.alone():
        pass  # a night that is running has the portal's one connection
    folder = home.folder / FOLDER / f"{place.portal.id}-{dt.datetime.now():%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True, exist_ok=True)
    with TerminalWatch() as watch:
        proposal = run_discovery(folder, order, watch.discovering)
    if isinstance(proposal, str):
        raise Refusal(proposal)
    write_proposal_workbook(out, place.county, place.portal, proposal)
    if as_json:
        for column in proposal.columns:
            click.echo(json.dumps(_object(column), ensure_ascii=False))
    _tell(proposal, place, out)
    context.exit(OK if proposal.columns and not proposal.early else PARTLY)


def _address(url: str) -> str:
    """The address as typed, http:// added where it was left out. Raises Refusal."""
    address = address_form(url.strip())
    if "://" not in address:
        address = f"http://{address}"
    if flaw := address_flaw(address):
        raise Refusal(f"网址{flaw[0]}，{flaw[1]}。")
    return address


def _place(home: Home, address: str, hosts: tuple[str, ...]) -> _Place:
    county = load_beginnings(home.config)
    for portal in county.portals if county else ():
        if county and Site(portal.home, portal.hosts).holds(address):
            return _Place(county, portal, True, (host_of(portal.home), *portal.hosts, *hosts))
    name = host_name(address)
    portal = Portal(_portal_id(name), name, address, hosts)
    return _Place(
        _without_units(county) or County(name, (portal,), (), CrawlPolicy(office=""), ""), portal, False, hosts
    )


def _without_units(county: County | None) -> County | None:
    """The list of another portal's units says nothing of this one."""
    return replace(county, units=()) if county else None


def _portal_id(host: str) -> str:
    """ "xiuwen" of www.xiuwen.gov.cn."""
    name = host.removeprefix("www.").partition(".")[0]
    return "portal" if is_private(host) or name.isdigit() else _ID.sub("-", name).strip("-") or "portal"


def _order(place: _Place, address: str, pages: int, minutes: int) -> DiscoveryOrder:
    portal, county = place.portal, place.county
    if is_private(host_name(address)) and not portal.allow_private:
        raise Refusal("该网址在内网，没有访问；门户确在内网时请加 --allow-private 再运行。")
    listed = (unit for unit in county.units if unit.portal == portal.id)
    return DiscoveryOrder(
        home=address,
        hosts=place.hosts,
        county=county.name if place.registered else "",
        units=tuple(ListedUnit(unit.id, unit.name, unit.aliases) for unit in listed),
        policy=replace(county.crawl, window=None, portal_pages=pages, minutes=minutes),
        allow_private=portal.allow_private,
        today=today_of(county, None),
    )


def _object(column: ProposedColumn) -> dict[str, Any]:
    return {
        "unit": column.unit,
        "unit_name": column.unit_name,
        "column": column.name,
        "kind": column.kind,
        "url": column.url,
        "certainty": column.certainty,
        "why": column.why,
        "entries": column.entries,
        "newest": column.newest.isoformat() if column.newest else "",
    }


def _tell(proposal: Proposal, place: _Place, out: Path) -> None:
    """A summary for people, on standard error."""
    counts = Counter(column.certainty for column in proposal.columns)
    shares = "，".join(f"{level} {counts[level]}" for level in Certainty if level is not Certainty.REFUSED)
    lines = [f"找到 {len(proposal.units)} 个单位、{len(proposal.columns)} 个栏目（把握{shares}），"
             f"另有 {len(proposal.refused)} 个网址不采用；建议表和依据已写入 {out}。"]  # fmt: skip
    if not proposal.columns:
        lines.append("没有认出单位栏目；请改用列有部门或乡镇的页面网址再运行，或先在 units.toml 填好单位名称。")
    if not place.registered:
        lines.append("该门户没有登记在 county.toml；请先登记门户，再用 xuncha units import 导入核对好的表。")
    lines += [*proposal_cautions(proposal, place.portal), *proposal.notes[:MOST_NOTES]]
    for line in lines:
        click.echo(line, err=True)
