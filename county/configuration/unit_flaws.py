"""What can be wrong among units and columns, wherever they were read: doubles, foreign hosts, unusable ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from county.configuration.errors import quoted
from county.configuration.toml_lines import Place
from county.configuration.toml_source import Flaw
from county.configuration.web_address import address_flaw, address_identity, host_name
from county.settings import Portal
from county.units import Column, Contact, Unit

ID = re.compile("[a-z0-9-]+")
ID_CURE = "请只用小写英文字母、数字和连字符，如 longchang"
SEPARATORS = re.compile("[；;、，,\n]")
"""Between several aliases or contacts in one cell of a workbook, and so never inside one of them."""
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def is_mail(text: str) -> bool:
    """Whether `text` looks like one mail address that every mail server takes: those of letters beyond ASCII need a
    server that few offices have (RFC 6531)."""
    return text.isascii() and bool(_MAIL.fullmatch(text)) and not SEPARATORS.search(text)


def unit_flaws(units: Sequence[Unit], portals: Sequence[Portal] | None) -> Iterator[Flaw]:
    """All flaws, with places like ("unit", 2, "column", 0, "url"). Blank values are skipped: their reader has named
    them. Where the portals or the id of one could not be read, nothing is held against them."""
    known = [portal for portal in portals or () if ID.fullmatch(portal.id)]
    hosts = {portal.id: hosts_of(portal) for portal in known} if portals and len(known) == len(portals) else None
    yield from _doubled_names(units)
    known_urls: dict[str, str] = {}
    for at, unit in enumerate(units):
        place: Place = ("unit", at)
        if unit.id and not ID.fullmatch(unit.id):
            yield Flaw((*place, "id"), f"单位编号{quoted(unit.id)}不合规定", ID_CURE)
        if hosts is not None and unit.portal and unit.portal not in hosts:
            cure = f"请改成已登记的门户编号：{'、'.join(hosts)}"
            yield Flaw((*place, "portal"), f"门户{quoted(unit.portal)}没有登记", cure)
        yield from _text_flaws(unit, place)
        yield from _column_flaws(unit, place, None if hosts is None else hosts.get(unit.portal), known_urls)


def hosts_of(portal: Portal) -> frozenset[str]:
    """Host names of a portal's pages, without ports; none where its home is no address."""
    if not host_name(portal.home):
        return frozenset()
    return frozenset({host_name(portal.home), *(host_name(f"http://{host}") for host in portal.hosts)})


def _doubled_names(units: Sequence[Unit]) -> Iterator[Flaw]:
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for at, unit in enumerate(units):
        if unit.id in ids:
            yield Flaw(("unit", at, "id"), f"单位编号{quoted(unit.id)}重复", "请给每个单位不同的编号")
        ids |= {unit.id} - {""}
        if unit.name in owners:
            yield Flaw(("unit", at, "name"), f"单位名称{quoted(unit.name)}重复", "请删去或改正其中一个")
        elif unit.name:
            owners[unit.name] = unit.name
    for at, unit in enumerate(units):
        for alias in unit.aliases:
            if (owner := owners.setdefault(alias, unit.name)) != unit.name:
                problem = f"别名{quoted(alias)}已是单位{quoted(owner)}的名称或别名"
                yield Flaw(("unit", at, "aliases"), problem, "请只留给一个单位")


def _text_flaws(unit: Unit, place: Place) -> Iterator[Flaw]:
    for alias in unit.aliases:
        if SEPARATORS.search(alias):
            yield Flaw((*place, "aliases"), f"别名{quoted(alias)}里有分号、顿号或逗号", "请把几个别名分开写")
    for at, contact in enumerate(unit.contacts):
        for key, problem, cure in _contact_flaws(contact):
            yield Flaw((*place, "contacts", at, key), f"单位{quoted(unit.name)}第 {at + 1} 位{problem}", cure)


def _contact_flaws(contact: Contact) -> Iterator[tuple[str, str, str]]:
    if not contact.name and (contact.mail or contact.phone):
        yield "name", "联络员没有姓名", "请补上姓名"
    if SEPARATORS.search(contact.name):
        yield "name", "联络员的姓名里有分号、顿号或逗号", "请一人一条，分开填写"
    if contact.mail and not is_mail(contact.mail):
        yield "mail", "联络员的邮箱不像邮箱地址", "请写成 name@example.gov.cn 的样子"
    if SEPARATORS.search(contact.phone):
        yield "phone", "联络员的电话里有分号、顿号或逗号", "请一人只写一个电话"


def _column_flaws(unit: Unit, place: Place, hosts: frozenset[str] | None, known: dict[str, str]) -> Iterator[Flaw]:
    names: set[str] = set()
    for at, column in enumerate(unit.columns):
        if column.name in names:
            where = (*place, "column", at, "name")
            yield Flaw(where, f"单位{quoted(unit.name)}的栏目{quoted(column.name)}重复", "请删去或改名")
        names |= {column.name} - {""}
        if column.url and (flaw := _url_flaw(unit, column, hosts, known)):
            yield Flaw((*place, "column", at, "url"), f"栏目{quoted(column.name)}的网址{flaw[0]}", flaw[1])


def _url_flaw(
    unit: Unit, column: Column, hosts: frozenset[str] | None, known: dict[str, str]
) -> tuple[str, str] | None:
    if flaw := address_flaw(column.url):
        return flaw
    identity = address_identity(column.url)
    mine = f"单位{quoted(unit.name)}的栏目{quoted(column.name)}"
    if (other := known.setdefault(identity, mine)) is not mine:
        return f"与{other}相同", "请核对哪一个写错了"
    if hosts and (host := host_name(column.url)) not in hosts:
        cure = f"请核对网址（该门户的域名：{'、'.join(sorted(hosts))}），或把这个域名补进门户的其他域名（hosts）"
        return f"的域名{quoted(host)}不属于该单位的门户", cure
    return None
