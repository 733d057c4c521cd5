"""Rounds of probes against real sites on loopback: what opened, what failed, and what nobody can say."""

from __future__ import annotations

import datetime as dt
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from made_sites import GOOD, LIMIT_SECONDS, make_county, says, serving, serving_all

from county.probe import Outcome
from county.sites import site_homes
from evidence.home import Home
from evidence.probes import probe_visits
from schedules.errors import ProbeRunningError
from schedules.probing import probe_round

KINDS = {
    "good": (says(GOOD), Outcome.OPENED, ""),
    "slow": (says(GOOD), Outcome.FAILED, "3 秒"),
    "broken": (says("oops", 500), Outcome.FAILED, "500"),
    "maintained": (says("<html><body>网站正在升级维护，请稍后访问。"), Outcome.FAILED, "维护"),
    "challenged": (says("<html><script>var $_ts={}</script>", 412), Outcome.BLOCKED, "412"),
    "forbidden": (says("403 Forbidden", 403), Outcome.BLOCKED, "403"),
    "choosy": (says("Bad Request", 400), Outcome.BLOCKED, "400"),
    "moved": (says("", 302, Location="http://elsewhere.example/"), Outcome.UNMEASURED, "别的网站"),
    "jumping": (
        says('<meta http-equiv="refresh" content="0;url=http://elsewhere.example/">'),
        Outcome.UNMEASURED,
        "别的网站",
    ),
    "leading": (
        lambda path: (
            (404, "", {})
            if path == "/robots.txt"
            else (200, GOOD if path == "/index.html" else '<meta http-equiv="refresh" content="0;url=/index.html">', {})
        ),
        Outcome.OPENED,
        "",
    ),
    "bare": (says("404 Not Found", 404), Outcome.UNMEASURED, "没有首页"),
    "shut": (lambda path: (200, "User-agent: *\nDisallow: /\n", {}), Outcome.BLOCKED, "robots.txt"),
}


def closed_host() -> str:
    """A port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return f"127.0.0.1:{door.getsockname()[1]}"


def test_each_way_to_answer_means_what_it_means(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    with serving_all({name: kind[0] for name, kind in KINDS.items()}, mute=("slow",)) as sites:
        refused = closed_host()  # only now: a server that starts later may be given that very port
        hosts = (*(site.host for name, site in sites.items() if name != "good"), refused)
        county = make_county(sites["good"].url, hosts)
        visits = {visit.home: visit for visit in probe_round(home, county).visits}
    expected = {sites[name].url: kind[1:] for name, kind in KINDS.items()}
    expected[f"http://{refused}/"] = (Outcome.FAILED, "拒绝")
    for url, (outcome, clue) in expected.items():
        assert (visits[url].outcome, clue in visits[url].reason) == (outcome, True), visits[url]
    assert visits[sites["slow"].url].seconds >= LIMIT_SECONDS
    assert 0 < visits[sites["good"].url].seconds < LIMIT_SECONDS
    assert sites["good"].paths == {"/robots.txt": 1, "/": 1}
    assert sites["shut"].paths == {"/robots.txt": 1}
    assert all("Xuncha" in agent for site in sites.values() for agent in site.agents)
    store = home.open_store()
    day = min(visit.day for visit in visits.values())
    assert {visit.home for visit in probe_visits(store, day, day + dt.timedelta(days=1))} == set(visits)
    store.close()


def test_a_failure_that_a_witness_proves_to_be_the_sites_own_counts(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as witness:
        witnesses = (closed_host(), f"127.0.0.1:{witness.getsockname()[1]}")
        [seen] = probe_round(
            Home(tmp_path, tmp_path), make_county(f"http://{closed_host()}/", (), witnesses=witnesses)
        ).visits
    assert (seen.outcome, "拒绝" in seen.reason) == (Outcome.FAILED, True)


def test_one_round_at_a_time(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path)
    home.probes.mkdir()
    with FileLock(home.probes / "probe.lock"), pytest.raises(ProbeRunningError, match="探测"):
        probe_round(home, make_county("http://127.0.0.1:9/", ()))


def test_the_front_page_of_the_portal_may_not_be_missing(tmp_path: Path) -> None:
    with serving(says("404 Not Found", 404)) as site:
        [visit] = probe_round(Home(tmp_path, tmp_path), make_county(site.url, ())).visits
    assert (visit.outcome, "404" in visit.reason) == (Outcome.FAILED, True)


def test_a_name_that_leads_inside_is_not_visited(tmp_path: Path) -> None:
    with serving(says(GOOD)) as site:
        county = make_county(site.url.replace("127.0.0.1", "localhost"), ())
        [portal] = county.portals
        outside = replace(county, portals=(replace(portal, allow_private=False),))
        [visit] = probe_round(Home(tmp_path, tmp_path), outside).visits
    assert (visit.outcome, "内网" in visit.reason) == (Outcome.UNMEASURED, True)
    assert site.paths == {}


def test_homes_of_a_county() -> None:
    county = make_county("http://www.example.gov.cn/", ("jyj.example.gov.cn", "www.example.gov.cn"))
    homes = site_homes(county, county.portals[0])
    assert [(home.url, home.unit, home.declared) for home in homes] == [
        ("http://www.example.gov.cn/", "", True),
        ("http://jyj.example.gov.cn/", "unit0", False),
    ]
