"""Personal numbers (个人信息号码): masked at capture, known from then on by mask and keyed hash only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from county.text import Text


class NumberKind(StrEnum):
    """What a number is."""

    RESIDENT_ID = "居民身份证号"
    DISABILITY = "残疾人证号"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"


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
