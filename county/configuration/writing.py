"""The county's configuration back to TOML files, as a person would have written them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import tomli_w

from county.configuration.county_file import ALL_DAY, MEGABYTE, WEEKDAYS
from county.configuration.dates_table import month_day_text
from county.configuration.replacing import replace_file
from county.configuration.units_file import AS_FACTS_CHANGE
from county.settings import (
    CalendarPolicy,
    County,
    CrawlPolicy,
    DatePolicy,
    MailPolicy,
    Portal,
    ProbePolicy,
    TimestampPolicy,
    UpkeepPolicy,
)
from county.units import DUTY_DAYS, Column, Contact, Unit

_UNITS_HEAD = "# 单位和栏目。可以直接修改，也可以用 xuncha units export 导出表格，改好后用 xuncha units import 导入。\n"
_COUNTY_HEAD = "# 县、门户、采集和日历的设置。单位和栏目写在 units.toml。\n"
_Values = Mapping[str, object]


def write_units(path: Path, units: Sequence[Unit]) -> None:
    """Writes units.toml at `path`; the earlier file is kept as units.toml.bak. Raises ConfigurationError."""
    _write(path, _UNITS_HEAD, (part for unit in units for part in _unit_parts(unit)))


def write_county(path: Path, county: County) -> None:
    """Writes county.toml at `path`; the earlier file is kept as county.toml.bak. Raises ConfigurationError."""
    head = {"name": county.name, "office": county.crawl.office, "scheme": county.scheme}
    parts = [("[county]", head), *(("[[portal]]", _portal(portal)) for portal in county.portals)]
    parts += [("[crawl]", _crawl(county.crawl)), ("[probe]", _probe(county.probe)), *_dates(county.dates)]
    parts += [("[mail]", _mail(county.mail))] if county.mail != MailPolicy() else []
    parts += [("[desk]", asdict(county.desk))]
    parts += [("[upkeep]", asdict(county.upkeep))] if county.upkeep != UpkeepPolicy() else []
    parts += [("[timestamp]", asdict(county.timestamp))] if county.timestamp != TimestampPolicy() else []
    _write(path, _COUNTY_HEAD, [*parts, ("[calendar]", _calendar(county.calendar))])


def _write(path: Path, head: str, parts: Iterator[tuple[str, _Values]] | Sequence[tuple[str, _Values]]) -> None:
    # table by table, because tomli_w would put short tables of an array into one long line
    text = head + "".join(f"\n{header}\n{tomli_w.dumps(values)}" for header, values in parts)
    replace_file(path, lambda fresh: _fill(fresh, text), keep=True)


def _fill(fresh: Path, text: str) -> None:
    fresh.write_bytes(text.encode("utf-8"))


def _unit_parts(unit: Unit) -> Iterator[tuple[str, _Values]]:
    head: dict[str, object] = {
        "id": unit.id,
        "name": unit.name,
        "class": str(unit.unit_class),
        "portal": unit.portal,
    }
    if unit.aliases:
        head["aliases"] = list(unit.aliases)
    yield "[[unit]]", head
    yield from (("[[unit.contacts]]", _contact(contact)) for contact in unit.contacts)
    yield from (("[[unit.column]]", _column(column)) for column in unit.columns)


def _contact(contact: Contact) -> _Values:
    values = {"name": contact.name, "mail": contact.mail, "phone": contact.phone}
    return {key: value for key, value in values.items() if value}


def _column(column: Column) -> _Values:
    values: dict[str, object] = {"name": column.name, "kind": str(column.kind), "url": column.url}
    if column.duty_days != DUTY_DAYS[column.kind]:
        values["duty"] = AS_FACTS_CHANGE if column.duty_days is None else column.duty_days
    return values


def _portal(portal: Portal) -> _Values:
    values: dict[str, object] = {"id": portal.id, "name": portal.name, "home": portal.home}
    if portal.hosts:
        values["hosts"] = list(portal.hosts)
    if portal.allow_private:
        values["allow_private"] = True
    return values


def _crawl(crawl: CrawlPolicy) -> _Values:
    window = ALL_DAY if crawl.window is None else [time.strftime("%H:%M") for time in crawl.window]
    allowed = {"allowed_hosts": list(crawl.allowed_hosts)} if crawl.allowed_hosts else {}
    return {
        "delay": crawl.delay,
        "window": window,
        "obey_robots": crawl.obey_robots,
        "timeout": crawl.timeout,
        "retries": crawl.retries,
        "page_mb": crawl.page_bytes / MEGABYTE,
        "attachment_mb": crawl.attachment_bytes / MEGABYTE,
        "column_pages": crawl.column_pages,
        "portal_pages": crawl.portal_pages,
        "minutes": crawl.minutes,
        "full_look_days": crawl.full_look_days,
        "browser": str(crawl.browser),
        "browser_pages": crawl.browser_pages,
        "links_per_night": crawl.links_per_night,
        "link_days": crawl.link_days,
        **allowed,
    }


def _calendar(calendar: CalendarPolicy) -> _Values:
    return {
        "timezone": calendar.timezone,
        "first_weekday": WEEKDAYS[calendar.first_weekday],
        "extra_holidays": sorted(calendar.extra_holidays),
        "extra_workdays": sorted(calendar.extra_workdays),
    }


def _dates(dates: DatePolicy) -> Iterator[tuple[str, _Values]]:
    yield "[dates]", {key: value for key, value in asdict(dates).items() if key != "yearly"}
    for one in dates.yearly:
        values = {**asdict(one), "columns": list(one.columns), "due": month_day_text(one.due), "title": list(one.title)}
        yield "[[dates.yearly]]", {key: value for key, value in values.items() if value}


def _mail(mail: MailPolicy) -> _Values:
    values = {**asdict(mail), "security": str(mail.security), "office": list(mail.office), "robots": list(mail.robots)}
    return {key: value for key, value in values.items() if value}


def _probe(probe: ProbePolicy) -> _Values:
    return {**asdict(probe), "witnesses": list(probe.witnesses)}
