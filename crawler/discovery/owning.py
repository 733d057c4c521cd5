"""Whose a column is (栏目归属): by its address, by the heading over the link, by what its page says, by where the link
stands. Where these disagree, nobody gets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from county.address import host_of
from county.configuration.web_address import address_identity
from crawler.discovery.roster import Roster
from crawler.discovery.site import Site
from crawler.discovery.survey import Findings
from crawler.discovery.tasks import Candidate

STRONG, WEAK = 2, 1
_PAGE = re.compile(r"(?:index|default|list)?\.(?:s?html?|jhtml|jspx?|php|aspx?)$", re.I)


@dataclass(frozen=True, slots=True)
class Ownership:
    """Key of the unit, "" with `why` where it cannot be told; `silent` where that is nothing a person needs to hear."""

    unit: str
    strength: int = 0
    why: str = ""
    silent: bool = False


class Grounds:
    """Folders of the portal that belong to one unit alone."""

    def __init__(self, roster: Roster, site: Site) -> None:
        owners: dict[str, set[str]] = {}
        for unit in roster.units.values():
            for url in unit.areas:
                if site.holds(url) and (folder := _folder(url, site)):
                    owners.setdefault(folder, set()).add(unit.key)
        self._owners = {
            folder: next(iter(units))
            for folder, units in owners.items()
            if len(units) == 1 and not _holds_others(folder, next(iter(units)), owners)
        }

    def owner(self, url: str) -> str:
        """Key of the unit in whose own folder `url` lies, "" for none."""
        identity = address_identity(url) + "/"
        inside = [folder for folder in self._owners if identity.startswith(folder)]
        return self._owners[max(inside, key=len)] if inside else ""


def _folder(url: str, site: Site) -> str:
    """The folder that an address opens, "" for the root of the portal itself; /bm/jyj.html opens /bm/jyj/."""
    identity = _PAGE.sub("", address_identity(url).partition("?")[0]).rstrip("/") + "/"
    return "" if identity.count("/") == 1 and host_of(url) == host_of(site.home) else identity


def _holds_others(folder: str, unit: str, owners: dict[str, set[str]]) -> bool:
    return any(other.startswith(folder) and units != {unit} for other, units in owners.items())


def decide(candidates: Sequence[Candidate], place: str, found: Findings, roster: Roster, grounds: Grounds) -> Ownership:
    """Whose the column is to which all `candidates` lead; `place` is the title and the crumbs of its page."""
    url = candidates[0].url
    labelled = {candidate.unit for candidate in candidates if candidate.labelled}
    standing = {candidate.unit for candidate in candidates if not candidate.labelled and _is_alone(candidate, found)}
    general = address_identity(url) in found.general
    ground = grounds.owner(url)
    linked = labelled | standing | ({ground} - {""})
    named = {unit for line in place.split("\n") for unit in roster.named_in(line)}
    if named:
        return _by_page(named, linked, roster)
    if ground:
        if labelled - {ground} or (standing and ground not in standing | labelled):
            return _disputed(linked, roster)
        return Ownership(ground, STRONG, f"网址在{_names([ground], roster)}的目录下")
    if general and not labelled:
        return Ownership("", why="是全站公共栏目，不属于某个单位。", silent=True)
    if len(labelled or standing) == 1 and not (labelled and standing - labelled):
        [unit] = labelled or standing
        if labelled and not general:
            return Ownership(unit, STRONG, f"栏目菜单标明{_names([unit], roster)}")
        return Ownership(unit, WEAK, f"链接在{_names([unit], roster)}的页面上，栏目页本身没有写明单位")
    return _disputed(linked, roster) if linked else Ownership("", why="看不出属于哪个单位。", silent=True)


def _by_page(named: set[str], linked: set[str], roster: Roster) -> Ownership:
    agreed = named & linked
    if len(agreed) == 1:
        [unit] = agreed
        return Ownership(unit, STRONG, f"栏目页写明{_names([unit], roster)}")
    if len(named) == 1 and linked:
        [unit] = named
        return Ownership(unit, WEAK, f"栏目页写明{_names([unit], roster)}，链接却在别处")
    return _disputed(named | linked, roster)


def _disputed(units: Iterable[str], roster: Roster) -> Ownership:
    return Ownership("", why=f"{_names(units, roster)}的页面都指向它，分不清属于谁，可能是公共栏目。")


def _is_alone(candidate: Candidate, found: Findings) -> bool:
    """Whether the page on which the link stands was reached on behalf of one unit only."""
    return found.claims.get(address_identity(candidate.found_on), set()) == {candidate.unit}


_NAMED = 3


def _names(units: Iterable[str], roster: Roster) -> str:
    names = sorted(roster.units[unit].name for unit in units if unit in roster.units)
    shown = "、".join(f"“{name}”" for name in names[:_NAMED])
    return f"{shown}等 {len(names)} 个单位" if len(names) > _NAMED else shown
