"""The day a government document was made (成文日期), from which the time for its publication runs. It is no claim of a
publish date and is kept apart from them."""

from __future__ import annotations

import datetime as dt
import re

from crawler.reading.dates import find_dates
from crawler.reading.labels import Regions, spaced

_WRITTEN = re.compile(r"(?:" + spaced("成文日期", "成文时间") + r")\s*[】\]）)]?\s*[:：∶]?\s*[\[【(（]?\s*$")
"""Only the label of the index table (信息公开目录). The date of signature under a text is none: it may be quoted."""
_FIRST = re.compile(r"成\s*文")
"""Begins every label, and stands in few pages: without it no date needs to be looked for."""
_LABEL_CHARACTERS = 24


def read_written(parts: Regions) -> dt.date | None:
    """The labelled date above the body, or in its first lines; None where the label has no date right behind it."""
    text = "\n".join((*parts.above, *parts.header, *parts.top))
    for found in find_dates(text) if _FIRST.search(text) else ():
        if _WRITTEN.search(text[max(0, found.start - _LABEL_CHARACTERS) : found.start]):
            return found.date
    return None
