"""The walk through a portal in search of its units and their columns (发现): pages in, tasks out; nothing is fetched
here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from county.address import host_of
from county.configuration.web_address import address_identity
from county.units import ColumnKind
from crawler.discovery.column_names import EXACT, LIKELY, ColumnName, column_name
from crawler.discovery.hub_names import leads_to_columns, leads_to_units
from crawler.discovery.links import FoundLink, found_links, frame_addresses
from crawler.discovery.observation import Observation, document_title, headings, observe
from crawler.discovery.roster import ListedUnit, Roster
from crawler.discovery.site import Site
from crawler.discovery.tasks import Answer, Candidate, Role, Task
from crawler.reading import Page
from crawler.reading.addresses import is_article_address
from crawler.reading.jumps import jump_target

DEEPEST_HUB = 3
"""Menus below the front page: 政务公开, 政府信息公开, 部门."""
DEEPEST_UNIT_HUB = 4
"""Menus below a unit's first page: 政府信息公开, 法定主动公开内容, and groups within it."""
MOST_HUBS = 120
"""Menu pages of the portal as a whole; a portal has a dozen."""
MOST_UNIT_PAGES = 30
"""Menu pages asked for on behalf of one unit."""
MOST_UNIT_COLUMNS = 80
"""Columns looked at of one unit; the fullest catalogues have sixty."""
MOST_UNNAMED = 80
"""Pages behind pictures without a name."""
MOST_HOPS = 2
PARTED = frozenset(ColumnKind) - {ColumnKind.LEADERS, ColumnKind.FUNCTIONS, ColumnKind.OTHER}
"""Kinds of the portal's own columns that may be parted by units."""
_LEAST_UNNAMED = 3
"""Pictures side by side that may be a menu."""


