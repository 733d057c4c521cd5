"""Names of people and places (人名、地名): no context foretells them, so nothing inside one is proposed."""

from __future__ import annotations

import re

from checks.characters.features import SURNAMES

REACH = 6
"""Characters to each side in which a name is looked for."""

_PLACE = re.compile("^[\u4e00-\u9fff]?(?:街道|镇|乡|村|社区|居委会|水库|小学|中学|派出所|片区|苗寨|屯)")
"""After the doubtful character: a place's kind, at most one character further on."""
_COMMON_PLACE = re.compile("(?:[城乡市]镇|[农乡]村|城乡|[中大]学|小学)$")
"""Right words of every day that look so."""
_NAME = re.compile(
    f"(?:^|[^\u4e00-\u9fff]|[是由为和与员任长记])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    "(?=$|[^\u4e00-\u9fff]|同志|先生|女士|等|说|任|[一-龥]{0,4}(?:书记|主任|县长|局长|主席|所长|校长|镇长))"
)
"""A family name and one or two characters, standing alone or with a title."""


def in_name(text: str, start: int, end: int, right: str) -> bool:
    """Whether `text[start:end]`, for which `right` is proposed, stands in the name of a place or of a person."""
    after = text[end : end + REACH]
    if (place := _PLACE.match(after)) is not None:
        return not _COMMON_PLACE.search(right + place.group(0)[:1])
    first = max(0, start - REACH)
    near = text[first : end + REACH]
    return any(
        match.start() + first <= start and end <= match.end() + first and len(match.group(0)) >= 2
        for match in _NAME.finditer(near)
    )
