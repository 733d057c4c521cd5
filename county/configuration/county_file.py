"""county.toml to values: the county, its portals (门户), how the crawler behaves, what a week is."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from dataclasses import dataclass

from county.configuration.dates_table import date_policy
from county.configuration.desk_table import desk_policy
from county.configuration.errors import quoted
from county.configuration.mail_table import mail_policy
from county.configuration.probe_table import probe_policy
from county.configuration.time_of_day import time_of_day
from county.configuration.timestamp_table import timestamp_policy
from county.configuration.toml_source import Source
from county.configuration.toml_table import Table
from county.configuration.unit_flaws import ID, ID_CURE
from county.configuration.upkeep_table import upkeep_policy
from county.configuration.web_address import address_flaw, host_name, is_host, is_private
from county.configuration.wording import address_form, half_width
from county.settings import (
    BrowserUse,
    CalendarPolicy,
    CrawlPolicy,
    DatePolicy,
    DeskPolicy,
    MailPolicy,
    Portal,
    ProbePolicy,
    TimestampPolicy,
    UpkeepPolicy,
)

MEGABYTE = 1024 * 1024
ALL_DAY = "全天"
WEEKDAYS: tuple[str, ...] = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
PORTAL_EXAMPLE = "[[portal]] 开头的一段，双层方括号"
MINUTES_A_DAY = 24 * 60
_DEFAULT = CrawlPolicy(office="")
_DEFAULT_CALENDAR = CalendarPolicy()
_SMALLEST_PAGE = 0.01
"""Megabytes. A list page of a portal has at least ten kilobytes."""


@dataclass(frozen=True, slots=True)
class CountyFile:
    """What county.toml says."""

    name: str
    scheme: str
    portals: tuple[Portal, ...]
    crawl: CrawlPolicy
    calendar: CalendarPolicy
    probe: ProbePolicy
    dates: DatePolicy
    mail: MailPolicy
    desk: DeskPolicy
    upkeep: UpkeepPolicy
    timestamp: TimestampPolicy


def read_county_file(source: Source) -> CountyFile:
    """The values of county.toml, with defaults where flaws were noted."""
    top = Table(source, (), source.data)
    top.allow("county", "portal", "crawl", "calendar", "probe", "dates", "mail", "desk", "upkeep", "timestamp")
    county = top.table("county", "[county] ")
    county.allow("name", "office", "scheme")
    return CountyFile(
        county.text("name"),
        scheme=county.text("scheme"),
        portals=_portals(top),
        crawl=_crawl(top.table("crawl", "[crawl] "), county.text("office")),
        calendar=_calendar(top.table("calendar", "[calendar] ")),
        probe=probe_policy(top.table("probe", "[probe] ")),
        dates=date_policy(top.table("dates", "[dates] ")),
        mail=mail_policy(top.table("mail", "[mail] ")),
        desk=desk_policy(top.table("desk", "[desk] ")),
        upkeep=upkeep_policy(top.table("upkeep", "[upkeep] ")),
        timestamp=timestamp_policy(top.table("timestamp", "[timestamp] ")),
    )


def _portals(top: Table) -> tuple[Portal, ...]:
    portals: dict[str, Portal] = {}
    tables = list(top.tables("portal", "门户", PORTAL_EXAMPLE))
    if not tables and not top.values.get("portal"):
        top.refuse("portal", "没有登记任何门户", f"请补上 {PORTAL_EXAMPLE}")
    for table in tables:
        portal = _portal(table)
        if portal.id in portals:
            table.refuse("id", f"门户编号{quoted(portal.id)}重复", "请给每个门户不同的编号")
        portals.setdefault(portal.id, portal)
    return tuple(portals.values())


def _portal(table: Table) -> Portal:
    table.allow("id", "name", "home", "hosts", "allow_private")
    portal = Portal(
        half_width(table.text("id")),
        table.text("name"),
        address_form(table.text("home")),
        tuple(half_width(host) for host in table.texts("hosts")),
        table.flag("allow_private", False),
    )
    if portal.id and not ID.fullmatch(portal.id):
        table.refuse("id", f"门户编号{quoted(portal.id)}不合规定", ID_CURE)
    if portal.home and (flaw := address_flaw(portal.home)):
        table.refuse("home", f"{table.title}的首页网址{flaw[0]}", flaw[1])
    if is_private(host_name(portal.home)) and not portal.allow_private:
        table.refuse("home", f"{table.title}的首页在内网地址", "确在内网时请加一行 allow_private = true")
    for host in portal.hosts:
        if host and not is_host(host):
            table.refuse("hosts", f"{table.title}的其他域名{quoted(host)}不是域名", "请只写域名，如 www.example.gov.cn")
    return portal


def _crawl(table: Table, office: str) -> CrawlPolicy:
    table.allow(
        "delay", "window", "obey_robots", "timeout", "retries", "page_mb", "attachment_mb", "column_pages",
        "portal_pages", "minutes", "full_look_days", "browser", "browser_pages", "links_per_night", "link_days",
        "allowed_hosts",
    )  # fmt: skip
    return CrawlPolicy(
        office,
        delay=table.number("delay", _DEFAULT.delay, 0, "秒"),
        window=_window(table),
        obey_robots=table.flag("obey_robots", _DEFAULT.obey_robots),
        timeout=table.number("timeout", _DEFAULT.timeout, 1, "秒"),
        retries=table.whole("retries", _DEFAULT.retries, 0, "次"),
        page_bytes=_bytes(table, "page_mb", _DEFAULT.page_bytes),
        attachment_bytes=_bytes(table, "attachment_mb", _DEFAULT.attachment_bytes),
        column_pages=table.whole("column_pages", _DEFAULT.column_pages, 1, "页"),
        portal_pages=table.whole("portal_pages", _DEFAULT.portal_pages, 1, "页"),
        minutes=min(table.whole("minutes", _DEFAULT.minutes, 1, "分钟"), MINUTES_A_DAY),
        full_look_days=table.whole("full_look_days", _DEFAULT.full_look_days, 1, "天"),
        browser=table.choice("browser", BrowserUse, _DEFAULT.browser, required=False),
        browser_pages=table.whole("browser_pages", _DEFAULT.browser_pages, 1, "页"),
        links_per_night=table.whole("links_per_night", _DEFAULT.links_per_night, 0, "次"),
        link_days=table.whole("link_days", _DEFAULT.link_days, 1, "天"),
        allowed_hosts=_allowed_hosts(table),
    )


def _allowed_hosts(table: Table) -> tuple[str, ...]:
    hosts = tuple(half_width(host).lower() for host in table.texts("allowed_hosts"))
    for host in hosts:
        if host and not is_host(host):
            table.refuse(
                "allowed_hosts",
                f"[crawl] 的外链许可域名{quoted(host)}不是域名",
                "请只写域名，如 www.example.com",
            )
    return tuple(filter(is_host, hosts))


def _bytes(table: Table, key: str, default: int) -> int:
    return round(table.number(key, default / MEGABYTE, _SMALLEST_PAGE, "MB") * MEGABYTE)


def _window(table: Table) -> tuple[dt.time, dt.time] | None:
    value = table.values.get("window")
    if value is None:
        return _DEFAULT.window
    if value == ALL_DAY:
        return None
    cure = f'请写成 window = ["22:00", "06:00"] 或 window = "{ALL_DAY}"'
    times = [time_of_day(item) for item in value] if isinstance(value, list) else []
    match times:
        case [dt.time() as start, dt.time() as end] if start != end:
            return start, end
        case [dt.time(), dt.time()]:
            table.refuse("window", "[crawl] 的采集时段起止相同", cure)
        case _:
            table.refuse("window", "[crawl] 的采集时段（window）写法不对", cure)
    return _DEFAULT.window


def _calendar(table: Table) -> CalendarPolicy:
    table.allow("timezone", "first_weekday", "extra_holidays", "extra_workdays")
    policy = CalendarPolicy(
        _timezone(table), _first_weekday(table), table.days("extra_holidays"), table.days("extra_workdays")
    )
    for day in sorted(policy.extra_holidays & policy.extra_workdays):
        table.refuse("extra_workdays", f"{day} 既写成节假日又写成补班日", "请只留一处")
    return policy


def _timezone(table: Table) -> str:
    name = table.text("timezone", required=False) or _DEFAULT_CALENDAR.timezone
    # a Windows machine without the tzdata package knows no zone at all: then the name cannot be judged
    if "timezone" in table.values and (zones := zoneinfo.available_timezones()) and name not in zones:
        table.refuse("timezone", f"时区{quoted(name)}不认识", '请写成 timezone = "Asia/Shanghai"')
        return _DEFAULT_CALENDAR.timezone
    return name


def _first_weekday(table: Table) -> int:
    text = table.text("first_weekday", required=False) or WEEKDAYS[_DEFAULT_CALENDAR.first_weekday]
    name = text.replace("星期", "周").replace("礼拜", "周").replace("周天", "周日")
    if name in WEEKDAYS:
        return WEEKDAYS.index(name)
    table.refuse("first_weekday", f"一周的第一天{quoted(text)}不认识", f"请写成其中一个：{'、'.join(WEEKDAYS)}")
    return 0
