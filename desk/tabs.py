"""The tabs of a finding's evidence (证据标签页). Each is a route `/findings/{finding}/KEY` of the route table, shown
below the head of the finding; a tab is offered where `offered` says that there is something to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.desk.detail import FindingDetail


@dataclass(frozen=True, slots=True)
class Tab:
    """`key` is the last part of the address, "" for the first tab; `template` is included as the body of the page."""

    key: str
    name: str
    offered: Callable[[FindingDetail], bool] = lambda _: True


def _has_page(detail: FindingDetail) -> bool:
    return bool(detail.warc) and detail.kind != "document"


TABS: tuple[Tab, ...] = (
    Tab("", "文本"),
    Tab("page", "网页原貌", _has_page),
    Tab("picture", "截图", _has_page),
    Tab("source", "源码", _has_page),
    Tab("changes", "前后对比", lambda detail: bool(detail.warc)),
)
