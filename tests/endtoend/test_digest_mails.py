"""From a night to the letter-box: every mail once, in seven bits, with nothing remote and no number in full."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from installation import FEW_UNITS, TODAY, Installation

from county.configuration.writing import write_units
from county.units import Contact
from digest.mails.unit_mail import CLEAR
from sample.build import TRUTH
from sample.serving import SampleServer
from tests.digest.mails.mail_house import Postman
from tests.digest.mails.mail_house import server as mail_server

WEEK = "2026-W13"
UNITS = FEW_UNITS[:2]


@pytest.fixture(scope="module")
def posted(site: Path, server: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Postman]:
    """Two units that have a contact each, after a night and their weekly mails, asked for twice."""
    server.behave()
    installation = Installation(tmp_path_factory.mktemp("posted") / "home", site, UNITS)
    units = [replace(unit, contacts=(Contact("王某", f"{unit.id}@example.cn"),)) for unit in installation.county.units]
    write_units(installation.home / "units.toml", units)
    postman = Postman()
    with mail_server(postman) as port:
        settings = (
            f'\n[mail]\nhost = "localhost"\nport = {port}\nsecurity = "不加密"\nsender = "x@example.cn"\n'
            'name = "网站巡查"\noffice = ["office@example.cn"]\ndesk = "http://desk.example/"\n'
        )
        with (installation.home / "county.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        installation.night()
        for _ in range(2):
            installation.run("digest", "--week", WEEK, "--send")
            installation.run("digest", "--kind", "alert", "--send")
    return installation, postman


def test_each_mail_goes_out_once(posted: tuple[Installation, Postman]) -> None:
    installation, postman = posted
    to = sorted(address for envelope in postman.taken for address in envelope.rcpt_tos)
    assert to == sorted([*(f"{unit}@example.cn" for unit in UNITS), "office@example.cn", "office@example.cn"])
    assert {row["state"] for row in installation.rows("mail", "list")} == {"sent"}


def test_they_are_made_for_every_mail_program(posted: tuple[Installation, Postman]) -> None:
    _, postman = posted
    for envelope, message in zip(postman.taken, postman.messages, strict=True):
        raw = envelope.content
        assert isinstance(raw, bytes)
        assert raw.isascii()
        assert max(map(len, raw.splitlines())) <= 998
        html = _html(message)
        assert len(html.encode()) < 100_000
        assert not re.search(r"<style|<script|<img|\bsrc=|url\(|<link|@import", html, re.IGNORECASE)
        assert message.get_body(("plain",)) is not None
        assert all((name := part.get_filename() or "").isascii() and name for part in message.iter_attachments())
        assert str(message["Subject"]).startswith("【网站巡查】")


def test_no_planted_number_leaves_the_house(posted: tuple[Installation, Postman]) -> None:
    installation, postman = posted
    truth = json.loads((installation.site / TRUTH).read_text(encoding="utf-8"))
    planted = set(re.findall(r"(?<!\d)\d{11,19}[Xx]?(?!\d)", json.dumps(truth)))
    said = "".join(_html(message) + _plain(message) for message in postman.messages)
    assert planted
    assert not [number for number in planted if number in said]


def test_the_first_line_says_it_all(posted: tuple[Installation, Postman]) -> None:
    _, postman = posted
    weekly = next(message for message in postman.messages if "longchang" in str(message["To"]))
    first = _plain(weekly).split("\n")[2]
    assert re.match(r"工作动态 \d/2 条，.*目前 [\d.]+ 分。", first)
    county = next(message for message in postman.messages if "县级周报" in str(message["Subject"]))
    assert (posted[0].home / "runs.jsonl").read_text().rsplit('"hash": "', 1)[1][:64] in _html(county)


def test_a_dry_run_writes_files_and_queues_nothing(posted: tuple[Installation, Postman], tmp_path: Path) -> None:
    installation, _ = posted
    before = installation.rows("mail", "list")
    words = ("digest", "--kind", "reminder", "--today", TODAY.isoformat(), "--dry-run", "--out", str(tmp_path))
    installation.run(*words)
    assert all(path.read_bytes().isascii() for path in tmp_path.glob("*.eml"))
    assert installation.rows("mail", "list") == before


def test_a_reminder_before_a_holiday_goes_to_those_who_owe_something(
    posted: tuple[Installation, Postman], tmp_path: Path
) -> None:
    installation, _ = posted
    words = ("digest", "--kind", "holiday", "--today", "2026-04-03", "--dry-run", "--out", str(tmp_path))
    installation.run(*words)
    letters = [
        message_from_bytes(path.read_bytes(), policy=default) for path in tmp_path.glob("holiday-2026-03-31-*.eml")
    ]
    assert letters
    assert all("节前提醒" in str(letter["Subject"]) for letter in letters)
    assert all("假期将至" in _plain(letter) for letter in letters)


@pytest.mark.parametrize("kind", ["holiday", "reminder"])
def test_a_reminder_on_a_monday_speaks_of_the_last_night_there_is(
    posted: tuple[Installation, Postman], tmp_path: Path, kind: str
) -> None:
    installation, _ = posted
    installation.run("digest", "--kind", kind, "--today", "2026-04-06", "--dry-run", "--out", str(tmp_path))
    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in tmp_path.glob(f"{kind}-*.eml")]
    assert len(letters) == len(UNITS)
    assert all("2026年第15周" in str(letter["Subject"]) for letter in letters)
    assert not any(CLEAR in _plain(letter) for letter in letters)
    assert all("工作动态 0/2 条" in _plain(letter) and f"截至 {TODAY} 夜间巡查" in _plain(letter) for letter in letters)


@pytest.mark.parametrize("kind", ["holiday", "reminder"])
def test_no_reminder_rests_on_a_night_older_than_a_week(
    posted: tuple[Installation, Postman], tmp_path: Path, kind: str
) -> None:
    words = ("digest", "--kind", kind, "--dry-run", "--out", str(tmp_path))
    late = subprocess.run(
        posted[0].command(*words, "--today", "2026-04-08"), capture_output=True, text=True, check=False
    )
    assert late.returncode == 2
    assert f"最近一夜是 {TODAY}，到 2026-04-08 已有 8 天没有巡查" in late.stderr
    assert not list(tmp_path.iterdir())
    posted[0].run(*words, "--today", "2026-04-07")


def test_a_week_without_a_night_has_no_weekly_mail(posted: tuple[Installation, Postman], tmp_path: Path) -> None:
    posted[0].run("digest", "--week", "2026-W16", "--dry-run", "--out", str(tmp_path), code=2)
    assert not list(tmp_path.iterdir())


def _html(message: EmailMessage) -> str:
    body = message.get_body(("html",))
    assert body is not None
    return str(body.get_content())


def _plain(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
