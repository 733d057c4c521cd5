"""Style sheets and style attributes without what would ask for anything (样式净化). The header of the answer forbids
all requests in any case; this keeps them from being tried."""

from __future__ import annotations

import re
from functools import lru_cache

from county.personal import mask_numbers

LONGEST = 200_000
"""Characters of one style sheet; a longer one is left out."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_IMPORT = re.compile(r"@(?:import|charset|namespace)\b[^;]{0,2000};?", re.I)
_CALLS = re.compile(r"(?:url|src|image|image-set|-webkit-image-set|expression|attr)\s*\([^)]{0,4000}\)?", re.I)
_BINDS = re.compile(r"(?:-moz-binding|behavior)\s*:[^;}]{0,2000}", re.I)
_ESCAPES = re.compile(r"\\[0-9a-fA-F]{1,6}\s?|\\")


@lru_cache(maxsize=2048)
def clean_styles(css: str) -> str:
    """`css` without comments, imports, addresses and escapes, which could spell any of them; "" where it is too long.
    Without the sign that could end its element."""
    if len(css) > LONGEST:
        return ""
    css = _ESCAPES.sub("", _COMMENT.sub("", css))
    for forbidden in (_IMPORT, _CALLS, _BINDS):
        css = forbidden.sub("", css)
    return mask_numbers(css.replace("<", ""))
