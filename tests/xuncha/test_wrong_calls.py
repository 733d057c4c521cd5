"""A wrong call of the command: told in Chinese, whoever notices it."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.schedules.watched_clock import COUNTY, UNITS
from xuncha.__main__ import main

WRONG = {
    "nonsense": ("nonsense", "没有命令“nonsense”"),
    "no such option": ("night --agian", "没有选项 --agian，是不是 --again"),
    "missing argument": ("decide", "缺少 'FINDING'"),
    "missing choice": ("decide abc --by x --reason y", "缺少 '{confirm|dismiss|withdraw}'，可写 confirm、dismiss"),
    "wrong choice": ("decide abc maybe --by x --reason y", "“maybe”不在可选的值里"),
    "missing option": ("decide abc confirm --by x", "缺少 '--reason'"),
    "no value": ("night --home", "选项 --home 后面要写一个值"),
    "no number": ("desk --port abc", "'--port' 的值不对：“abc”不是数"),
    "out of range": ("jobs --days 0", "0 不在 x>=1 的范围里"),
    "no day": ("night --today 2026-13-01", "'--today' 的值不对：“2026-13-01”不是日期"),
    "too much": ("night abc", "多写了“abc”"),
    "no port": ("desk --port 70000", "70000 不在 0<=x<=65535 的范围里"),
    "no folder": ("ingest /no/such/folder", "没有“/no/such/folder”这个文件或目录"),
    "a flag with a value": ("night --again=1", "选项 --again 后面不写值"),
    "no command of a group": ("sample nonsense", "没有命令“nonsense”"),
}


@pytest.mark.parametrize(("call", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_was_wrong_is_told_in_chinese(call: str, told: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, call.split(), prog_name="xuncha")
    assert done.exit_code == 2
    assert told in done.stderr
    assert re.search("Usage|Error|Try |Invalid|Missing|No such", done.stderr) is None


@pytest.mark.parametrize("call", ["desk --port {port}", "serve --metrics 127.0.0.1:{port}"])
def test_a_port_that_is_taken_is_named_with_its_cure(tmp_path: Path, call: str) -> None:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "units.toml").write_text(UNITS, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as door:
        words = call.format(port=door.getsockname()[1]).split()
        done = CliRunner().invoke(main, [*words, "--home", str(tmp_path)], prog_name="xuncha")
    assert done.exit_code == 1
    assert "端口已被占用；请换一个端口" in done.stderr


def test_a_good_call_ends_as_before(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--version"], prog_name="xuncha").exit_code == 0
    assert CliRunner().invoke(main, ["units", "list", "--home", str(tmp_path)], prog_name="xuncha").exit_code == 1
