"""The units of the county under discovery (单位名录): the office's own list, else what the portal's menus name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crawler.discovery.hub_names import UNIT_HEADING
from crawler.discovery.links import FoundLink
from crawler.discovery.site import Site
from crawler.discovery.unit_names import may_be_unit, normal_form, shown_name

_LEAST, _LEAST_HEADED = 3, 2
"""Names that make a menu of units; fewer are enough under a heading such as 部门."""
_SHARE, _SHARE_HEADED = 0.6, 0.5
_ABROAD = re.compile(r"国务院|中央|国家|省|友情|相关链接|常用")
"""Headings of menus of other governments."""
_SHORTEST_WITHIN = 3
"""Letters a normal form must have to be found inside other words."""
_PIECES = re.compile(r"\s*(?:[>＞›»→|｜_/]|--|::|&gt;|(?<=[\u3400-\u9fff）)])\s*[-－–—]\s*(?=[\u3400-\u9fff]))\s*")
_COUNTY = re.compile(r"([\u3400-\u9fff]{1,16}(?:县|市|区|旗))(?:人民)?政府")
_ABOVE = re.compile(r"^.*(?:省|市|州|盟|地区|自治区)(?=.{1,10}(?:县|市|区|旗)$)")
"""Province and city before the county's own name."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of units.toml."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(slots=True)
class RosterUnit:
    """A unit as known so far; `key` is the normal form of its name, `listed` its id in units.toml, "" if it is not
    there. `areas` are the addresses under its name, in the order they were found."""

    key: str
    name: str
    listed: str = ""
    spellings: set[str] = field(default_factory=set)
    areas: list[str] = field(default_factory=list)


class Roster:
    """Names and units. Where the office gave its list, no other unit is ever added."""

    def __init__(self, listed: Sequence[ListedUnit], county: str = "") -> None:
        self.county = county
        self.units: dict[str, RosterUnit] = {}
        self._keys: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self.fixed = bool(listed)
        for unit in listed:
            added = self._add(unit.name, unit.id)
            for alias in unit.aliases:
                self._keys.setdefault(normal_form(alias, county), added.key)
                added.spellings.add(alias)

    def name_county(self, title: str) -> None:
        """Takes the county's name from the title of its home page, where it is not known yet."""
        if not self.county and (match := _COUNTY.search(title)):
            self.county = _ABOVE.sub("", match[1])
            self._texts.clear()
            for unit in self.units.values():
                for spelling in unit.spellings:
                    self._keys.setdefault(normal_form(spelling, self.county), unit.key)

    def unit_of(self, text: str) -> str:
        """Key of the unit that `text` names, "" where it names none."""
        if text not in self._texts:
            self._texts[text] = normal_form(text, self.county)
        return self._keys.get(self._texts[text], "")

    def unit_of_trail(self, trail: Iterable[str]) -> str:
        """Key of the unit that the innermost label names which names one."""
        return next((key for label in trail if (key := self.unit_of(label))), "")

    def spellings(self, key: str) -> tuple[str, ...]:
        """The unit's names as met, for taking them off the names of columns."""
        unit = self.units.get(key)
        return (unit.name, unit.key, *sorted(unit.spellings)) if unit else ()

    def named_in(self, text: str) -> frozenset[str]:
        """Keys of the units that a title or a line of crumbs names; a longer name hides those inside it."""
        return frozenset(key for piece in _PIECES.split(text) if piece for key in self._named_in_piece(piece))

    def _named_in_piece(self, piece: str) -> Iterator[str]:
        if key := self.unit_of(piece):
            yield key
            return
        rest = normal_form(piece)
        for form in sorted(self._keys, key=len, reverse=True):
            if len(form) >= _SHORTEST_WITHIN and form in rest:
                rest = rest.replace(form, "\n")
                yield self._keys[form]

    def learn(self, links: Sequence[FoundLink], site: Site) -> list[FoundLink]:
        """Adds the units that the menus among `links` name, none where the office gave its list; gives the links of
        those menus that lead to other sites. A menu of ministries leads to nothing else."""
        groups: dict[int, list[FoundLink]] = {}
        for link in links:
            if link.group and link.name:
                groups.setdefault(link.group, []).append(link)
        menus = [group for group in groups.values() if not self.fixed and _is_unit_menu(group)]
        named = [link for menu in menus for link in menu if may_be_unit(link.name)]
        for link in named:
            if site.holds(link.url) and not self.unit_of(link.name):
                self._add(shown_name(link.name))
        return [link for link in named if not site.holds(link.url) and _is_headed(link)]

    def learn_one(self, text: str) -> str:
        """Key of the unit that the title of a page names, added where it is new; "" where it names none."""
        for piece in _PIECES.split(text):
            if key := self.unit_of(piece):
                return key
            if not self.fixed and may_be_unit(piece):
                return self._add(shown_name(piece)).key
        return ""

    def _add(self, name: str, listed: str = "") -> RosterUnit:
        key = normal_form(name, self.county)
        unit = self.units.setdefault(key, RosterUnit(key, name, listed))
        unit.spellings.add(name)
        self._keys[key] = key
        return unit


def _is_headed(link: FoundLink) -> bool:
    labels = link.trail[:3]
    return any(map(UNIT_HEADING.search, labels)) and not any(map(_ABROAD.search, labels))


def _is_unit_menu(group: Sequence[FoundLink]) -> bool:
    """Whether most names of a menu have the form of a unit's name."""
    names = {link.name for link in group}
    alike = sum(1 for name in names if may_be_unit(name))
    headed = any(map(_is_headed, group[:3]))
    least, share = (_LEAST_HEADED, _SHARE_HEADED) if headed else (_LEAST, _SHARE)
    return alike >= least and alike >= share * len(names)
