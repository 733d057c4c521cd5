"""`xuncha doctor` on broken set-ups: each names its fault and its cure, and a sound one has none."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from county.calendar import Calendar
from evidence.backup import make_backup
from evidence.home import Home
from schedules.doctor import examine
from schedules.doctor_service import examine_service
from schedules.heartbeat import Heartbeat, write_heartbeat
from tests.digest.mails.mail_house import CODE, Postman, authenticate, server
from xuncha.__main__ import main

NOW = dt.datetime.now(dt.UTC)


class Portal(BaseHTTPRequestHandler):
    """Tells the time, right or wrong."""

    offset = dt.timedelta()

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        when = dt.datetime.now(dt.UTC) + Portal.offset
        return when.strftime("%a, %d %b %Y %H:%M:%S GMT")

    def log_message(self, *_: object) -> None:
        """No line a request."""


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    web = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_port}/"
    web.shutdown()
    web.server_close()


class Setup:
    """A sound installation, to be broken."""

    def __init__(self, folder: Path, portal: str) -> None:
        self.home = Home(folder / "home", folder / "home")
        self.home.folder.mkdir()
        Portal.offset = dt.timedelta()
        self.county = (
            '[county]\nname = "修文县"\noffice = "信息科 0851-00000000"\nscheme = "xiuwen"\n'
            '\n[[portal]]\nid = "xiuwen"\n'
            f'name = "门户"\nhome = "{portal}"\nallow_private = true\n'
        )
        contact = '{ name = "王某", mail = "wang@example.cn" }'
        self.units = (
            f'[[unit]]\nid = "a"\nname = "甲局"\nclass = "一类"\nportal = "xiuwen"\ncontacts = [{contact}]\n\n'
            f'[[unit.column]]\nname = "工作动态"\nkind = "工作动态"\nurl = "{portal}gzdt/"\n'
        )
        self.write()
        with self.home.store():
            pass
        make_backup(self.home, self.home.folder / "backups", NOW)
        write_heartbeat(self.home.folder, Heartbeat(NOW, 1, ()))

    def write(self, more: str = "") -> None:
        (self.home.config / "county.toml").write_text(self.county + more, encoding="utf-8")
        (self.home.config / "units.toml").write_text(self.units, encoding="utf-8")

    def mail(self, port: int, more: str = "") -> None:
        head = f'\n[mail]\nhost = "localhost"\nport = {port}\ntimeout = 3\nsender = "x@example.cn"\n'
        self.write(f'{head}office = ["office@example.cn"]\n{more}')

    def faults(self) -> list[str]:
        return [one.sentence for one in examine(self.home) if not one.ok]


@pytest.fixture
def sound(tmp_path: Path, portal: str, monkeypatch: pytest.MonkeyPatch) -> Setup:
    for name in ("XUNCHA_MAIL_PASSWORD", "XUNCHA_MAIL_PASSWORD_FILE", "XUNCHA_WECOM_URL"):
        monkeypatch.delenv(name, raising=False)
    return Setup(tmp_path, portal)


def file(name: str, text: str) -> Callable[[Setup], None]:
    def breaks(setup: Setup) -> None:
        path = setup.home.config / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return breaks


def county(more: str) -> Callable[[Setup], None]:
    return lambda setup: setup.write(more)


def heartbeat(hours: int) -> Callable[[Setup], None]:
    beat = Heartbeat(NOW + dt.timedelta(hours=hours), 1, ())
    return lambda setup: write_heartbeat(setup.home.folder, beat)


def edit_audit(setup: Setup) -> None:
    connection = sqlite3.connect(setup.home.store_path)
    connection.execute("INSERT INTO audit VALUES (1, '2026-03-02T00:00:00Z', 'x', 'y', '{}', 'forged')")
    connection.commit()
    connection.close()


def old_backup(setup: Setup) -> None:
    [made] = (setup.home.folder / "backups").glob("2*")
    made.rename(made.with_name(f"{NOW - dt.timedelta(days=9):%Y%m%dT%H%M%SZ}"))


def no_contact(setup: Setup) -> None:
    setup.units = setup.units.replace('mail = "wang@example.cn"', 'phone = "1"')
    setup.mail(9)


def home_is_a_file(setup: Setup) -> None:
    taken = setup.home.folder.with_name("taken")
    taken.write_text("")
    setup.home = Home(taken, setup.home.config)


def wrong_clock(setup: Setup) -> None:
    Portal.offset = dt.timedelta(minutes=-30)


ELSEWHERE = (
    '[[unit]]\nid = "a"\nname = "甲"\nclass = "一类"\nportal = "xiuwen"\n\n[[unit.column]]\nname = "动态"\n'
    'kind = "工作动态"\nurl = "http://other.example/"\n'
)


def no_scheme(setup: Setup) -> None:
    setup.county = setup.county.replace('scheme = "xiuwen"', 'scheme = "no"')
    setup.write()


def no_database(setup: Setup) -> None:
    setup.home.store_path.write_bytes(b"x" * 9000)


def no_backup(setup: Setup) -> None:
    shutil.rmtree(setup.home.folder / "backups")


FORGED = json.dumps({"seq": 1, "run": "x", "manifest": "", "at": "", "hash": ""})
PLAN = "[job.night]\nlimit = 3\n"
BROKEN: dict[str, tuple[Callable[[Setup], None], str, str]] = {
    "no county.toml": (lambda setup: (setup.home.config / "county.toml").unlink(), "county.toml", "请"),
    "unknown key": (county("[crawl]\ndealy = 2\n"), "第 12 行", "delay"),
    "half a quotation mark": (county('[crawl]\nbrowser = "auto\n'), "引号", "英文引号"),
    "foreign column": (file("units.toml", ELSEWHERE), "不属于该单位的门户", "hosts"),
    "no scheme": (no_scheme, "考核方案文件", "请改用"),
    "no database": (no_database, "不是 SQLite", "备份恢复"),
    "forged audit": (edit_audit, "审计链在第 1 条断开", "备份恢复"),
    "lost key": (lambda setup: setup.home.key_file.unlink(), "密钥", "备份恢复"),
    "open archives": (lambda setup: setup.home.packs.chmod(0o755), "packs 别人也能读", "chmod go-rwx"),
    "broken template": (file("templates/通报.docx", "not a document"), "通报.docx", "papers templates"),
    "root of the mail server": (lambda setup: setup.mail(9, 'trust_file = "no.pem"\n'), "no.pem", "[mail] trust_file"),
    "a job that is never due": (
        file("schedules/本县.toml", '[job.probe]\nlast = "05:00"\n'),
        "一次也不会做",
        "第 2 行",
    ),
    "open key": (lambda setup: setup.home.key_file.chmod(0o644), "别人也能读", "chmod go-rwx"),
    "forged chain": (file("runs.jsonl", FORGED), "断开", "备份恢复"),
    "wrong word list": (file("wordlists/本县.txt", "胡言\n乱语\t不知\n"), "本县.txt", "请"),
    "wrong reminders": (file("reminders.toml", "[step.before]\ndays = 1\n"), "reminders.toml 第 2 行", "working_days"),
    "wrong plan": (file("schedules/本县.toml", PLAN), "schedules/本县.toml 第 2 行", "limit_minutes"),
    "service stopped": (heartbeat(-3), "值守已停", "xuncha serve"),
    "clock set back": (heartbeat(3), "拨回", "timedatectl"),
    "wrong zone": (county('[calendar]\ntimezone = "Europe/London"\n'), "不是北京时间", "Asia/Shanghai"),
    "wrong clock": (wrong_clock, "相差 30 分钟", "timedatectl"),
    "no mail server": (lambda setup: setup.mail(9), "连接不上 localhost:9", "host"),
    "no password": (lambda setup: setup.mail(9, 'user = "x@example.cn"\n'), "没有邮箱口令", "XUNCHA_MAIL_PASSWORD"),
    "password in the file": (lambda setup: setup.mail(9, 'password = "secret"\n'), "写了口令", "环境变量"),
    "robot without address": (county('[mail]\nrobots = ["企业微信"]\n'), "没有可用的地址", "XUNCHA_WECOM_URL"),
    "no contacts": (no_contact, "没有联络员邮箱", "units.toml"),
    "backup disk gone": (county('[upkeep]\nbackup = "/nonexistent/disk"\n'), "不存在或不可写", "备份盘"),
    "no time authority": (
        county('[timestamp]\nurl = "http://127.0.0.1:9/"\n'),
        "连接不上 127.0.0.1:9",
        "[timestamp] url",
    ),
    "no root of time": (county('[timestamp]\ntrust_file = "no.pem"\n'), "no.pem 读不出来", "PEM"),
    "address of time": (county('[timestamp]\nurl = "tsa.example.cn"\n'), "[timestamp] 的网址", "请从浏览器"),
    "no backup": (no_backup, "还没有备份过", "xuncha backup"),
    "old backup": (old_backup, "已经太旧", "xuncha jobs"),
    "home is a file": (home_is_a_file, "建不了", "--home"),
}


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="the system has no fontconfig")
def test_a_machine_without_chinese_fonts_is_told_what_to_install(
    sound: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "fonts.conf"
    nothing.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(nothing))
    [told] = [one.sentence for one in examine(sound.home) if one.check == "字体"]
    assert "没有中文字体" in told
    assert "fonts-noto-cjk" in told


def test_its_last_line_is_what_the_clock_keeps_as_the_reason(sound: Setup) -> None:
    no_backup(sound)
    sound.home.key_file.chmod(0o644)
    told = CliRunner().invoke(main, ["doctor", "--home", str(sound.home.folder)])
    assert told.exit_code == 1
    last = told.stdout.splitlines()[-1]
    assert last.startswith("体检有 2 项异常：文件权限：")
    assert "备份：还没有备份过" in last


def test_archives_that_an_older_version_left_open_are_closed_by_the_next_night(sound: Setup) -> None:
    sound.home.packs.chmod(0o755)
    sound.home.prepare()
    assert sound.faults() == []


def test_a_sound_installation_has_no_fault(sound: Setup) -> None:
    assert sound.faults() == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_named_with_its_cure(sound: Setup, name: str) -> None:
    breaks, fault, cure = BROKEN[name]
    breaks(sound)
    found = sound.faults()
    assert any(fault in sentence and cure in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("day", "ok", "said"),
    [
        ("{known}-10-31", True, "{known} 年放假安排。"),
        ("{known}-11-27", True, "{coming} 年的还没有，放假通知印发后请"),
        ("{known}-12-10", False, "{coming}年的国务院放假安排尚未收入节假日表"),
        ("{coming}-01-04", False, "{coming}年的国务院放假安排尚未收入节假日表"),
    ],
)
def test_the_coming_year_s_holidays_are_asked_for_in_time(sound: Setup, day: str, ok: bool, said: str) -> None:
    known = next(year for year in range(2100, 2000, -1) if Calendar().knows(year))
    years = {"known": known, "coming": known + 1}
    now = dt.datetime.fromisoformat(day.format(**years)).replace(tzinfo=dt.UTC)
    [found] = [one for one in examine_service(sound.home, sound.home.county(), now) if one.check == "节假日表"]
    assert (found.ok, said.format(**years) in found.sentence) == (ok, True)


@pytest.mark.parametrize("name", ["runs.jsonl", "secret.key", "evidence.db", "outbox", "packs", "backups"])
def test_what_belongs_to_somebody_else_is_named_and_the_examination_goes_on(sound: Setup, name: str) -> None:
    path = sound.home.folder / name
    if not path.exists():
        path.touch() if path.suffix else path.mkdir(mode=0o700)
    command = (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.geteuid() == 0 else []
    )
    mode = path.stat().st_mode
    if os.geteuid() == 0:
        os.chown(path, 1234, -1)
    path.chmod(mode & ~0o777)
    told = subprocess.run(
        [*command, sys.executable, "-m", "xuncha", "doctor", "--home", str(sound.home.folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    path.chmod(mode)
    assert told.returncode == 1
    assert any(line.startswith("异常") and name in line and "请" in line for line in told.stdout.splitlines()), (
        told.stdout
    )
    assert "节假日表" in told.stdout
    assert "Traceback" not in told.stderr


def test_a_portal_that_is_down_is_named(tmp_path: Path) -> None:
    setup = Setup(tmp_path, "http://127.0.0.1:9/")
    assert any("连接不上 127.0.0.1:9" in sentence for sentence in setup.faults())


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_mail_server_that_refuses_or_speaks_otherwise_is_named(
    sound: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    with server(Postman(), **options) as port:
        monkeypatch.setenv("XUNCHA_MAIL_PASSWORD", "wrong")
        sound.mail(port, 'user = "xuncha@example.gov.cn"\nsecurity = "不加密"\n')
        assert any("授权码" in sentence for sentence in sound.faults())
        monkeypatch.delenv("XUNCHA_MAIL_PASSWORD")
        code = tmp_path / "code"
        code.write_text(CODE)
        monkeypatch.setenv("XUNCHA_MAIL_PASSWORD_FILE", str(code))
        code.chmod(0o644)
        assert any("chmod 600" in sentence for sentence in sound.faults())
        code.chmod(0o600)
        assert sound.faults() == []
        sound.mail(port, 'security = "不加密"\n')
        assert any("服务器要求登录" in sentence for sentence in sound.faults())
        sound.mail(port, 'security = "SSL"\n')
        assert any("没有按“SSL”加密" in sentence for sentence in sound.faults())
