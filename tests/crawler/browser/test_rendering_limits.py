"""What ends a rendering, and what is said where none is possible."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import uuid
from pathlib import Path

import pytest
from drawn_portal import TODAY, DrawnPortal
from rendering_home import RenderingHome

from county.settings import BrowserUse
from crawler.browser.availability import EXECUTABLE_VARIABLE, find_browser
from crawler.browser.guard import Guard, find_addresses, resolver_rules

GONE_MILLISECONDS = 10_000
MARK = "XUNCHA_TEST_MARK"


def _marked(mark: str) -> dict[int, str]:
    """Command lines of the processes that were started under that mark, by process id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_text(errors="replace")
        except OSError:
            continue
    return found


@pytest.mark.parametrize("victim", ["xuncha", "crawler"])
def test_no_browser_outlives_a_killed_night(portal: DrawnPortal, tmp_path: Path, victim: str) -> None:
    home = RenderingHome(tmp_path / "home", portal.url, ("endless",))
    mark = uuid.uuid4().hex
    night = home.start("night", "--today", TODAY.isoformat(), **{MARK: mark})
    assert portal.asked_twice("/endless/").wait(20)
    family = _marked(mark)
    assert any("--type=renderer" in line for line in family.values())
    handles = [os.pidfd_open(pid) for pid in family if pid != night.pid]
    [killed] = [pid for pid, line in family.items() if f"-m\0{victim}\0" in line]
    os.kill(killed, signal.SIGKILL)
    night.communicate()
    for handle in handles:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        assert ended.poll(GONE_MILLISECONDS), _marked(mark)
        os.close(handle)
    assert _marked(mark) == {}


def test_more_pages_than_allowed_are_not_rendered(portal: DrawnPortal, tmp_path: Path) -> None:
    home = RenderingHome(tmp_path / "home", portal.url, ("turned",), browser_pages=2)
    visit = home.night()["turned"]
    assert visit["verdict"] == "partial"
    assert visit["reason"].startswith("本夜用浏览器渲染已达上限 2 页（browser_pages），没有再渲染。")


@pytest.mark.parametrize(
    ("policy", "variables", "said"),
    [
        ({"browser": BrowserUse.OFF}, {}, "browser = “off”"),
        ({}, {EXECUTABLE_VARIABLE: "/nowhere/chromium"}, "apt install chromium"),
    ],
)
def test_without_a_browser_the_visit_says_what_to_do(
    portal: DrawnPortal, tmp_path: Path, policy: dict[str, BrowserUse], variables: dict[str, str], said: str
) -> None:
    home = RenderingHome(tmp_path / "home", portal.url, ("fetched",), **policy)
    visit = home.night(**variables)["fetched"]
    assert visit["verdict"] == "layout-changed"
    assert visit["reason"].startswith("列表由脚本生成")
    assert said in visit["reason"]
    assert portal.asked["/fetched/x7"] == 0
    symptoms = {line["check"]: line for line in map(json.loads, home.run("doctor", "--json", **variables).splitlines())}
    assert symptoms["浏览器渲染"]["ok"]
    assert said in symptoms["浏览器渲染"]["sentence"]


def test_a_missing_package_is_named_with_the_command_that_installs_it() -> None:
    assert "pip install xuncha[browser]" in find_browser(("no_such_package_anywhere",)).cure


def test_the_guard_lets_through_what_a_list_needs_of_the_portal() -> None:
    guard = Guard(frozenset({"www.example.gov.cn", "www.example.gov.cn:8080"}))
    assert guard.allows("https://www.example.gov.cn/list.js", "script")
    assert guard.allows("http://www.example.gov.cn:8080/data", "xhr")


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.example.gov.cn/banner.jpg", "image"),
        ("https://www.example.gov.cn/socket", "websocket"),
        ("https://hm.baidu.com/hm.js", "script"),
        ("http://www.example.gov.cn:9090/data", "xhr"),
        ("http://www.example.gov.cn@10.0.0.1/data", "xhr"),
        ("http://127.0.0.1/data", "fetch"),
        ("file:///etc/hostname", "fetch"),
        ("ftp://www.example.gov.cn/data", "document"),
        ("http://[::1", "fetch"),
    ],
)
def test_the_guard_stops_all_else(url: str, kind: str) -> None:
    assert not Guard(frozenset({"www.example.gov.cn"})).allows(url, kind)


def test_a_host_in_the_office_network_has_no_address_for_the_browser() -> None:
    hosts = ["localhost:8080", "10.1.2.3"]
    assert asyncio.run(find_addresses(hosts, allow_private=False)) == {}
    assert asyncio.run(find_addresses(hosts, allow_private=True)) == {
        "localhost:8080": "127.0.0.1",
        "10.1.2.3": "10.1.2.3",
    }


def test_the_table_of_names_ends_with_nowhere() -> None:
    rules = resolver_rules({"a.gov.cn": "1.2.3.4", "b.gov.cn:81": "2001:db8::1"})
    assert rules == ("MAP a.gov.cn:80 1.2.3.4,MAP a.gov.cn:443 1.2.3.4,MAP b.gov.cn:81 [2001:db8::1],MAP * ~NOTFOUND")
