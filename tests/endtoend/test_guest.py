"""What the portal sees of the crawler: its doors, its pace, its obedience."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

from drawn_portal import Answer, DrawnPortal
from installation import TODAY, Installation

from sample.serving import SampleServer

LISTEN = "0A"
"""State of a listening socket in /proc/net/tcp."""


def _listening(pid: int) -> int:
    """How many TCP sockets that process listens on."""
    links = [link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    inodes = {match[1] for link in links if (match := re.fullmatch(r"socket:\[(\d+)\]", link))}
    lines = [
        line.split() for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    ]
    return sum(fields[3] == LISTEN and fields[9] in inodes for fields in lines)


def _crawl_pids(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_a_running_crawl_listens_nowhere(few: Installation, behaved: SampleServer) -> None:
    process = few.start("night", "--today", TODAY.isoformat())
    while behaved.traffic().requests < 20 and process.poll() is None:
        pass
    [crawl] = _crawl_pids(process.pid)
    assert _listening(crawl) == 0
    assert process.wait() == 0


def test_robots_are_obeyed_and_nothing_is_asked_twice(few: Installation, behaved: SampleServer) -> None:
    few.night()
    paths = behaved.traffic().paths
    assert paths["/robots.txt"] == 1
    assert not [path for path in paths if path.startswith("/search/")]
    assert {path: count for path, count in paths.items() if count > 1} == {}


def test_of_pages_that_wait_for_robots_together_none_is_asked_that_they_forbid(tmp_path: Path) -> None:
    with DrawnPortal().serving() as portal:
        portal.answers["GET /robots.txt"] = Answer("User-agent: *\nDisallow: /gzdt/\n", kind="text/plain")
        columns = {f"动态{number}": f"/gzdt/{number}/" for number in range(6)}
        home = Installation(tmp_path / "home", portal.site(tmp_path, columns))
        home.night(code=4)
        assert portal.asked == ["GET /robots.txt"]
        assert {visit["verdict"] for visit in home.rows("visits")} == {"blocked"}


def test_outside_the_window_nothing_is_fetched(few: Installation, behaved: SampleServer) -> None:
    path = few.home / "county.toml"
    now = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
    start, end = (now + dt.timedelta(hours=hours) for hours in (2, 4))
    closed = f'["{start:%H:%M}", "{end:%H:%M}"]'
    path.write_text(path.read_text(encoding="utf-8").replace('window = "全天"', f"window = {closed}"), encoding="utf-8")
    few.run("night", "--today", TODAY.isoformat(), code=4)
    assert behaved.traffic().requests == 0
    assert few.rows("visits") == []
    path.write_text(path.read_text(encoding="utf-8").replace(f"window = {closed}", 'window = "全天"'), encoding="utf-8")
    few.night()
    assert {visit["verdict"] for visit in few.rows("visits")} >= {"complete"}


def test_a_name_that_leads_inside_is_refused(few: Installation, behaved: SampleServer) -> None:
    for name in ("county.toml", "units.toml"):
        path = few.home / name
        text = path.read_text(encoding="utf-8").replace("//127.0.0.1", "//localhost")
        path.write_text(text.replace("allow_private = true", "allow_private = false"), encoding="utf-8")
    few.crawl_settings(retries=0)
    few.run("night", "--today", TODAY.isoformat(), code=4)
    assert behaved.traffic().requests == 0
    reasons = {visit["reason"] for visit in few.rows("visits")}
    assert any("内网" in reason for reason in reasons)
