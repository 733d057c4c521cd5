"""`xuncha probe`, `xuncha availability` and the findings that stand on the portal itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from county.certificate import CertificateFault, CertificateLook
from county.probe import Outcome, ProbeVisit
from evidence.probes import record_certificates, record_visits
from sample.build import CONFIG, build_site
from xuncha.__main__ import main

LAST = dt.date(2026, 3, 29)
HOME = "http://127.0.0.1:8642/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(folder, seed=7, today=LAST, scale=0.05)
    return folder


@pytest.fixture
def home(site: Path, tmp_path: Path) -> Path:
    for file in (site / CONFIG).glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def run(home: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, [*words, "--home", str(home)])
    assert result.exit_code == code, result.output
    return result.stdout


def rows(home: Path, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(home, *words, "--json").splitlines()]


def visits(day: dt.date, failures: int) -> Iterator[ProbeVisit]:
    for number in range(20):
        failed = number < failures
        at = f"{day}T{number // 2:02d}:{30 * (number % 2):02d}:00Z"
        outcome, reason = (Outcome.FAILED, "服务器拒绝连接。") if failed else (Outcome.OPENED, "")
        yield ProbeVisit(at, "xiuwen", HOME, "", at, day, outcome, reason, 0.4)


def probed(home: Path, *failures: int) -> None:
    """As many days, the last of them LAST, with so many failures each."""
    for back, failed in enumerate(reversed(failures)):
        record_visits(home / "probes", visits(LAST - dt.timedelta(days=back), failed))


def looked(home: Path, day: dt.date, *faults: CertificateFault) -> None:
    at = f"{day}T00:00:00Z"
    look = CertificateLook("xiuwen", "www.a.cn", at, day, True, "", faults, "www.a.cn", "某机构", LAST)
    record_certificates(home / "probes", [look])


def as_of(day: dt.date) -> tuple[str, str]:
    return "--as-of", day.isoformat()


def test_a_full_week_is_judged(home: Path) -> None:
    probed(home, 0, 0, 0, 0, 0, 0, 7)
    [row] = rows(home, "availability", *as_of(LAST))
    assert (row["standing"], row["visits"], row["failures"], row["share"]) == ("不达标", 140, 7, 0.05)
    shown = run(home, "availability", *as_of(LAST))
    assert "不达标" in shown
    assert "✕" in shown
    assert "▁" in shown


def test_a_small_sample_is_called_small(home: Path) -> None:
    probed(home, 20, 20)
    [row] = rows(home, "availability", *as_of(LAST))
    assert (row["standing"], row["enough"]) == ("样本不足", False)
    assert "样本不足：03-23 0 次" in run(home, "availability", *as_of(LAST)).replace("\n", "")
    run(home, "check")
    assert rows(home, "findings", *as_of(LAST)) == []


def test_the_finding_stands_on_the_portal_and_costs_no_unit_a_point(home: Path) -> None:
    before = run(home, "score", "--json", *as_of(LAST))
    probed(home, 0, 0, 0, 0, 0, 0, 20)
    looked(home, LAST, CertificateFault.EXPIRED)
    run(home, "check")
    found = rows(home, "findings", *as_of(LAST))
    assert {(row["rule"], row["level"], row["unit"], row["unit_name"], row["clause"]) for row in found} == {
        ("site-unreachable", "疑似", "", "门户", ""),
        ("certificate-problem", "一般", "", "门户", ""),
    }
    assert rows(home, "findings", *as_of(LAST), "--unit", "门户") == found
    assert run(home, "score", "--json", *as_of(LAST)) == before


def test_a_renewed_certificate_ends_the_finding_and_a_silent_day_does_not(home: Path) -> None:
    looked(home, LAST, CertificateFault.EXPIRED)
    unmeasured = CertificateLook(
        "xiuwen", "www.a.cn", f"{LAST}T23:00:00Z", LAST + dt.timedelta(days=1), False, "连接不上。"
    )
    record_certificates(home / "probes", [unmeasured])
    run(home, "check")
    assert [row["state"] for row in rows(home, "findings", *as_of(LAST + dt.timedelta(days=1)))] == ["open"]
    looked(home, LAST + dt.timedelta(days=2))
    run(home, "check")
    known = rows(home, "findings", *as_of(LAST + dt.timedelta(days=2)))
    assert {row["words"].split()[0]: row["state"] for row in known}["已过期"] == "gone"


def test_findings_come_back_after_the_store_was_deleted(home: Path) -> None:
    probed(home, 0, 0, 0, 0, 0, 0, 20)
    looked(home, LAST, CertificateFault.SELF_SIGNED)
    run(home, "check")
    before = run(home, "findings", "--json", *as_of(LAST))
    for leftover in home.glob("evidence.db*"):
        leftover.unlink()
    run(home, "check")
    assert run(home, "findings", "--json", *as_of(LAST)) == before != ""


def test_a_portal_that_nobody_can_say_anything_of_is_partly_done(home: Path) -> None:
    county = home / "county.toml"
    county.write_text(county.read_text(encoding="utf-8") + '\n[probe]\nwitnesses = ["127.0.0.1:9"]\n', encoding="utf-8")
    lines = [
        json.loads(line) for line in run(home, "probe", "--rounds", "2", "--every", "0", "--json", code=4).splitlines()
    ]
    assert [(line["outcome"], line["home"]) for line in lines] == [("unmeasured", HOME)] * 2
    assert all("本机网络" in line["reason"] for line in lines)
    assert (home / "secret.key").exists()
