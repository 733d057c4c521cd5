"""Numbers that nobody bears (虚构号码), with valid checks: births of more than a century ago, mobile ranges that no
operator was given, a card issuer's number that no bank has, letters and serials of passports never given out."""

from __future__ import annotations

from random import Random

from sample.numbers import digits, disability_number, mobile, resident_id
from sample.people import person_name

__all__ = [
    "account",
    "card",
    "digits",
    "disability_number",
    "old_id",
    "passport",
    "person_name",
    "resident_id",
    "spaced",
]
_NO_ISSUER = "629999"
_SPELLINGS = ("{0}", "{0}", "{0}", "{1} {2} {3}", "{1}-{2}-{3}")
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def old_id(chance: Random) -> str:
    """Fifteen digits: such numbers meant births of 19xx and ended in 2012."""
    day = f"{chance.randint(2, 14):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"520123{day}{chance.randint(1, 999):03}"


def card(chance: Random, length: int = 19) -> str:
    """A bank card number that passes Luhn, of an issuer that does not exist."""
    body = _NO_ISSUER + "".join(str(chance.randint(0, 9)) for _ in range(length - 7))
    return next(number for last in range(10) if _luhn(number := f"{body}{last}"))


def account(chance: Random, length: int = 0) -> str:
    """A passbook's number without any check: it opens with 0000, as no county's does."""
    length = length or chance.choice((12, 15, 16, 17, 18, 19, 20, 22, 23))
    return chance.choice("12358") + "0000" + "".join(str(chance.randint(0, 9)) for _ in range(length - 5))


def passport(chance: Random) -> str:
    """Letter and eight digits, from the end of the range."""
    return f"{chance.choice('EGDSP')}99{chance.randint(0, 999999):06}"


def spaced(chance: Random, number: str) -> str:
    """A resident id as people write it: with blanks, hyphens, a small x, full-width digits."""
    way = chance.randrange(8)
    if way == 0:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    if way == 1:
        return f"{number[:6]}-{number[6:14]}-{number[14:]}"
    if way == 2:
        return number.lower()
    if way == 3:
        return number.translate(_FULL_WIDTH)
    if way == 4:
        return " ".join(number[place : place + 4] for place in range(0, 18, 4))
    return number


def phone(chance: Random) -> str:
    """A mobile number as people write it."""
    number = mobile(chance)
    a, b, c = number[:3], number[3:7], number[7:]
    return chance.choice(
        (
            *(
                number,
                number,
                number,
                f"{a} {b} {c}",
                f"{a}-{b}-{c}",
                f"+86 {number}",
                f"+86{number}",
                f"0086-{number}",
            ),
            *(
                f"86-{number}",
                f"(+86){number}",
                number.translate(_FULL_WIDTH),
                f"{a}.{b}.{c}",
                f"({a}){b}{c}",
                f"0{number}",
            ),
            *(f"{a} {number[3:]}", f"（{number}）", f"{number[:4]} {number[4:7]} {number[7:]}", f"+86-{a}-{b}-{c}"),
        )
    )


def _luhn(number: str) -> bool:
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(two - 9 if two > 9 else two for two in doubled)) % 10 == 0
