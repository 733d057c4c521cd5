"""Recognising whole personal numbers in a text (个人信息号码识别): resident ids, disability certificates, mobiles, bank
cards, and what only words make one.

A number is taken whole or not at all: it begins and ends where a group of digits does, touches no letter, digit or
mask, and is no part of a code. Ids are decided before cards, for an id can pass Luhn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from county.personal.account_words import is_public_in_text, speaks_of_accounts
from county.personal.columns import Columns
from county.personal.digits import Chain, chains, shown_digits
from county.personal.edges import stands_alone, stands_in_address
from county.personal.ids import (
    NumberKind,
    has_region_and_birth,
    is_credit_code,
    is_disability_number,
    is_resident_id,
    passes_luhn,
)
from county.personal.labelled import labelled
from county.personal.labels import Label, is_followed_by_unit, speaks_of_amounts, speaks_of_ids
from county.personal.leftovers import broken_ids
from county.personal.sighting import Place, Sighting
from county.text import Text

_ID_HEAD = r"[1-9]\d{5}(?:19|20|21)\d\d[01]\d[0-3]\d{4}[\dX]"
_ID = re.compile(f"(?={_ID_HEAD})")
_DISABILITY = re.compile(f"(?={_ID_HEAD}[1-7][1-4])")
_CARD = re.compile(r"(?=62\d{14})")
_MOBILE = re.compile(r"(?=((?:(?:00)?86)?0?)1[3-9]\d{9})")
"""Perhaps after the country code, or after the 0 of a long-distance call."""
_PARTED_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:[(（\[【]1[3-9]\d[)）\]】][ \-－]?\d{4}|1[3-9]\d(?P<sign>[.·•‧∙—_/~～])\d{4}(?P=sign)"
    r"|1[3-9]\d[ ]?[-－—][ ]?\d{4}|1[3-9]\d[(（]\d{4}[)）]|1[3-9]\d—+\d{4})[ \-－—]*\d{4}(?![0-9A-Za-z]|[.]\d)"
)
"""With signs that part no other number: "138.1234.5678", "(138)1234-5678"."""
_PARTED_HEAD = re.compile(r"1[3-9]\d(?:—+|\D{1,3})\d{4}")
"""What each of them begins with, but for a bracket: a pattern that begins with a digit is ten times as fast."""
_MOBILE_DIGITS = 11
_NAME_BEFORE = re.compile("(?:^|[^\u3400-\u9fff])[\u3400-\u9fff]{2,4}[:：（( ]{0,2}\\Z")
_FIRST_SERIALS = "2000"
"""Year of the first electronic files."""
_WHOLE_ID = re.compile(r"(?<![0-9])[1-9]\d{16}[\dXx](?![0-9])")
_CARD_LENGTHS = (19, 18, 17, 16)
_MOBILE_SHAPES = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 7), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 5, 3), (6, 5), (5, 6), (1,) * 11}
)
"""How people part the digits of a mobile number; any other parting is a row of figures."""
_MOST_CELL_LINES = 3
_TYPED_ID_SHAPES = frozenset({(18,), (6, 8, 4)})


NO_COLUMNS = Columns(Text(""))
"""Of a text without tables."""


def sightings(text: str, columns: Columns = NO_COLUMNS) -> list[Sighting]:
    """Every whole personal number of `text`, by position; none overlaps another."""
    found = _Found()
    for chain in chains(text):
        taken = bytearray(len(chain.compact))
        for find in _FINDERS:
            found.extend(find(text, chain, taken, columns))
    for kind in labelled(text, columns, found.has):
        found.add(kind)
    found.add(broken_ids(text, columns, found.has))
    found.add(_parted(text, columns))
    return found.sorted()


class _Found:
    """Sightings that do not overlap: the first to come stays."""

    def __init__(self) -> None:
        self._all: list[Sighting] = []
        self._starts: list[int] = []
        self._dirty = False

    def add(self, more: Iterator[Sighting]) -> None:
        """Those of `more` that overlap nothing."""
        new = [sighting for sighting in more if not self.has(sighting.start, sighting.end)]
        self._all += new
        self._dirty = self._dirty or bool(new)

    def extend(self, more: Iterator[Sighting]) -> None:
        """All of `more`, of which the caller knows that they overlap nothing."""
        before = len(self._all)
        self._all.extend(more)
        self._dirty = self._dirty or len(self._all) > before

    def has(self, start: int, end: int) -> bool:
        """Whether any known one overlaps `start:end`."""
        known = self.sorted()
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and known[index].end > start

    def sorted(self) -> list[Sighting]:
        """All of them by position."""
        if self._dirty:
            self._all.sort(key=lambda sighting: sighting.start)
            self._starts = [sighting.start for sighting in self._all]
            self._dirty = False
        return self._all


_Finder = Callable[[str, Chain, bytearray, Columns], Iterator[Sighting]]


def _place(text: str, chain: Chain, taken: bytearray, at: int, length: int, columns: Columns) -> Place | None:
    """The candidate `chain.compact[at:at + length]` where it is made of whole groups that no other number took."""
    if any(taken[at : at + length]) or (span := chain.span(at, length)) is None:
        return None
    groups = chain.groups[span[0] : span[1]]
    start = groups[0].start
    shape = tuple(len(group.digits) for group in groups)
    return Place(text, start, groups[-1].end, chain.compact[at : at + length], shape, columns.at(start))


def _disability_numbers(text: str, chain: Chain, taken: bytearray, columns: Columns) -> Iterator[Sighting]:
    for match in _DISABILITY.finditer(chain.compact):
        if not is_disability_number(chain.compact[match.start() : match.start() + 20]):
            continue
        place = _place(text, chain, taken, match.start(), 20, columns)
        if place is None or (place.label.names_code and _is_recent(place.digits)):
            continue
        # an id, a blank and two digits are an id and, say, an age
        parted = place.shape[-1] < 3 and text[place.end - place.shape[-1] - 1].isspace()
        if not parted and stands_alone(text, place.start, place.end, near_certain=True, reissue=True):
            taken[match.start() : match.start() + 20] = b"\1" * 20
            yield place.seen_as(NumberKind.DISABILITY)


def _resident_ids(text: str, chain: Chain, taken: bytearray, columns: Columns) -> Iterator[Sighting]:
    for match in _ID.finditer(chain.compact):
        if not has_region_and_birth(chain.compact[match.start() : match.start() + 18]):
            continue
        place = _place(text, chain, taken, match.start(), 18, columns)
        if place is None or _is_other_code(place.digits, place.label):
            continue
        certain = is_resident_id(place.digits)
        if not certain and not _is_mistyped(place):
            continue
        if stands_alone(text, place.start, place.end, near_certain=certain):
            taken[match.start() : match.start() + 18] = b"\1" * 18
            yield place.seen_as(NumberKind.RESIDENT_ID, certain=certain)


def _is_mistyped(place: Place) -> bool:
    """Whether a number whose check fails is an id all the same: the words say so, and a person may have parted it so. A
    narrow cell parts it anywhere."""
    in_column = place.column is not None and place.label.names_id and len(place.shape) <= _MOST_CELL_LINES
    return (in_column or place.shape in _TYPED_ID_SHAPES) and speaks_of_ids(place.line)


def _is_other_code(number: str, label: Label) -> bool:
    if label.names_id:
        return False
    return label.names_credit_code or is_credit_code(number) or (label.names_code and _is_recent(number))


def _is_recent(number: str) -> bool:
    """Whether the date within may be that of a file: serial numbers that open with region and date pass the checksum of
    a resident id one time in eleven, but none was given out before there were computers to do so."""
    return number[6:10] >= _FIRST_SERIALS


def _bank_cards(text: str, chain: Chain, taken: bytearray, columns: Columns) -> Iterator[Sighting]:
    for match in _CARD.finditer(chain.compact):
        for length in _CARD_LENGTHS:
            number = chain.compact[match.start() : match.start() + length]
            if len(number) < length or not number.isdigit():
                continue
            place = _place(text, chain, taken, match.start(), length, columns)
            if place is None or not _is_card_shape(place.shape) or not passes_luhn(number):
                continue
            label = place.label
            if not (label.names_code or label.names_account) and stands_alone(text, place.start, place.end):
                taken[match.start() : match.start() + length] = b"\1" * length
                yield place.seen_as(NumberKind.BANK_CARD, certain=_is_card_by_its_line(place))


def _is_card_by_its_line(place: Place) -> bool:
    """Whether the line speaks of a person's card, or holds an id: an order number passes Luhn one time in ten."""
    if place.column is not None:
        return False
    line = place.line
    beside_id = any(is_resident_id(number.upper()) for number in _WHOLE_ID.findall(line))
    return (beside_id or speaks_of_accounts(line)) and not is_public_in_text(place.text, place.start, place.end)


