"""Which portals are crawled at the same time, and what an interrupted night leaves."""

from __future__ import annotations

import pytest

from county.settings import Portal
from schedules.side_by_side import side_by_side
from xuncha.terminal import TerminalWatch

HOME = "http://www.xiuwen.gov.cn/"
PORTALS = [Portal("one", "一", HOME), Portal("two", "二", "http://www.kaiyang.gov.cn/")]


def test_every_portal_is_asked_for_its_crawl() -> None:
    begun: list[str] = []

    def nothing_to_do(portal: Portal) -> None:
        begun.append(portal.id)

    with TerminalWatch() as watch:
        assert list(side_by_side(PORTALS, nothing_to_do, watch, None)) == []
    assert begun == ["one", "two"]


def test_what_cannot_be_begun_ends_the_night() -> None:
    def fails(portal: Portal) -> None:
        raise OSError(portal.id)

    with TerminalWatch() as watch, pytest.raises(OSError, match="one"):
        list(side_by_side(PORTALS, fails, watch, None))
