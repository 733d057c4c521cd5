"""Made-up personal numbers (个人信息号码), their masks, and the codes that look like them.

Nobody bears these numbers: every birthday lies more than a century back, and every mobile number in a range that no
operator was given (154, 163, 164, 168, 169, 179)."""

from __future__ import annotations

from random import Random

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_UNUSED_RANGES = ("154", "163", "164", "168", "169", "179")


def resident_id(rng: Random, *, ends_with_x: bool = False) -> str:
    """A resident id number (居民身份证号, GB 11643) with a valid checksum."""
    while True:
        born = f"{rng.randint(1902, 1914)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
        body = f"520123{born}{rng.randint(1, 999):03d}"
        check = _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True)) % 11]
        if (check == "X") is ends_with_x:
            return body + check


def mobile(rng: Random) -> str:
    """A mobile number (手机号码) of 11 digits."""
    return rng.choice(_UNUSED_RANGES) + digits(rng, 8)


def disability_number(rng: Random) -> str:
    """A disability certificate number (残疾人证号): resident id, kind 1–7, grade 1–4."""
    return resident_id(rng) + str(rng.randint(1, 7)) + str(rng.randint(1, 4))


def credit_code(rng: Random, kind: str) -> str:
    """A unified social credit code (统一社会信用代码, GB 32100). `kind` is registrar and class: "11", "91"."""
    body = f"{kind}520123{_organisation(rng)}"
    total = sum(_CODE_ALPHABET.index(char) * weight for char, weight in zip(body, _CODE_WEIGHTS, strict=True))
    return body + _CODE_ALPHABET[(31 - total % 31) % 31]


def organisation_code(rng: Random) -> str:
    """An organisation code (组织机构代码, GB 11714): "12345678-9"."""
    code = _organisation(rng)
    return f"{code[:8]}-{code[8]}"


def digits(rng: Random, count: int) -> str:
    """So many digits, the first not 0."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def masked(number: str) -> str:
    """`number` with its middle starred: mobile 3…4, resident id 6…4, disability number 6…6."""
    head, tail = {11: (3, 4), 20: (6, 6)}.get(len(number), (6, 4))
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def _organisation(rng: Random) -> str:
    body = digits(rng, 8)
    check = 11 - sum(int(digit) * weight for digit, weight in zip(body, _ORG_WEIGHTS, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(check, str(check))
