"""One run of one portal, apart from Scrapy: what it was told, what was known, what it keeps, and its seal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from county.address import canonical, host_of, is_root, page_id
from county.configuration.web_address import address_identity
from county.keyfile import load_key
from county.personal import Redactor
from county.software import NAME
from county.times import utc_now
from county.units import Column, ColumnKind
from crawler.endings import of_finish
from crawler.portal.keeper import Keeper
from crawler.portal.walk import Assignment, ColumnWalk
from crawler.wire.archive import Archive
from evidence.pack import Known, KnownColumn, KnownPage, Manifest, PackWriter, RunSpec, WarcWriter
from evidence.pack.known import NAME as KNOWN_NAME
from evidence.pack.manifest import pack_files, seal

WATCHED_DAYS = 2
"""A page with an open finding is asked for every night, in full every other night: a fix is seen even on a server that
answers "not modified" whatever was changed."""

SPREAD_NIGHTS = 3
"""Full looks are spread over as many nights, so that they do not all fall due in one."""


class Run:
    """The state of a run in `folder`, which holds spec.json and, but on a portal's first night, known.db."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spec = RunSpec.read(folder)
        self.known = Known(folder)
        self.walks = {column.key: self._walk(column) for column in self.spec.columns}
        self.broken = ""
        self._started_at = utc_now()
        self._hosts = {host_of(self.spec.portal.home), *map(str.lower, self.spec.portal.hosts)}
        self._pack = PackWriter(folder)
        self._warc = WarcWriter(folder, {"software": NAME, "isPartOf": self.spec.run, "robots": "obeyed"})
        self.keeper = Keeper(self.spec.run, self._pack, Redactor(load_key(Path(self.spec.key_file))))
        self.archive = Archive(self._warc, self.known)

    def _walk(self, column: Column) -> ColumnWalk:
        known = self.known.column(column.key)
        full = known is not None and (self._long_ago(known.walked_on, column.key) or self._owes_week(column, known))
        page = self.page_id(column.url)
        assignment = Assignment(
            column, self.spec.night, self.spec.window_from, self.spec.policy.column_pages, full, page
        )
        return ColumnWalk(assignment, known, self.known.entries(column.key))

    def _owes_week(self, column: Column, known: KnownColumn) -> bool:
        """On the first night of a week the news are read from top to bottom: only that can witness the week before."""
        days_into_week = (self.spec.night.weekday() - self.spec.first_weekday) % 7
        week_start = self.spec.night - dt.timedelta(days=days_into_week)
        return column.kind is ColumnKind.NEWS and known.walked_on < week_start.isoformat()

    def page_id(self, url: str) -> str:
        """Id of the page at that address."""
        return page_id(self.spec.portal.id, canonical(url, self.spec.portal.home))

    def on_portal(self, url: str) -> bool:
        """Whether the address belongs to the portal; others are recorded as rows and never asked for."""
        return host_of(url) in self._hosts

    @property
    def addresses(self) -> frozenset[str]:
        """The portal's hosts, with a port where it is not the usual one."""
        return frozenset(self._hosts)

    def hosts(self) -> list[str]:
        """Host names of the portal, without ports."""
        return sorted(host.rpartition(":")[0] or host for host in self._hosts)

    def needs_full_look(self, known: KnownPage, *, seldom: bool = False) -> bool:
        """Whether the whole body is to be fetched whatever the validators say: servers lie. `seldom` are pages that are
        come upon only every few nights, when their list or the article that they belong to is read whole: what would
        be due before the next time is due tonight."""
        if not known.full_on or self._long_ago(known.full_on, known.id):
            return True
        age = self._age(known.full_on)
        return (seldom and age > self.spec.policy.full_look_days - SPREAD_NIGHTS) or (
            known.watched == 1 and age >= WATCHED_DAYS
        )

    def _long_ago(self, night: str, identity: str) -> bool:
        due = self.spec.policy.full_look_days - sum(identity.encode()) % SPREAD_NIGHTS
        return not night or self._age(night) >= due

    def _age(self, night: str) -> int:
        return (self.spec.night - dt.date.fromisoformat(night)).days

    def bounced_home(self, asked: str, got: str) -> bool:
        """Whether a page below the home page answered by sending us there."""
        home = self.spec.portal.home
        return got != asked and is_root(canonical(got, home)) and not is_root(canonical(asked, home))

    def led_elsewhere(self, asked: str, got: str) -> bool:
        """Whether a redirect went to another page; scheme, closing slash, the name of the index page and what
        stands behind # do not make another one."""
        asked, got = asked.partition("#")[0], got.partition("#")[0]
        return address_identity(asked) != address_identity(got)

    def window_open(self) -> bool:
        """Whether the night window (采集时段) is open now, in county time."""
        return self.spec.policy.is_open(dt.datetime.now(ZoneInfo(self.spec.timezone)).time())

    def end(self, reason: str) -> None:
        """Writes what is left and seals the pack; a broken run stays unsealed."""
        if self.broken:
            return
        for walk in self.walks.values():
            if not walk.done:
                failure = of_finish(reason)
                walk.fail(failure.verdict, failure.reason)
            self._pack.add(walk.visit(utc_now()))
        self._pack.close()
        self._warc.close()
        self.known.close()
        (self.folder / KNOWN_NAME).unlink(missing_ok=True)
        seal(self.folder, self._manifest(reason))

    def _manifest(self, reason: str) -> Manifest:
        spec = self.spec
        return Manifest(
            run=spec.run,
            portal=spec.portal.id,
            night=spec.night.isoformat(),
            attempt=spec.attempt,
            started_at=self._started_at,
            ended_at=utc_now(),
            reason=reason,
            software=NAME,
            config=spec.config,
            files=pack_files(self.folder),
        )
