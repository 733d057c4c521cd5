"""One finding: its evidence in tabs. `finding_page` draws the head and the tabs round what a tab shows."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

import checks
from desk.call import Call, NotThere
from desk.tabs import TABS
from evidence.desk.detail import FindingDetail, finding_detail


def finding_page(call: Call, tab: str, template: str, **values: Any) -> Response:
    """The finding named in the path, with the tab of that key; `template` extends `finding.html` and fills its block
    `tab`."""
    return call.page(template, **head_of(call, detail_of(call)), tab=tab, **values)


def detail_of(call: Call) -> FindingDetail:
    """The finding named in the path."""
    detail = finding_detail(call.store.connection, call.path("finding"))
    if detail is None:
        raise NotThere
    return detail


def head_of(call: Call, detail: FindingDetail) -> dict[str, Any]:
    """What the head of a finding shows."""
    return {
        "one": detail,
        "rule": checks.RULES.get(detail.finding.rule),
        "unit_name": call.unit_name(detail.unit),
        "tabs": [tab for tab in TABS if tab.offered(detail)],
    }
