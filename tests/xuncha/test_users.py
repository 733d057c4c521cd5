"""`xuncha users` and `xuncha desk`, as an operator calls them."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner

from county.configuration.writing import write_county, write_units
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from xuncha.__main__ import main

HOST = "http://www.xiuwen.example"
UNIT = Unit("one", "第一局", UnitClass.FIRST, "xiuwen", (Column("one", "动态", ColumnKind.NEWS, f"{HOST}/one", 14),))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    county = County("修文县", (Portal("xiuwen", "门户", f"{HOST}/"),), (UNIT,), CrawlPolicy("信息科"), "xiuwen")
    write_county(tmp_path / "county.toml", county)
    write_units(tmp_path / "units.toml", (UNIT,))
    return tmp_path


def run(home: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["users", *words, "--home", str(home)])
    assert result.exit_code == code, result.output
    return result.output


def test_every_account_has_a_password_of_its_own_and_nobody_a_known_one(home: Path) -> None:
    assert run(home, "list") == ""
    told = [run(home, "add", name, "--role", "reviewer") for name in ("wang", "zhao")]
    told.append(run(home, "reset", "wang"))
    passwords = {match[1] for text in told if (match := re.search(r"口令：? ?([A-Za-z0-9]{14})（", text))}
    assert len(passwords) == 3
    kept = (home / "desk.jsonl").read_text(encoding="utf-8")
    assert not any(password in kept for password in passwords)
    assert (home / "desk.jsonl").stat().st_mode & 0o077 == 0


def test_accounts_are_listed_and_disabled(home: Path) -> None:
    run(home, "add", "first", "--role", "unit", "--unit", "one")
    run(home, "disable", "first")
    [account] = map(json.loads, run(home, "list", "--json").splitlines())
    assert (account["role"], account["unit"], account["disabled"]) == ("unit", "one", True)


@pytest.mark.parametrize(("words", "code", "told"), [
    (("add", "wang", "--role", "unit"), 1, "--unit"),
    (("add", "wang", "--role", "reviewer", "--unit", "one"), 1, "--unit"),
    (("add", "wang", "--role", "unit", "--unit", "nowhere"), 2, "xuncha units list"),
    (("add", "w ang", "--role", "auditor"), 1, "汉字"),
    (("add", "wang", "--role", "root"), 2, "reviewer"),
    (("disable", "nobody"), 1, "xuncha users list"),
    (("reset", "nobody"), 1, "xuncha users list"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_what_to_do(home: Path, words: tuple[str, ...], code: int, told: str) -> None:
    assert told in run(home, *words, code=code)


@pytest.mark.parametrize("plain", [(), ("--plain-http",)])
def test_the_desk_tells_where_it_is_warns_of_plain_http_and_ends_on_ctrl_c(home: Path, plain: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "xuncha", "desk", "--home", str(home), "--port", "0", *plain]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        assert desk.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", desk.stdout.readline())
        assert address is not None
        connection = HTTPConnection("127.0.0.1", int(address[1]), timeout=30)
        connection.request("GET", "/login")
        assert connection.getresponse().status == 200
        connection.close()
        desk.send_signal(signal.SIGINT)
        warned = desk.stderr.read()
        assert desk.wait(timeout=30) == 0, warned
    assert ("Secure" in warned) is bool(plain)
