"""Rows of a list page (列表行): the repeated siblings that each hold one link, found by shape and not by class."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from county.page import Entry
from crawler.reading.addresses import is_article_address
from crawler.reading.areas import is_menu, is_page_header
from crawler.reading.blanks import fold
from crawler.reading.blocks import DATED_SHARE, Group, merged
from crawler.reading.columns import dated_by_column
from crawler.reading.links import Link, read_links
from crawler.reading.outline import Outline
from crawler.reading.pager_beside import STOP, Pagers
from crawler.reading.row import read_row
from crawler.reading.surroundings import headline_above
from crawler.reading.years import years_of

_ROWS = frozenset({"li", "tr", "dd", "dl", "dt", "article"})
"""Rows by their tag: one alone may be a list."""
_LEVELS = 6
"""Row elements stand at most this many levels above their link."""
_SHORTEST_TITLE = 4
_MEAN_TITLE = 7
"""Undated rows with shorter titles are navigation."""
_ARTICLE_SHARE = 0.6
_MANY_LINKS = 3
_CROWDED_SHARE = 0.3
_DATE_LIKE = re.compile(r"\d\s*[-/.年月]\s*\d")
_TEXT = etree.XPath("string()", smart_strings=False)
_LONGEST = 100_000
"""Characters looked at to see whether a container holds dates at all."""
_BOX_NAMES = re.compile(
    r"^\W*(?:热[点门]\S{0,4}|推荐\S{0,4}|相关\S{0,4}|点击排行\S{0,2}|\S{0,4}排行榜?|友情链接|最[新热]\S{0,4}|栏目导航|网站导航|快速\S{0,4}|图片\S{0,4}|您可能\S*|猜你\S*)\W*$"
)
_DATED_WEIGHT, _PAGER_WEIGHT, _AWAY_WEIGHT = 4.0, 8.0, 0.03
"""A date in the rows speaks for a list most, a pager beside it next; a side box or menu is a list only with both."""
_RIVAL_ROWS = 3
_TITLE_WORTH = 30

Members = dict[int, list[Link]]
"""The rows of one container by their places, each with its links."""
Rows = list[tuple[etree._Element, Entry]]


class _Sought(NamedTuple):
    """Where the list is looked for, and what was found out of its elements: the places of those that hold the name of
    an item, its pagers, what prints a day."""

    outline: Outline
    base: str
    named: set[int]
    pagers: Pagers
    dated: set[int]

    def add_dated(self, container: int) -> None:
        """`container` and all that holds it print a day."""
        while container >= 0 and container not in self.dated:
            self.dated.add(container)
            container = self.outline.parents[container]


def best_group(outline: Outline, links: Sequence[Link], base: str) -> Group | None:
    """The group of links that is most likely the page's list, None where none qualifies."""
    sought = _Sought(outline, base, set(), Pagers(), set())
    judged = (_judge(container, members, sought) for container, members in _candidates(links, sought))
    groups = [group for group in judged if group]
    best = max(groups, key=lambda group: group.score, default=None)
    if best is None:
        return None
    whole = _with_headline(merged(best, groups), base)
    return replace(whole, rivals=_rivals(whole, groups))


def _with_headline(group: Group, base: str) -> Group:
    """The group with the article set apart above it, where that is no row of it yet."""
    found = headline_above(group.container, base) if group.dated and not group.away else None
    if found is None or any(found[1].url == entry.url for entry in group.entries):
        return group
    return replace(group, rows=(found[0], *group.rows), entries=(found[1], *group.entries))


def _rivals(best: Group, groups: Sequence[Group]) -> int:
    """Dated lists that share no row with the best one; the blocks of a page count once each."""
    seen = {entry.url for entry in best.entries}
    count = 0
    for group in sorted(groups, key=lambda group: -group.score):
        urls = {entry.url for entry in group.entries}
        if group.dated and not group.away and len(urls) >= _RIVAL_ROWS and not urls & seen:
            count += 1
            seen |= urls
    return count


def _candidates(links: Sequence[Link], sought: _Sought) -> Iterator[tuple[int, Members]]:
    """Containers with their children of one tag that hold links, more than one unless it is a row by its tag."""
    parents, tags = sought.outline.parents, sought.outline.tags
    inside = _links_inside(links, sought)
    rows: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place in inside:
        rows[parents[place], tags[place]].append(place)
    for (container, tag), places in rows.items():
        if len(places) > 1 or tag in _ROWS:
            yield container, {place: inside[place] for place in places}


def _links_inside(links: Sequence[Link], sought: _Sought) -> Members:
    """What may be a row, with the links inside it."""
    outline, named = sought.outline, sought.named
    inside: Members = {}
    for link in links:
        place = outline.places[link.element]
        names = len(link.text) >= _SHORTEST_TITLE or len(link.name) >= _SHORTEST_TITLE
        for _ in range(_LEVELS):
            if (held := inside.get(place)) is None:
                if _ends_rows(outline, place):
                    break
                held = inside[place] = []
            held.append(link)
            if names:
                named.add(place)
            place = outline.parents[place]
    return inside


def _ends_rows(outline: Outline, place: int) -> bool:
    """Whether no row stands there nor further up."""
    tag = outline.tags[place]
    return place == 0 or tag in STOP or (tag == "header" and is_page_header(outline.elements[place]))


