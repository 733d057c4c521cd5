"""What a number touches (号码边界): a number inside a longer number, a code, a mask or an address is none."""

from __future__ import annotations

import re

from county.personal.digits import UNSEEN

_TOUCHING = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊×●■█•✱"
"""Letters and digits, and the signs people mask with."""
_SIGN = r"[-_/.‐‑–－]"
_BEFORE = re.compile(rf"(?:(?P<touch>[{_TOUCHING}])|(?<=[0-9A-Za-z])(?P<sign>{_SIGN}))[{UNSEEN}]*\Z")
_AFTER = re.compile(f"[{UNSEEN}]*(?:(?P<touch>[{_TOUCHING}])|(?P<sign>{_SIGN})(?=[0-9A-Za-z０-９]))")
_PERSONAL = r"(?:1[3-9]\d{9}|\d{17}[\dXx])"
_OFFICE = r"(?:(?:0\d{2,3}-?)?(?!(?:19|20)\d{6})[2-9]\d{6,7})"
_LISTED_BEFORE = re.compile(rf"(?<![0-9A-Za-z_/.-])(?:{_PERSONAL}[-/]|{_OFFICE}/)\Z")
_LISTED_AFTER = re.compile(rf"(?:[-/]{_PERSONAL}|/{_OFFICE})(?![0-9A-Za-z_.-])")
"""Another number of a person or an office, to which a slash or a hyphen joins this one."""
_WORD_BEFORE = re.compile(r"(?<![0-9A-Za-z])(?:tel|phone|mobile|mob|wechat|weixin|wx)\Z", re.IGNORECASE)
_COUNTRY_BEFORE = re.compile(r"(?<![0-9A-Za-z])(?:[+＋]|00)?86[)）]?[-‐‑–－]\Z")
_NUMBERING_BEFORE = re.compile(r"(?<![0-9A-Za-z_/.-])(?:\d{1,3}|No)\.\Z", re.IGNORECASE)
_EXTENSION_AFTER = re.compile(r"\.[A-Za-z]{2,4}x?(?![0-9A-Za-z])")
_DECIMAL_AFTER = re.compile(r"\.0(?![0-9A-Za-z.])")
"""What a program adds that took a number for a figure: "13812345678.0"."""
_REISSUE_AFTER = re.compile(r"[Bb]\d(?![0-9A-Za-z])")
_ADDRESS_BEFORE = re.compile(r"(?:[a-z]{3,6}://|www\.)[!-~]*\Z", re.IGNORECASE)
_REACH = 24
_ADDRESS_REACH = 200


def stands_alone(text: str, start: int, end: int, *, near_certain: bool = False, reissue: bool = False) -> bool:
    """Whether `text[start:end]` touches nothing that makes it part of something longer. A `near_certain` number may
    follow the number of an item ("3.5201…") and end as a figure does (".0"); `reissue` allows the "B1" after a
    disability certificate's number."""
    lead = text[max(0, start - _REACH) : start]
    if (before := _BEFORE.search(lead)) and not _is_harmless_lead(lead, before["sign"], near_certain=near_certain):
        return False
    after = _AFTER.match(text, end)
    if after is None or (reissue and _REISSUE_AFTER.match(text, end)):
        return True
    if near_certain and _DECIMAL_AFTER.match(text, end):
        return True
    if after["sign"] in ("/", "-"):
        return _LISTED_AFTER.match(text, end) is not None
    # "张三5201….pdf" is a file named by a number, "2024/5201….pdf" an address
    return after["sign"] == "." and before is None and _EXTENSION_AFTER.match(text, end) is not None


def stands_in_address(text: str, start: int) -> bool:
    """Whether `start` lies within a written web address."""
    return _ADDRESS_BEFORE.search(text, max(0, start - _ADDRESS_REACH), start) is not None


def _is_harmless_lead(lead: str, sign: str | None, *, near_certain: bool) -> bool:
    if sign is None:
        return _WORD_BEFORE.search(lead) is not None
    if sign == ".":
        return near_certain and _NUMBERING_BEFORE.search(lead) is not None
    return _LISTED_BEFORE.search(lead) is not None or _COUNTRY_BEFORE.search(lead) is not None
