"""Numbers that belong to nobody, with checks computed from made-up parts."""

from __future__ import annotations

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def made_id(region: str = "520123", born: str = "19030203", order: str = "123") -> str:
    body = f"{region}{born}{order}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True)) % 11]


def made_id_with_x() -> str:
    return next(number for order in range(100, 999) if (number := made_id(order=str(order))).endswith("X"))


def with_wrong_check(number: str) -> str:
    return number[:17] + ("1" if number[17] != "1" else "2")


def made_card(body: str = "622848123456789012") -> str:
    return next(card for last in range(10) if _luhn(card := f"{body}{last}"))


def made_credit_code(head: str = "11520123", organisation: str = "00728042") -> str:
    weighted = zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    body = head + organisation + "0123456789X"[-sum(int(digit) * weight for digit, weight in weighted) % 11]
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _CREDIT_ALPHABET[-total % 31]


def _luhn(card: str) -> bool:
    total = sum(
        int(digit) * weight // 10 + int(digit) * weight % 10
        for digit, weight in zip(reversed(card), [1, 2] * 10, strict=False)
    )
    return total % 10 == 0
