"""Links: dead on two nights, files and pages apart, hosts outside by name."""

from __future__ import annotations

import datetime as dt

import pytest

from checks import check_links
from checks.hosts import official_hosts
from county.finding import Finding, Level
from county.linked import LinkedPage, LinkState
from county.page import LinkKind

NIGHTS = tuple(dt.date(2026, 3, 29) + dt.timedelta(days=step) for step in range(3))
OWN = "http://www.xiuwen.gov.cn/zt/1.html"


def _found(*links: LinkState, allowed: tuple[str, ...] = ()) -> list[Finding]:
    return check_links(LinkedPage(links, ("www.xiuwen.gov.cn",), allowed))


def _link(kind: LinkKind = LinkKind.PAGE, nights: int = 0, url: str = OWN, *, outside: bool = False) -> LinkState:
    return LinkState(url, "专题", kind, outside, NIGHTS[:nights], "页面不存在（状态码 404）。")


@pytest.mark.parametrize(
    ("kind", "rule"),
    [(LinkKind.PAGE, "link-dead"), (LinkKind.IMAGE, "link-dead"), (LinkKind.FILE, "attachment-dead")],
)
def test_two_nights_make_a_dead_link(kind: LinkKind, rule: str) -> None:
    [finding] = _found(_link(kind, 2))
    assert (finding.rule, finding.level, finding.words) == (rule, Level.SUSPECTED, OWN)
    assert "2026-03-29、2026-03-30" in finding.why
    assert "404" in finding.why
    assert _found(_link(kind, 1)) == []


def test_a_third_night_says_nothing_new() -> None:
    assert _found(_link(nights=2)) == _found(_link(nights=3))


def test_one_finding_a_host_outside() -> None:
    links = [_link(url=f"http://www.shop.example/{number}", outside=True) for number in range(3)]
    [finding] = _found(*links)
    assert (finding.rule, finding.level, finding.words, finding.count) == (
        "link-outside",
        Level.NOTICE,
        "www.shop.example",
        3,
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.cn/a",
        "http://xiuwen.guiyang.gov.cn:8080/a",
        "https://www.news.cn/politics/1.htm",
        "https://v.xuexi.cn/1",
        "http://www.xiuwen.gov.cn:81/a",
        "http://m.xiuwen-media.example/a",
        "http://修文.政务/",
        "http://[/",
    ],
)
def test_hosts_that_may_be_linked(url: str) -> None:
    assert _found(_link(url=url, outside=True), allowed=("xiuwen-media.example",)) == []


@pytest.mark.parametrize("host", ["www.gov.cn.evil.example", "fakenews.cn", "notgov.cn", "10.1.1.5"])
def test_hosts_that_only_look_like_it(host: str) -> None:
    [finding] = _found(_link(url=f"http://{host}/", outside=True))
    assert finding.words == host


def test_a_picture_from_outside_leads_nobody_away() -> None:
    assert _found(_link(LinkKind.IMAGE, url="http://img.shop.example/1.png", outside=True)) == []


def test_every_official_host_has_its_basis_and_none_is_doubled() -> None:
    hosts = [entry.host for entry in official_hosts()]
    assert len(hosts) == len(set(hosts)) >= 20
    assert all(entry.name and entry.basis for entry in official_hosts())
