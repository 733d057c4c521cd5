"""Writing habits of office staff: stray spaces, full-width characters, and keys or names that were nearly right."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from county.text import clean_text

_SPACES = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
_ADDRESS_HEAD = re.compile("^([^/／]*[/／]{2}[^/／]*)(.*)$", re.DOTALL)
_NEAR = 0.6
"""difflib ratio. "ulr" for "url" is 0.67, "工作动太" for "工作动态" 0.75."""


def tidy(text: str) -> str:
    """`text` without what nobody typed on purpose: control characters, spaces at the ends, doubled and exotic spaces,
    line breaks. Full-width signs stay: "（" is right in a Chinese name."""
    return text if text.isalnum() else _SPACES.sub(" ", clean_text(text)).strip()


def half_width(text: str) -> str:
    """`text` in ASCII where it was typed in full-width (全角) letters, digits and signs: for ids, mails and numbers."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def address_form(text: str) -> str:
    """`text` as an address: full-width characters of scheme and host become ASCII; the path is left as it was typed,
    because a file name may hold them rightly."""
    if text.isascii() or (parts := _ADDRESS_HEAD.match(text)) is None:
        return text
    return half_width(parts[1]) + parts[2].replace("／", "/")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, "" where none is near."""
    return next(iter(difflib.get_close_matches(word.lower(), known, 1, _NEAR)), "")