def _is_card_shape(shape: tuple[int, ...]) -> bool:
    """In one piece, or in fours as it is embossed."""
    return len(shape) == 1 or (set(shape[:-1]) == {4} and shape[-1] <= 4)


def _mobiles(text: str, chain: Chain, taken: bytearray, columns: Columns) -> Iterator[Sighting]:
    for match in _MOBILE.finditer(chain.compact):
        prefix = len(match[1])
        length = prefix + _MOBILE_DIGITS
        place = _place(text, chain, taken, match.start(), length, columns)
        if place is None or _is_no_phone(place) or (match[1].endswith("0") and not _may_be_dialled(place)):
            continue
        if not place.label.names_phone and _is_figure(place, columns):
            continue
        odd = _without(prefix, place.shape) not in _MOBILE_SHAPES or _is_row_of_figures(
            chain, match.start(), length, taken
        )
        if odd and not (place.column is None and place.label.names_phone):
            continue
        if stands_alone(text, place.start, place.end, near_certain=place.label.names_phone):
            taken[match.start() : match.start() + length] = b"\1" * length
            start = shown_digits(text, place.start, place.end)[prefix]
            yield Sighting(NumberKind.MOBILE, start, place.end, place.digits[prefix:])


def _parted(text: str, columns: Columns) -> Iterator[Sighting]:
    for match in _PARTED_MOBILE.finditer(text) if _PARTED_HEAD.search(text) else ():
        digits = "".join(filter(str.isdigit, match[0]))
        start = match.start() + (not match[0][0].isdigit())
        place = Place(text, start, match.end(), digits, (3, 4, 4), columns.at(start))
        if not _is_no_phone(place):
            yield place.seen_as(NumberKind.MOBILE)