@dataclass(slots=True)
class Findings:
    """What the pages told so far, by identity of address: candidates, what their pages showed or why they could not be
    read, on whose behalf pages were asked for, and what is the portal's own."""

    candidates: list[Candidate] = field(default_factory=list)
    observations: dict[str, Observation] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    """Failures that tell nothing of whether the page exists."""
    claims: dict[str, set[str]] = field(default_factory=dict)
    general: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    """Addresses under the name of a unit where no column is spoken of."""
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Addresses of units on hosts that are not the portal's, with the unit's name as shown."""


class Survey:
    """One portal under discovery."""

    def __init__(self, site: Site, listed: Sequence[ListedUnit], county: str, today: dt.date) -> None:
        self.site = site
        self.title = ""
        self.roster = Roster(listed, county)
        self.found = Findings()
        self.failure = ""
        self.reached = False
        self._today = today
        self._asked: set[str] = set()
        self._spent: Counter[tuple[Role, str]] = Counter()

    def start(self) -> Task:
        """The front page."""
        return Task(self.site.home, Role.FRONT)

    def read(self, task: Task, answer: Answer) -> list[Task]:
        """Takes the answer to a task and gives those that follow from it."""
        if (page := answer.page) is not None and answer.failure and (target := self._jump(task, page)):
            return [replace(task, url=target, hops=task.hops + 1)]
        astray = self._astray(task, answer.url)
        if astray or answer.failure or page is None:
            self._failed(task, astray or answer.failure, passing=answer.passing and not astray)
            # a frame with nothing but a script tree shows no text and yet leads on
            return [] if astray or page is None else list(self._harvest(task, page))
        if task.role is Role.FRONT:
            self._take_front(answer.url, page)
        elif task.role is Role.UNNAMED:
            if not (unit := self._name_of(page)):
                return []
            task = replace(task, role=Role.AREA, unit=unit)
            self._claim(task.url, unit)
            self.roster.units[unit].areas.append(task.url)
        else:
            self.found.observations[address_identity(task.url)] = observe(page, self.site, self._today)
        return list(self._harvest(task, page))

    def _jump(self, task: Task, page: Page) -> str:
        """Where a page without content leads on to, while it stays on the portal."""
        target = jump_target(page) if task.hops < MOST_HOPS else ""
        inside = target and self.site.holds(target) and (task.role is Role.FRONT or not self.site.is_home(target))
        return target if inside and address_identity(target) != address_identity(task.url) else ""

    def _astray(self, task: Task, url: str) -> str:
        """Why an answer from that address is not the page that was asked for, "" where it may be."""
        if task.role is Role.FRONT:
            return ""
        if not self.site.holds(url):
            return f"被转到别的网站（{url[:80]}）。"
        if self.site.is_home(url) and not self.site.is_home(task.url):
            return "被转到网站首页，栏目已不在原处。"
        return ""

    def _failed(self, task: Task, failure: str, *, passing: bool) -> None:
        reason = failure or "没有读到内容。"
        (self.found.unread if passing else self.found.failures)[address_identity(task.url)] = reason
        if task.role is Role.FRONT:
            self.failure = reason

    def _take_front(self, url: str, page: Page) -> None:
        """The portal is where its front page is: gov.cn may send us to www."""
        self.reached = True
        if not self.site.is_own_host(url):
            self.site = Site(url, (*self.site.hosts, host_of(self.site.home)))
        self.title = document_title(page)
        self.roster.name_county(self.title)

    def _name_of(self, page: Page) -> str:
        texts = (*headings(page), document_title(page))
        return next((unit for text in texts if (unit := self.roster.learn_one(text))), "")

    def _harvest(self, task: Task, page: Page) -> Iterator[Task]:
        links = found_links(page)
        if not task.unit:
            for link in self.roster.learn(links, self.site):
                self.found.elsewhere.setdefault(link.url, link.name)
        for link in links:
            yield from self._follow(task, link)
        if task.role is not Role.COLUMN:
            yield from self._frames(task, page)
        if task.role in (Role.FRONT, Role.HUB) and not task.unit:
            yield from self._pictures(task, links)

    def _follow(self, task: Task, link: FoundLink) -> Iterator[Task]:
        """What one link leads to: a unit's pages, a column, a menu, or nothing of interest."""
        if not link.name or self.site.is_home(link.url):
            return
        if unit := self.roster.unit_of(link.name):
            yield from self._area(task, link, unit)
            return
        labelled = self.roster.unit_of_trail(link.trail)
        owner = labelled or task.unit
        column = column_name(link.name, self.roster.spellings(owner))
        if column and owner:
            yield from self._column(task, link, column, owner, labelled=bool(labelled))
        if not owner:
            self.found.general.add(address_identity(link.url))
            if column and column.kind in PARTED and self.site.holds(link.url) and task.depth < DEEPEST_HUB:
                hub = Task(link.url, Role.HUB, "", task.depth + 1, column=replace(column, sureness=LIKELY))
                yield from self._ask(hub, MOST_HUBS)
        yield from self._hub(task, link, owner)

    def _area(self, task: Task, link: FoundLink, unit: str) -> Iterator[Task]:
        if not self.site.holds(link.url):
            if not task.unit:
                self.found.elsewhere.setdefault(link.url, link.name)
            return
        if is_article_address(link.url) and task.unit:
            return
        if task.column and not task.unit and not is_article_address(link.url):
            self.found.candidates.append(Candidate(unit, task.column, link.url, task.url, True, True))
            yield from self._ask(Task(link.url, Role.COLUMN, unit), MOST_UNIT_COLUMNS)
            return
        self.found.homes.add(address_identity(link.url))
        areas = self.roster.units[unit].areas
        if link.url not in areas:
            areas.append(link.url)
        yield from self._ask(Task(link.url, Role.AREA, unit), MOST_UNIT_PAGES)

    def _column(self, task: Task, link: FoundLink, column: ColumnName, owner: str, *, labelled: bool) -> Iterator[Task]:
        if column.sureness < EXACT and is_article_address(link.url):
            return
        self.found.candidates.append(Candidate(owner, column, link.url, task.url, labelled))
        if self._is_general(link.url, labelled=labelled):
            return
        if self.site.holds(link.url):
            yield from self._ask(Task(link.url, Role.COLUMN, owner, task.depth), MOST_UNIT_COLUMNS)

    def _is_general(self, url: str, *, labelled: bool) -> bool:
        return not labelled and address_identity(url) in self.found.general

    def _hub(self, task: Task, link: FoundLink, owner: str) -> Iterator[Task]:
        if not self.site.holds(link.url):
            return
        if not owner:
            if task.depth < DEEPEST_HUB and leads_to_units(link.name):
                yield from self._ask(Task(link.url, Role.HUB, "", task.depth + 1), MOST_HUBS)
            return
        common = address_identity(link.url) in self.found.general
        if not common and task.depth < DEEPEST_UNIT_HUB and leads_to_columns(link.name):
            yield from self._ask(Task(link.url, Role.HUB, owner, task.depth + 1), MOST_UNIT_PAGES)

    def _frames(self, task: Task, page: Page) -> Iterator[Task]:
        for url in frame_addresses(page):
            if self.site.holds(url) and task.depth < DEEPEST_UNIT_HUB:
                yield from self._ask(Task(url, Role.HUB, task.unit, task.depth + 1), MOST_UNIT_PAGES)

    def _pictures(self, task: Task, links: Sequence[FoundLink]) -> Iterator[Task]:
        """Links of a menu of pictures that say nothing of where they lead. A front page is full of banners: there only
        an image map counts."""
        told = ("map",) if task.role is Role.FRONT else ("map", "image")
        unnamed = [link for link in links if link.picture in told and self.site.holds(link.url)]
        sizes = Counter(link.group for link in unnamed)
        for link in unnamed:
            if sizes[link.group] >= _LEAST_UNNAMED:
                yield from self._ask(Task(link.url, Role.UNNAMED), MOST_UNNAMED)

    def _ask(self, task: Task, most: int) -> Iterator[Task]:
        """The task, unless its page was asked for already or its allowance is spent: every page is read as a column and
        as a menu alike."""
        identity = address_identity(task.url)
        if task.unit:
            self._claim(task.url, task.unit)
        if identity in self._asked or self.site.is_home(task.url):
            return
        budget = (Role.COLUMN if task.role is Role.COLUMN else Role.HUB, task.unit)
        if self._spent[budget] >= most:
            return
        self._spent[budget] += 1
        self._asked.add(identity)
        yield task

    def _claim(self, url: str, unit: str) -> None:
        self.found.claims.setdefault(address_identity(url), set()).add(unit)
