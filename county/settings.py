"""The county as configuration: what county.toml and units.toml say, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from county.units import Column, Unit


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal (门户网站) to walk. `hosts` are further host names that serve its pages and attachments.
    `allow_private` says that the office knows it to stand at a private or loopback address."""

    id: str
    name: str
    home: str
    hosts: tuple[str, ...] = ()
    allow_private: bool = False


class BrowserUse(StrEnum):
    """Whether lists that only a script draws are rendered in a browser (浏览器渲染)."""

    AUTO = "auto"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CrawlPolicy:
    """How the crawler behaves as a guest (采集礼仪) and where it gives up. Times in seconds unless named."""

    office: str
    """Named in the User-Agent, so that the portal's keeper knows whom to call."""
    delay: float = 2.0
    """Shortest pause between two requests to one host; a longer Crawl-delay of robots.txt wins."""
    window: tuple[dt.time, dt.time] | None = (dt.time(22, 0), dt.time(6, 0))
    """Night window in county time; None is all day."""
    obey_robots: bool = True
    timeout: float = 30.0
    retries: int = 2
    page_bytes: int = 8 * 1024 * 1024
    attachment_bytes: int = 32 * 1024 * 1024
    column_pages: int = 200
    """List pages read of one column in one night."""
    portal_pages: int = 50_000
    """Requests to one portal in one night."""
    minutes: int = 420
    """A crawl that runs longer is ended; what it had not read counts as not observed."""
    full_look_days: int = 7
    """A page is fetched in full, whatever its validators say, at least this often."""
    browser: BrowserUse = BrowserUse.AUTO
    """`auto`: where the extra `xuncha[browser]` and Chromium are installed."""
    browser_pages: int = 100
    """Pages rendered on one portal in one night; each costs seconds, and the browser some hundred megabytes."""
    links_per_night: int = 200
    """Requests a night for the targets of links in articles; 0 checks none."""
    link_days: int = 30
    """A link that was there is asked for again after so many days, one that was missing on the next night."""
    allowed_hosts: tuple[str, ...] = ()
    """Hosts that articles may link although they are no government's, such as the county's own media (融媒体中心)."""

    def is_open(self, now: dt.time) -> bool:
        """Whether the crawler may ask at that time of day."""
        if self.window is None:
            return True
        start, end = self.window
        return start <= now < end if start <= end else now >= start or now < end


@dataclass(frozen=True, slots=True)
class ProbePolicy:
    """How home pages are visited and judged (站点可用性). The defaults are those of 站点无法访问 in the 单项否决 of
    国办秘函〔2019〕19号: one week, at least 20 spaced visits a day, 15 s a visit, 5 % of failures."""

    limit_seconds: float = 15.0
    """A home page that is not open by then counts as not opening."""
    visits_a_day: int = 20
    days: int = 7
    failure_percent: float = 5.0
    """From this share of failed visits on the site counts as not reachable."""
    spacing_minutes: float = 30.0
    """Visits that follow each other faster are recorded and do not count; 20 of them still fit into ten hours."""
    witnesses: tuple[str, ...] = ("www.gov.cn:443", "www.people.com.cn:443", "www.xinhuanet.com:443")
    """Hosts that have nothing to do with the county: where none of them can be connected to, it is our own network that
    is down. An office without a way out names hosts of its own network instead."""
    trust_file: str = ""
    """Certificates of further authorities (PEM), beside county.toml."""


@dataclass(frozen=True, slots=True)
class CalendarPolicy:
    """What a week is (口径): `first_weekday` 0 is Monday; `extra_holidays` and `extra_workdays` correct or extend
    the public list (国务院办公厅放假安排)."""

    timezone: str = "Asia/Shanghai"
    first_weekday: int = 0
    extra_holidays: frozenset[dt.date] = frozenset()
    extra_workdays: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """What must be public by a fixed day of each year (法定期限), besides the annual report: 双随机抽查计划 by 30 June.
    `columns` are names of columns, or keys ("unit/name") for one unit's alone; `due` is month and day, `title` words
    that the title must hold, each of them, `basis` the rule it stands on."""

    name: str
    columns: tuple[str, ...]
    due: tuple[int, int]
    title: tuple[str, ...] = ()
    basis: str = ""

    def last_due(self, as_of: dt.date) -> dt.date:
        """The newest due day before `as_of`."""
        due = dt.date(as_of.year, *self.due)
        return due if due < as_of else dt.date(as_of.year - 1, *self.due)