def _is_figure(place: Place, columns: Columns) -> bool:
    """Whether a number in a table that nothing names a phone is a figure by its column or its row."""
    if not columns.is_of_mobiles(place.start):
        return True
    return place.column is not None and speaks_of_amounts("".join(place.row[:2]))


def _may_be_dialled(place: Place) -> bool:
    """Whether twelve digits from 0 on are a mobile dialled from afar: a word says so, or a name goes before."""
    return place.label.names_phone or _NAME_BEFORE.search(place.label.lead) is not None


def _without(prefix: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """`shape` without the country code, glued to the number or parted from it."""
    first = shape[0] - prefix
    return shape[1:] if first == 0 else (first, *shape[1:])


def _is_no_phone(place: Place) -> bool:
    if len(place.shape) == 1 and is_followed_by_unit(place.text, place.end):
        return True
    return place.label.names_no_phone or stands_in_address(place.text, place.start)


def _is_row_of_figures(chain: Chain, at: int, length: int, taken: bytearray) -> bool:
    """Whether a number in several groups stands among further groups: "138 1234 5678 22" is a row of statistics,
    "3 138 1234 5678" the third of a list."""
    span = chain.span(at, length)
    if span is None or span[1] - span[0] == 1:
        return False
    first, end = span
    listed_before = first < 2 or bool(taken[at - 1])
    is_last = end == len(chain.groups)
    listed_after = (
        is_last or len(chain.groups[end].digits) >= 7 or _MOBILE.match(chain.compact, at + length) is not None
    )
    return not (listed_before and listed_after)


_FINDERS: tuple[_Finder, ...] = (_disability_numbers, _resident_ids, _bank_cards, _mobiles)
