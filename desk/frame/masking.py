"""Personal numbers of a shown page (号码遮掩): masked again, because the archive holds what was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable

from county.personal import PersonalNumber, mask_numbers

MOST_KNOWN = 2000
"""Known numbers looked for one by one."""
_PARTED = r"[\s\-.·—_()（）]{0,3}"


def mask_shown(text: str, known: Iterable[PersonalNumber] = ()) -> str:
    """`text` of equal length with its personal numbers masked: those recognised in it, and those `known` from the text
    that the crawler read, where a table may have told what no single line does."""
    masked = mask_numbers(text)
    for mask in list(dict.fromkeys(number.masked for number in known))[:MOST_KNOWN]:
        masked = _mask_again(masked, mask)
    return masked


def _mask_again(text: str, mask: str) -> str:
    return _pattern(mask).sub(lambda match: _starred(match[0], mask), text)


def _pattern(mask: str) -> re.Pattern[str]:
    signs = ("[0-9xX*]" if sign == "*" else re.escape(sign) for sign in mask)
    return re.compile(rf"(?<![0-9]){_PARTED.join(signs)}(?![0-9])", re.I)


def _starred(number: str, mask: str) -> str:
    """`number` with its digits as `mask` has them and the signs between them as they were."""
    signs = iter(mask)
    return "".join(next(signs) if sign.isalnum() or sign == "*" else sign for sign in number)
