"""拓尔思 TRS WCM: index_N pages counted from 0, createPageHTML(count, current, "index", "html")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_PAGER = re.compile(
    r"""createPageHTML\s*\(\s*["']?(?P<count>\d+)["']?\s*,\s*["']?(?P<current>\d+)["']?\s*,\s*["'](?P<stem>[^"']{1,80})["']\s*,\s*["'](?P<ending>\w{2,6})["']"""
)
_OBJECT_PAGER = re.compile(r"""Pager\s*\(\s*\{(?P<body>[^}]{1,400})\}""")
_FIELD = re.compile(r"""(\w+)\s*:\s*["']?([\w./-]+)""")
_DOCUMENT = re.compile(r"/t\d{8}_\d+\.s?html?$")
_MOST = 500


@family
class Trs(Family):
    """Page 1 bears no number, page 2 is index_1.html."""

    id = "trs"
    name = "拓尔思 TRS WCM"
    marks = ("TRS_Editor", "TRS_UEDITOR", "trs_editor_view", "CurrChnlCls", "Pager({", "createPageHTML(", "trs_web")
    bodies = ("TRS_Editor", "TRS_UEDITOR", "trs_editor_view", "trs_paper_default")

    def recognises(self, page: Page) -> bool:
        """By its editor's classes, its channel links or its document addresses."""
        return super().recognises(page) or _DOCUMENT.search(page.url) is not None

    def following(self, page: Page) -> Iterable[str]:
        """All further pages its pager counts."""
        if not page.may_count_pages:
            return ()
        if "createPageHTML" in page.html and (match := _PAGER.search(page.html)):
            count, current = int(match["count"]), int(match["current"])
            stem, ending = match["stem"], match["ending"]
            return [f"{stem}_{number}.{ending}" for number in range(current + 1, min(count, _MOST))]
        return _object_pager(page)


def _object_pager(page: Page) -> list[str]:
    match = _OBJECT_PAGER.search(page.html) if "Pager" in page.html else None
    fields = dict(_FIELD.findall(match["body"])) if match else {}
    size, current = fields.get("size", ""), fields.get("current", "")
    if not (size.isdigit() and current.isdigit() and "prefix" in fields):
        return []
    stem, ending = fields["prefix"], fields.get("suffix", "html")
    return [f"{stem}_{number}.{ending}" for number in range(int(current) + 1, min(int(size), _MOST))]
