"""Personal numbers (个人信息号码): masked at capture, known from then on by mask and keyed hash only."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from county.personal.addressed import mask_address
from county.personal.columns import Columns
from county.personal.digits import shown_digits
from county.personal.ids import KEPT, NumberKind, masked
from county.personal.leftovers import hide_id_shapes, hide_ids, hide_mobiles
from county.personal.recognition import NO_COLUMNS, sightings
from county.personal.sighting import Sighting
from county.text import Table, Text


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A whole personal number that stood at `start:end` of the text, where the mask of equal length stands now.
    `masked` has the separators taken out; `digest` is a keyed hash, equal for the same number in whatever writing.
    `certain` is false where the number fails its checksum and only the words round it make it a personal number."""

    kind: NumberKind
    start: int
    end: int
    masked: str
    digest: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with every whole personal number masked, and what is known of those numbers, by position."""

    text: Text
    numbers: tuple[PersonalNumber, ...] = ()


_FIGURES = re.compile(r"\d(?:[\W_]*\d){5}")
"""As many digits as the shortest number has, a military paper's, in whatever script, with nothing but signs between
them. Three articles in five have none, and looking for numbers takes three times as long."""
_ADDRESS = re.compile(r"https?://\S+|(?:%[0-9A-Fa-f]{2})+\S*")


class Redactor:
    """Masks the whole personal numbers of everything that is kept. `key` makes the digests useless to who lacks it: the
    ids of a county are few enough to try them all."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def redact(self, text: Text) -> Redacted:
        """`text` with equal length and spans, numbers masked in content and table headers."""
        content, seen = _masked(text.content, Columns(text))
        headers = {table.header: tuple(mask_numbers(name) for name in table.header) for table in text.tables}
        tables = tuple(
            Table(mask_numbers(table.place), headers[table.header], table.start, table.end) for table in text.tables
        )
        return Redacted(Text(content, tables), tuple(self._known(sighting) for sighting in seen))

    def mask(self, text: str) -> str:
        """`text` with its numbers masked: for titles, names, log lines and messages."""
        return mask_numbers(text)

    def mask_url(self, url: str) -> str:
        """`url` with near-certain numbers masked: a valid resident id, a mobile beside Han characters in the decoded
        path or query, or in a field called telephone. Any other run of digits is the address's own."""
        return mask_address(url)

    def _known(self, sighting: Sighting) -> PersonalNumber:
        message = f"{sighting.kind.value}{sighting.digits}".encode()
        digest = hmac.new(self._key, message, hashlib.sha256).hexdigest()
        mask = masked(sighting.kind, sighting.digits)
        return PersonalNumber(sighting.kind, sighting.start, sighting.end, mask, digest, sighting.certain)


def mask_numbers(text: str) -> str:
    """`text` of equal length with every whole personal number masked; needs no key."""
    return _masked(text)[0]


def mask_typed(text: str) -> str:
    """`text` that a person typed into a book of the office, where nothing is judged: the shape of a resident id
    suffices, for a number with one wrong digit still tells whose it is."""
    return hide_id_shapes(mask_numbers(text))


def mask_line(text: str) -> str:
    """`text` for a reason or a log line, where nothing is judged: addresses in it made readable first, so that their
    numbers show, and whatever has the shape of a resident id or a mobile number masked."""
    return hide_mobiles(mask_typed(_ADDRESS.sub(lambda match: unquote(match[0], errors="replace"), text)))


def identity(redacted: Redacted) -> str:
    """Hash of everything the checks see: the masked text, its tables and the digests of its numbers, so that a changed
    number is a changed text."""
    hashed = hashlib.sha256(redacted.text.content.encode())
    for table in redacted.text.tables:
        hashed.update("\0".join(("", table.place, f"{table.start}:{table.end}", *table.header)).encode())
    for number in redacted.numbers:
        hashed.update(f"\0\0{number.start}:{number.digest}".encode())
    return hashed.hexdigest()


def _masked(text: str, columns: Columns = NO_COLUMNS) -> tuple[str, list[Sighting]]:
    """`text` masked, and the whole numbers in it."""
    if _FIGURES.search(text) is None:
        return text, []
    seen = sightings(text, columns)
    return hide_ids(_starred(text, seen)), seen


def _starred(text: str, seen: Iterable[Sighting]) -> str:
    pieces: list[str] = []
    done = 0
    for sighting in seen:
        head, tail = KEPT[sighting.kind]
        inner = shown_digits(text, sighting.start, sighting.end)[head:-tail]
        for place in inner:
            pieces += (text[done:place], "*")
            done = place + 1
    return "".join([*pieces, text[done:]]) if pieces else text
