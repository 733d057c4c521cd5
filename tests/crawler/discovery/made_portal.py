"""Small made-up portals, held in memory and walked as the spider would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from county.proposal import Proposal
from crawler.discovery import PRIORITY, Answer, ListedUnit, Survey, propose
from crawler.discovery.site import Site
from crawler.reading import Effective, Page, judge

HOME = "http://www.qingshan.gov.cn/"
TODAY = dt.date(2026, 3, 31)
_MOST_STEPS = 500

Pages = Mapping[str, str]
"""Bodies by address, as paths or whole; "-> address" is a redirect."""


def discover(pages: Pages, listed: Sequence[ListedUnit] = (), hosts: tuple[str, ...] = ()) -> Proposal:
    """What is proposed for the portal made of `pages`."""
    served = {urljoin(HOME, address): body for address, body in pages.items()}
    survey = Survey(Site(HOME, hosts), listed, "", TODAY)
    waiting = [survey.start()]
    for _ in range(_MOST_STEPS):
        if not waiting:
            return propose(survey)
        waiting.sort(key=lambda task: task.depth - PRIORITY[task.role])
        task = waiting.pop(0)
        waiting += survey.read(task, _answer(served, task.url))
    raise AssertionError("the walk does not end")


def _answer(served: Pages, url: str) -> Answer:
    body = served.get(url)
    if body is not None and body.startswith("-> "):
        url = urljoin(url, body[3:])
        body = served.get(url, "<title>别处</title>")
    if body is None:
        return Answer(url, failure="页面不存在。")
    page = Page.parse(body.encode(), url, "text/html; charset=utf-8")
    judgement = judge(200, {}, page, url)
    good = judgement.effective in (Effective.OK, Effective.STUB, Effective.EMPTY_SHELL)
    return Answer(url, page if good else None, judgement.reason, passing=not good)


def page(title: str, *parts: str) -> str:
    """A page."""
    return f"<html><head><title>{title}</title></head><body>{''.join(parts)}</body></html>"


def menu(names: Mapping[str, str], heading: str = "") -> str:
    """A menu of links as a list under a heading."""
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for name, url in names.items())
    return f"<div><h3>{heading}</h3><ul>{links}</ul></div>"


def rows(word: str, count: int = 6) -> str:
    """A dated list of news about `word`."""
    items = "".join(
        f'<li><a href="./t202603{day:02}_{sum(map(ord, word)) + day}.html">{word}有关工作第{day}次会议召开</a>'
        f"<span>2026-03-{day:02}</span></li>"
        for day in range(1, count + 1)
    )
    return f'<div class="list"><ul>{items}</ul></div>'


def columns(proposal: Proposal) -> dict[tuple[str, str], str]:
    """Addresses of the proposed columns by unit and name, without the portal's own host."""
    return {(column.unit_name, column.name): column.url.removeprefix(HOME.rstrip("/")) for column in proposal.columns}
