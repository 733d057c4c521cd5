"""The markup of four content management systems (建站系统), one file a family."""

from __future__ import annotations

from sample.families.base import Draft, Family, Row
from sample.families.jpage import Jpage
from sample.families.trs import Trs
from sample.families.ucap import Ucap
from sample.families.vsb import Vsb
from sample.roster import FamilyName

FAMILIES: dict[FamilyName, Family] = {family.name: family for family in (Trs(), Jpage(), Vsb(), Ucap())}

__all__ = ["FAMILIES", "Draft", "Family", "Row"]
