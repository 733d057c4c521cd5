"""Rows of a list page (列表行): the repeated siblings that each hold one link, found by shape and not by class."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml import etree

from county.page import Entry
from crawler.reading.addresses import is_article_address
from crawler.reading.areas import Areas, is_page_header
from crawler.reading.blanks import fold
from crawler.reading.blocks import DATED_SHARE, Group, merged
from crawler.reading.columns import dated_by_column
from crawler.reading.links import Link, read_links
from crawler.reading.pager_beside import STOP, Pagers
from crawler.reading.row import read_row
from crawler.reading.surroundings import headline_above
from crawler.reading.years import years_of

_LEVELS = 6
"""Row elements stand at most this many levels above their link."""
_SHORTEST_TITLE = 4
_MEAN_TITLE = 7
"""Undated rows with shorter titles are navigation."""
_ARTICLE_SHARE = 0.6
_MANY_LINKS = 3
_CROWDED_SHARE = 0.3
_DATE_LIKE = re.compile(r"\d\s*[-/.年月]\s*\d")
_TEXTS = 3000
"""Pieces of text looked at to see whether a container holds dates at all."""
_BOX_NAMES = re.compile(
    r"^\W*(?:热[点门]\S{0,4}|推荐\S{0,4}|相关\S{0,4}|点击排行\S{0,2}|\S{0,4}排行榜?|友情链接|最[新热]\S{0,4}|栏目导航|网站导航|快速\S{0,4}|图片\S{0,4}|您可能\S*|猜你\S*)\W*$"
)
_DATED_WEIGHT, _PAGER_WEIGHT, _AWAY_WEIGHT = 4.0, 8.0, 0.03
"""A date in the rows speaks for a list most, a pager beside it next; a side box or menu is a list only with both."""
_RIVAL_ROWS = 3
_TITLE_WORTH = 30

Members = dict[etree._Element, list[Link]]
Rows = list[tuple[etree._Element, Entry]]


class _Known(NamedTuple):
    """What was found out of the elements of one page: its parts, its pagers, what prints a day."""

    areas: Areas
    pagers: Pagers
    dated: set[etree._Element]

    def add_dated(self, container: etree._Element) -> None:
        """`container` and all that holds it print a day."""
        for node in (container, *container.iterancestors()):
            if node in self.dated:
                return
            self.dated.add(node)


def best_group(links: Sequence[Link], base: str) -> Group | None:
    """The group of links that is most likely the page's list, None where none qualifies."""
    known = _Known(Areas(), Pagers(), set())
    judged = (_judge(container, members, base, known) for container, members in _candidates(links))
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


def _candidates(links: Sequence[Link]) -> Iterator[tuple[etree._Element, Members]]:
    """Containers with their children of one tag that hold links, more than one unless it is a row by its tag. What
    holds one link holds hundreds, and is asked once for its place."""
    found: dict[tuple[etree._Element, str], Members] = {}
    steps: dict[etree._Element, tuple[etree._Element | None, list[Link]]] = {}
    for link in links:
        node = link.element
        for _ in range(_LEVELS):
            if node not in steps:
                steps[node] = _step(node, found)
            container, inside = steps[node]
            if container is None:
                break
            inside.append(link)
            node = container
    for (holder, _), members in found.items():
        if len(members) > 1 or _is_listlike(next(iter(members))):
            yield holder, members


def _step(
    node: etree._Element, found: dict[tuple[etree._Element, str], Members]
) -> tuple[etree._Element | None, list[Link]]:
    """The container of `node`, None where rows end, and the list of the links inside `node` as its row."""
    parent, tag = node.getparent(), node.tag
    if parent is None or tag in STOP or (tag == "header" and is_page_header(node)):
        return None, []
    return parent, found.setdefault((parent, str(tag)), {}).setdefault(node, [])


def each_row(tree: etree._Element, base: str) -> tuple[Entry, ...]:
    """Entries of a tree whose body holds nothing but rows, one element each."""
    body = tree.find("body")
    rows = ((row, read_links(row)) for row in (body if body is not None else ()))
    return tuple(entry for row, links in rows if links and (entry := read_row(row, links, base)))


def _judge(container: etree._Element, members: Members, base: str, known: _Known) -> Group | None:
    """The group with its score, None where it cannot be a list. Cheap questions come first: a page has hundreds."""
    if not _has_titles(members):
        return None
    members = _own_links(members)
    if _holds_lists(members):
        return None
    pagers, away = known.pagers, known.areas.is_away(container)
    menu = away and known.areas.is_menu(container) and _may_be_dated(container, members, known)
    if (away or _is_box(container)) and not (menu or pagers.beside(container)):
        return None
    dated = menu or _may_be_dated(container, members, known)
    if not dated and not _leads_to_articles(members):
        return None
    rows = _read_rows(members, base, {})
    if dated and any(entry.date is None for _, entry in rows) and (years := years_of(container)):
        rows = _read_rows(members, base, years)
    rows = dated_by_column(rows) if dated else rows
    group = _scored(container, rows, away, pagers) if rows else None
    return _told_from_menus(group, pagers) if group and menu else group


def _read_rows(members: Members, base: str, years: dict[etree._Element, str]) -> Rows:
    return [(row, entry) for row, links in members.items() if (entry := read_row(row, links, base, years.get(row, "")))]


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
    shared = Counter(href for links in members.values() for href in {link.href for link in links})
    most = {href for href, count in shared.items() if count > DATED_SHARE * len(members)}
    if not most:
        return members
    own = {row: [link for link in links if link.href not in most] for row, links in members.items()}
    return own if all(own.values()) else members


def _has_titles(members: Members) -> bool:
    titled = sum(1 for links in members.values() if any(len(link.name) >= _SHORTEST_TITLE for link in links))
    return titled >= DATED_SHARE * len(members)


def _may_be_dated(container: etree._Element, members: Members, known: _Known) -> bool:
    """Whether it prints a day, or the title attribute of its first link tells one. What holds such a container does,
    too: the inner ones are asked first."""
    if container in known.dated:
        return True
    if _DATE_LIKE.search(" ".join(islice(container.itertext(), _TEXTS))):
        known.add_dated(container)
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


def _is_listlike(row: etree._Element) -> bool:
    return row.tag in ("li", "tr", "dd", "dl", "dt", "article")


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
