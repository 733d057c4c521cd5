"""`xuncha serve`, as a process: one copy a home, a heartbeat, a clean end, and nothing that outlives it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schedules.heartbeat import read_heartbeat

COUNTY = """\
[county]
name = "修文县"
office = "信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "http://127.0.0.1:9/"
allow_private = true
"""
UNITS = """\
[[unit]]
id = "longchang"
name = "龙场街道办事处"
class = "一类"
portal = "xiuwen"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    (tmp_path / "units.toml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "schedules").mkdir()
    quiet = "".join(f"[job.{name}]\non = false\n" for name in ("night", "second-pass", "third-pass", "probe"))
    (tmp_path / "schedules" / "静.toml").write_text(quiet, encoding="utf-8")
    return tmp_path


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", *words, "--home", str(home)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True)


@pytest.fixture
def served(home: Path) -> Iterator[subprocess.Popen[str]]:
    process = start(home, "xuncha", "serve")
    assert process.stdout is not None
    assert "值守开始" in process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def test_one_copy_serves_beats_and_ends_cleanly(home: Path, served: subprocess.Popen[str]) -> None:
    second = start(home, "xuncha", "serve")
    said, _ = second.communicate()
    assert second.returncode == 1
    assert "已有一个值守程序" in said
    while (beat := read_heartbeat(home)) is None:
        pass
    assert beat.pid == served.pid
    served.send_signal(signal.SIGTERM)
    said, _ = served.communicate()
    assert (served.returncode, "值守结束" in said) == (0, True)
    third = start(home, "xuncha", "alive", "--json")
    told, _ = third.communicate()
    assert third.returncode == 1
    assert json.loads(told)["last_night"] is None
    assert "还没有做完过一夜" in told


def test_a_killed_service_leaves_its_home_to_the_next(home: Path, served: subprocess.Popen[str]) -> None:
    served.kill()
    served.wait()
    again = start(home, "xuncha", "serve")
    assert again.stdout is not None
    assert "值守开始" in again.stdout.readline()
    again.terminate()
    again.communicate()
    assert again.returncode == 0


def test_a_command_under_its_eye_ends_with_its_pipe(home: Path) -> None:
    subprocess.run([sys.executable, "-m", "sample.build", str(home / "sample-site"), "--scale", "0.01"], check=True)
    (home / "county.toml").unlink()
    job = start(home, "xuncha.attended", "sample", "serve")
    assert job.stdout is not None
    assert "按 Ctrl-C 结束" in job.stdout.readline()
    job.communicate()
    with pytest.raises(ProcessLookupError):
        os.kill(job.pid, 0)


def test_a_wrong_plan_keeps_it_from_starting_and_names_the_line(home: Path) -> None:
    (home / "schedules" / "错.toml").write_text("[job.night]\nlimit = 1\n", encoding="utf-8")
    process = start(home, "xuncha", "serve")
    said, _ = process.communicate()
    assert process.returncode == 1
    assert "schedules/错.toml 第 2 行" in said