def each_row(tree: etree._Element, base: str) -> tuple[Entry, ...]:
    """Entries of a tree whose body holds nothing but rows, one element each."""
    body = tree.find("body")
    rows = ((row, read_links(row)) for row in (body if body is not None else ()))
    return tuple(entry for row, links in rows if links and (entry := read_row(row, links, base)))


def _judge(container: int, members: Members, sought: _Sought) -> Group | None:
    """The group with its score, None where it cannot be a list. Cheap questions come first: a page has hundreds."""
    if len(sought.named & members.keys()) < DATED_SHARE * len(members):
        return None
    members = _own_links(members)
    if _holds_lists(members):
        return None
    outline, pagers = sought.outline, sought.pagers
    element, away = outline.elements[container], outline.away[container]
    menu = away and is_menu(element) and _may_be_dated(container, members, sought)
    if (away or _is_box(element)) and not (menu or pagers.beside(element)):
        return None
    dated = menu or _may_be_dated(container, members, sought)
    if not dated and not _leads_to_articles(members):
        return None
    rows = _read_rows(members, sought, {})
    if dated and any(entry.date is None for _, entry in rows) and (years := years_of(element)):
        rows = _read_rows(members, sought, years)
    rows = dated_by_column(rows) if dated else rows
    group = _scored(element, rows, away, pagers) if rows else None
    return _told_from_menus(group, pagers) if group and menu else group


def _read_rows(members: Members, sought: _Sought, years: dict[etree._Element, str]) -> Rows:
    rows = ((sought.outline.elements[place], links) for place, links in members.items())
    return [(row, entry) for row, links in rows if (entry := read_row(row, links, sought.base, years.get(row, "")))]


def _told_from_menus(group: Group, pagers: Pagers) -> Group | None:
    """Rows in what a template calls navigation are those of a list where each has a day: menus print none."""
    if len(group.entries) >= _RIVAL_ROWS and all(entry.date for entry in group.entries):
        return replace(group, away=False)
    return group if pagers.beside(group.container) else None


def _scored(container: etree._Element, rows: Rows, away: bool, pagers: Pagers) -> Group | None:
    entries = tuple(entry for _, entry in rows)
    is_dated = sum(1 for entry in entries if entry.date) >= DATED_SHARE * len(entries)
    paged = pagers.beside(container)
    if not is_dated and (away or not _is_undated_list(entries) or (len(entries) == 1 and not paged)):
        return None
    score = sum(min(len(entry.title), _TITLE_WORTH) for entry in entries) * (_DATED_WEIGHT if is_dated else 1.0)
    score *= (_AWAY_WEIGHT if away else 1.0) * (_PAGER_WEIGHT if paged else 1.0)
    return Group(container, tuple(row for row, _ in rows), entries, score, away)


def _holds_lists(members: Members) -> bool:
    """Whether the members are boxes, each with a list of its own."""
    many = (links for links in members.values() if len(links) >= _MANY_LINKS)
    crowded = sum(1 for links in many if len({link.href for link in links if link.is_title}) >= _MANY_LINKS)
    return crowded > _CROWDED_SHARE * len(members)


def _own_links(members: Members) -> Members:
    """The rows without the links that most of them share: the name of the column, its office."""
    if len(members) < _RIVAL_ROWS or sum(map(len, members.values())) < 2 * len(members):
        return members
    shared = Counter(chain.from_iterable({link.href for link in links} for links in members.values()))
    most = {href for href, count in shared.items() if count > DATED_SHARE * len(members)}
    if not most:
        return members
    own = {row: [link for link in links if link.href not in most] for row, links in members.items()}
    return own if all(own.values()) else members


def _may_be_dated(container: int, members: Members, sought: _Sought) -> bool:
    """Whether it prints a day, or the title attribute of its first link tells one. What holds such a container does,
    too: the inner ones are asked first."""
    if container in sought.dated:
        return True
    if _DATE_LIKE.search(_TEXT(sought.outline.elements[container]), 0, _LONGEST):
        sought.add_dated(container)
        return True
    first = next(iter(members.values()))[0]
    return _DATE_LIKE.search(first.element.get("title") or "") is not None


def _leads_to_articles(members: Members) -> bool:
    return sum(1 for links in members.values() if any(is_article_address(link.href) for link in links)) * 2 >= len(
        members
    )


def _is_undated_list(entries: Sequence[Entry]) -> bool:
    """Undated rows are a list where they have titles, not names, and lead to articles, not to columns."""
    mean = sum(len(entry.title) for entry in entries) / len(entries)
    articles = sum(1 for entry in entries if is_article_address(entry.url))
    return mean >= _MEAN_TITLE and articles >= _ARTICLE_SHARE * len(entries)


def _is_box(container: etree._Element) -> bool:
    """Whether the heading above the rows names a side box (热点、相关链接)."""
    node = container
    for _ in range(2):
        previous = node.getprevious()
        while previous is not None and not isinstance(previous.tag, str):
            previous = previous.getprevious()
        if previous is not None:
            text = fold("".join(islice(previous.itertext(), 20)))
            return len(text) <= 24 and _BOX_NAMES.match(text) is not None
        parent = node.getparent()
        if parent is None:
            return False
        node = parent
    return False