@dataclass(frozen=True, slots=True)
class DatePolicy:
    """From when on dates that pages claim are told (日期核查)."""

    backdated_days: int = 7
    """An item that was witnessed to be missing so many days after its date was dated back; less is the time that an
    editor takes, a holiday included."""
    publish_working_days: int = 20
    """Time for the publication of a document from the day it was made (《政府信息公开条例》第二十六条)."""
    yearly: tuple[YearlyDate, ...] = ()


class MailSecurity(StrEnum):
    """How the connection to the mail server is protected (加密方式)."""

    SSL = "SSL"
    STARTTLS = "STARTTLS"
    NONE = "不加密"


MAIL_PORTS: dict[MailSecurity, int] = {MailSecurity.SSL: 465, MailSecurity.STARTTLS: 587, MailSecurity.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailPolicy:
    """How mails are sent (发信). The authorisation code (授权码) stands in no file of the configuration: see
    county/secret.py. `host` "" sends nothing. `office` are the office's own addresses, `desk` is where the desk is
    reached, for links; `robots` are the chats that are told too (企业微信、钉钉)."""

    host: str = ""
    port: int = 465
    security: MailSecurity = MailSecurity.SSL
    user: str = ""
    sender: str = ""
    """The address that mails come from; QQ and 163 want that of the login."""
    name: str = ""
    office: tuple[str, ...] = ()
    desk: str = ""
    robots: tuple[str, ...] = ()
    timeout: float = 30.0
    """Seconds to wait for an answer of the server."""
    trust_file: str = ""
    """Certificates of further authorities (PEM), beside county.toml."""


@dataclass(frozen=True, slots=True)
class DeskPolicy:
    """How the office works through what was flagged (办理时限). Days are working days (工作日), counted from the next
    day on: from first sight to the notice, from the notice to the answer, from the answer to the check."""

    serious_days: int = 3
    general_days: int = 10
    check_days: int = 5
    two_persons: bool = False
    """What is 严重, or may be a veto (一票否决), is confirmed by two reviewers."""
    mute_days: int = 90
    """Calendar days after which a mute rule (静默规则) ends unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class UpkeepPolicy:
    """What is kept and how long (备份与保留)."""

    backup: str = ""
    """Folder of the backups, best on another disk; "" is `backups` in the home."""
    backups: int = 14
    """How many backups are kept."""
    archive_days: int = 400
    """Archives of pages older than that go, unless a later visit refers to them: a year under assessment, and a month
    for appeals."""
    mail_days: int = 90
    log_days: int = 30


@dataclass(frozen=True, slots=True)
class TimestampPolicy:
    """Who certifies when the head of the run chain was there (可信时间戳，RFC 3161). `url` "" asks nobody."""

    url: str = ""
    """Where the time-stamping authority (时间戳机构) listens."""
    trust_file: str = ""
    """Certificates of the roots that its tokens must lead to (PEM), beside county.toml."""


@dataclass(frozen=True, slots=True)
class County:
    """Everything the office configures. `scheme` names a file of scoring/schemes or a path beside county.toml.
    `digest` is the hash of the configuration as read, kept in each run's manifest."""

    name: str
    portals: tuple[Portal, ...]
    units: tuple[Unit, ...]
    crawl: CrawlPolicy
    scheme: str
    calendar: CalendarPolicy = field(default_factory=CalendarPolicy)
    probe: ProbePolicy = field(default_factory=ProbePolicy)
    dates: DatePolicy = field(default_factory=DatePolicy)
    mail: MailPolicy = field(default_factory=MailPolicy)
    desk: DeskPolicy = field(default_factory=DeskPolicy)
    upkeep: UpkeepPolicy = field(default_factory=UpkeepPolicy)
    timestamp: TimestampPolicy = field(default_factory=TimestampPolicy)
    digest: str = ""

    def unit(self, unit_id: str) -> Unit:
        """The unit of that id. Raises KeyError."""
        return next(unit for unit in self.units if unit.id == unit_id)

    def portal_columns(self, portal_id: str) -> tuple[Column, ...]:
        """All columns to walk on one portal, in the order of units.toml."""
        return tuple(column for unit in self.units if unit.portal == portal_id for column in unit.columns)
