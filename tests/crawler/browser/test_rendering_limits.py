"""What ends a rendering, and what is said where none is possible."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
from pathlib import Path

import pytest
from rendering_home import RenderingHome
from scripted_portal import TODAY, ScriptedPortal

from county.settings import BrowserUse, CrawlPolicy
from crawler.browser.allowance import Allowance
from crawler.browser.availability import EXECUTABLE_VARIABLE, find_browser
from crawler.browser.guard import Guard, find_addresses, resolver_rules

GONE_MILLISECONDS = 10_000
START_SECONDS = 30


def _family(pid: int) -> dict[int, str]:
    """Command lines of that process and of all that descend from it, by process id."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = {}, [pid]
    while waiting:
        one = waiting.pop()
        found[one] = Path(f"/proc/{one}/cmdline").read_text(errors="replace")
        waiting += children.get(one, [])
    return found


@pytest.mark.parametrize("victim", ["xuncha", "crawler"])
def test_no_browser_outlives_a_killed_night(portal: ScriptedPortal, tmp_path: Path, victim: str) -> None:
    home = RenderingHome(tmp_path / "home", portal.url, ("endless",))
    night = home.start("night", "--today", TODAY.isoformat())
    assert portal.asked_twice("/endless/").wait(START_SECONDS)
    family = _family(night.pid)
    assert any("--type=renderer" in line for line in family.values())
    [killed] = [pid for pid, line in family.items() if f"-m\0{victim}\0" in line]
    handles = {pid: os.pidfd_open(pid) for pid in family if pid != night.pid}
    os.kill(killed, signal.SIGKILL)
    night.communicate()
    for pid, handle in handles.items():
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        assert ended.poll(GONE_MILLISECONDS), family[pid]
        os.close(handle)


def test_without_a_browser_the_visit_says_what_to_install(portal: ScriptedPortal, tmp_path: Path) -> None:
    home = RenderingHome(tmp_path / "home", portal.url, ("fetched",))
    nowhere = {EXECUTABLE_VARIABLE: "/nowhere/chromium"}
    visit = home.night(**nowhere)["fetched"]
    assert visit["verdict"] == "layout-changed"
    assert visit["reason"].startswith("列表由脚本生成")
    assert "apt install chromium" in visit["reason"]
    assert portal.asked["/fetched/x7"] == 0
    symptoms = {line["check"]: line for line in map(json.loads, home.run("doctor", "--json", **nowhere).splitlines())}
    assert symptoms["浏览器渲染"]["ok"]
    assert "apt install chromium" in symptoms["浏览器渲染"]["sentence"]


def test_a_browser_that_is_switched_off_is_not_looked_for() -> None:
    allowance = Allowance.of(CrawlPolicy("信息科", browser=BrowserUse.OFF))
    assert not allowance.browser.executable
    assert "browser = “off”" in allowance.why_not()


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
