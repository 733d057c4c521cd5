"""Arithmetic of personal numbers and of the codes that look like them (号码校验). Strings here hold ASCII digits and
upper-case letters only."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class NumberKind(StrEnum):
    """What a number is."""

    RESIDENT_ID = "居民身份证号"
    DISABILITY = "残疾人证号"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"
    OLD_ID = "十五位居民身份证号"
    ACCOUNT = "银行账号"
    PASSPORT = "护照或通行证号"
    SOCIAL_CARD = "社会保障卡号"
    MILITARY = "军人证件号"


KEPT: dict[NumberKind, tuple[int, int]] = {
    NumberKind.RESIDENT_ID: (6, 4),
    NumberKind.DISABILITY: (6, 6),
    NumberKind.MOBILE: (3, 4),
    NumberKind.BANK_CARD: (6, 4),
    NumberKind.OLD_ID: (6, 3),
    NumberKind.ACCOUNT: (4, 4),
    NumberKind.PASSPORT: (2, 3),
    NumberKind.SOCIAL_CARD: (2, 3),
    NumberKind.MILITARY: (1, 2),
}
"""How many characters a mask leaves at the head and at the tail (domain.md 3.2)."""

_PROVINCES = frozenset(
    map(
        str,
        (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83),
    )
)
"""GB/T 2260, with 81, 82 and 83 for the residence permits of Hong Kong, Macao and Taiwan people."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_REGISTRARS = (
    frozenset({"11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49"})
    | {f"{registrar}{kind}" for registrar in "56789AN" for kind in "1239"}
    | {"Y1"}
)
"""Registrar (登记管理部门) and class (机构类别) pairs of GB 32100."""
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def has_region_and_birth(number: str) -> bool:
    """Whether 17 digits and a last character open with a region and a real date of birth (GB 11643)."""
    region = number[1:3] if number[0] == "9" else number[:2]
    return region in _PROVINCES and _is_date(number[6:14])


def has_id_checksum(number: str) -> bool:
    """Whether the 18th character is the ISO 7064 check of the 17 before it."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17]


def is_resident_id(number: str) -> bool:
    """Whether 18 characters are a resident id number: region, birth and checksum. Issued regions are not looked up:
    a person keeps the number of a county that was dissolved since."""
    return has_region_and_birth(number) and has_id_checksum(number)


def is_old_id(number: str) -> bool:
    """Whether 15 digits are a resident id number of 1989 (GB 11643-1989): region, two-digit year, month, day, order. It
    has no check, so words must say what it is."""
    return number[:2] in _PROVINCES and _is_date(f"19{number[6:12]}")


def is_disability_number(number: str) -> bool:
    """Whether 20 characters are a disability certificate number: resident id, kind (类别) 1–7, grade (等级) 1–4."""
    return number[18] in "1234567" and number[19] in "1234" and is_resident_id(number[:18])


def is_credit_code(code: str) -> bool:
    """Whether 18 characters are a unified social credit code (统一社会信用代码, GB 32100) by registrar, region, the
    organisation code within (GB 11714) and the check of the whole. The check alone would take one resident id in
    thirty-one for a code, for "52" opens both a social body's code and an id of Guizhou."""
    if code[:2] not in _REGISTRARS or code[2:4] not in _PROVINCES | {"10"}:
        return False
    if any(char not in _CREDIT_ALPHABET for char in code):
        return False
    total = sum(_CREDIT_ALPHABET.index(char) * weight for char, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[-total % 31] == code[17] and _is_organisation_code(code[8:17])


def passes_luhn(number: str) -> bool:
    """Whether a bank card number's last digit is its Luhn check."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(int(digit) for digit in number[-1::-2]) + sum(two - 9 if two > 9 else two for two in doubled)) % 10 == 0


def masked(kind: NumberKind, number: str) -> str:
    """`number` with its middle starred, of the same length."""
    head, tail = KEPT[kind]
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def _is_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _is_organisation_code(code: str) -> bool:
    total = sum(int(char, 36) * weight for char, weight in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11] == code[8]
