"""A finding looked at again now (人工复查): its page alone is fetched, taken in and checked, whatever the night does
later. It is no night: it reads no column, so nothing can be missing because of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from county.settings import County, CrawlPolicy, Portal
from crawler.endings import FINISHED, of_finish
from crawler.launch import Outcome
from crawler.order import make_spec
from evidence.desk.asked import AskedRecheck, keep_recheck
from evidence.errors import NightRunningError
from evidence.home import Home
from evidence.known_state import last_night
from evidence.pack import RunSpec
from evidence.single_pages import SinglePage, next_page_run, seen_again, single_page
from evidence.store import Store
from schedules.errors import ScheduleError
from schedules.night import Night
from schedules.watch import Watch
from scoring import Scheme

MINUTES = 5
"""Time limit of the crawl of one page, its further pages among it."""


class RecheckRefusedError(ScheduleError):
    """The page cannot be read again now."""


def recheck(
    home: Home, county: County, scheme: Scheme, watch: Watch, finding: str, author: str, today: dt.date
) -> AskedRecheck:
    """Reads the page of that finding again and writes down what it shows. The night window is for the nights: what a
    person asks for is asked at once, under robots.txt, the delay and the size limits of every crawl. Raises
    RecheckRefusedError where a night is at work, EvidenceError where one page cannot tell."""
    night = Night(home, county, scheme, watch)
    try:
        with night.opened() as store:
            one = single_page(store, finding)
            spec = _order(home, county, store, one, today)
            outcome = night.carry_out(store, spec, lambda folder: one.tell(folder, spec.portal))
            failed = night.take_in(store).get(spec.run, "")
            night.check(store, today)
            seen, capture = seen_again(store, one, spec.run, failed or _why_nothing(outcome))
            return keep_recheck(store, finding, spec.run, seen, capture, author)
    except NightRunningError as error:
        raise RecheckRefusedError("巡查正在进行，这一页没有复查；请等它结束后再试。") from error


def _order(home: Home, county: County, store: Store, one: SinglePage, today: dt.date) -> RunSpec:
    """The order for the crawl: no column of its own, and only the links that it needs."""
    day = max(today, last_night(store) or today)
    portal = _portal(county, one.portal)
    run, number = next_page_run(store, home.packs, portal.id, day)
    spec = make_spec(county, portal, day, number, home.key_file.resolve())
    return replace(spec, run=run, columns=(), policy=_policy(county.crawl, one.links))


def _policy(policy: CrawlPolicy, links: int) -> CrawlPolicy:
    return replace(policy, window=None, minutes=min(policy.minutes, MINUTES), links_per_night=links)


def _portal(county: County, portal: str) -> Portal:
    found = next((one for one in county.portals if one.id == portal), None)
    if found is None:
        raise RecheckRefusedError(f"配置里已没有编号为“{portal}”的门户，这一页不能复查；请核对 county.toml。")
    return found


def _why_nothing(outcome: Outcome) -> str:
    if not outcome.sealed:
        return outcome.reason
    return "这一页没有得到回答。" if outcome.reason == FINISHED else of_finish(outcome.reason).reason
