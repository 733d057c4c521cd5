"""广东集约化 NFCMS and gkmlpt: pages of the disclosure platform keep their data in window._CONFIG."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from county.page import Article, Query
from crawler.platforms.data import article_of_record
from crawler.platforms.family import Family, family

if TYPE_CHECKING:
    from crawler.reading.page import Page

_CONFIG = "_CONFIG"
_DETAIL = re.compile(r"[\"']?DETAIL[\"']?\s*:\s*(?=\{)")
_SID = re.compile(r"[\"']?SID[\"']?\s*:\s*[\"']?(\d{1,12})")
_CATEGORY = re.compile(r"#(\d{1,9})$")
_API = "{root}/gkmlpt/api/all/{category}?page=1&sid={sid}"
_ROOT = re.compile(r"https?://[^/?#]+((?:/[\w.-]+){0,4}?)/gkmlpt/", re.I)
"""A unit's platform may stand below a folder of the portal."""
_SHOWN = 400
"""Characters of visible text from which the page itself shows its document; only a shell is read from its data."""
_DECODER = json.JSONDecoder()


@family
class Gkmlpt(Family):
    """Lists come by /gkmlpt/api/all/CATEGORY?page=N&sid=SID, an answer the data reader understands."""

    id = "gkmlpt"
    name = "广东集约化（NFCMS、gkmlpt）"
    marks = ("window._CONFIG", "NFCMS_", "NFCMS-", "nfw-cms", "/gkmlpt/")

    issuer_is_source = False
    """A street office that reposts what the city issued stands there as 发布机构 too."""

    def article(self, page: Page) -> Article | None:
        """The document in _CONFIG.DETAIL where the page is drawn by script and shows nothing itself."""
        if len(page.visible_text) >= _SHOWN or _CONFIG not in page.html:
            return None
        record = _detail(page.html)
        return article_of_record(record, page) if record else None

    def queries(self, page: Page) -> Iterable[Query]:
        """The first page of the interface, where the address names a category behind its #."""
        category, sid = _CATEGORY.search(page.url), _SID.search(page.html) if _CONFIG in page.html else None
        if category is None or sid is None:
            return ()
        root = _ROOT.match(page.url)
        return (Query(_API.format(root=root[1] if root else "", category=category[1], sid=sid[1])),)


def _detail(source: str) -> dict[str, Any]:
    for match in _DETAIL.finditer(source):
        try:
            record, _ = _DECODER.raw_decode(source, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict) and record.get("title"):
            return record
    return {}
