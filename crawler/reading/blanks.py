"""Blanks in text (空白): what the source breaks and the visitor does not see."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b-\u200d\u2060\ufeff\ud800-\udfff\ufffe\uffff]+")
"""Zero-width characters, and those that county.text.clean_text takes out."""
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff，。、；：）》”])[ \t]*[\r\n]\s*(?=[\u3400-\u9fff（《“])")


def fold(text: str) -> str:
    """One line: source line breaks between Chinese characters vanish, other blanks become one space."""
    return spaced_once(unwrapped(text))


def unwrapped(text: str) -> str:
    """`text` without the line breaks that only the source has, between two Chinese characters."""
    return _WRAPPED.sub("", text) if "\n" in text or "\r" in text else text


def spaced_once(text: str) -> str:
    """`text` with every run of blanks as one space, none at its ends, and without characters nobody sees."""
    if text.isprintable() and "  " not in text:  # a third of what splitting costs; every other blank is not printable
        return text.strip()
    line = " ".join(text.split())
    # nearly every text is printable, and asking costs a tenth of a search
    return line if line.isprintable() else " ".join(_INVISIBLE.sub("", text).split())


def squeezed(text: str) -> str:
    """`text` without blanks, for comparing."""
    return "".join(text.split())
