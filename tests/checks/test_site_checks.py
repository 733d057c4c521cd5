"""Checks of the portal itself: its reachability and its certificates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from checks import SiteDay, check_site
from county.certificate import CertificateFault, CertificateLook
from county.finding import Level
from county.probe import Outcome, ProbeVisit
from county.reachability import Reachability, reachability
from county.settings import ProbePolicy

DAY = dt.date(2026, 3, 2)
HOME = "http://www.example.gov.cn/"
LOOK = CertificateLook(
    "xiuwen", "www.example.gov.cn", "2026-03-02T00:00:00Z", DAY, True, "", (), "www", "某机构", DAY + dt.timedelta(300)
)


def seen(failures: int, visits: int = 20) -> Reachability:
    outcomes = [Outcome.FAILED] * failures + [Outcome.OPENED] * (visits - failures)
    times = [f"2026-03-02T{hour:02d}:00:00Z" for hour in range(len(outcomes))]
    rows = [
        ProbeVisit("r", "xiuwen", HOME, "", at, DAY, outcome, "服务器拒绝连接。", 1.0)
        for at, outcome in zip(times, outcomes, strict=True)
    ]
    return reachability(rows, HOME, DAY, ProbePolicy(days=1))


def test_a_site_that_fails_too_often_is_suspected_with_its_figures() -> None:
    [finding] = check_site(SiteDay(reachability=seen(2)))
    assert (finding.rule, finding.level, finding.words) == ("site-unreachable", Level.SUSPECTED, "2026-W10")
    assert "共访问 20 次，2 次没有打开（10.0%），连续最多 2 次" in finding.why
    assert finding.quote == "服务器拒绝连接 2 次"


def test_a_good_week_and_a_small_sample_stay_silent() -> None:
    assert check_site(SiteDay(reachability=seen(0))) == []
    assert check_site(SiteDay(reachability=seen(19, 19))) == []


@pytest.mark.parametrize(
    ("fault", "level"),
    [
        (CertificateFault.EXPIRED, Level.GENERAL),
        (CertificateFault.WRONG_HOST, Level.GENERAL),
        (CertificateFault.UNTRUSTED, Level.SUSPECTED),
        (CertificateFault.WEAK_PROTOCOL, Level.NOTICE),
    ],
)
def test_a_fault_says_whose_certificate_it_is_and_what_to_do(fault: CertificateFault, level: Level) -> None:
    [finding] = check_site(SiteDay(certificate=replace(LOOK, faults=(fault,), protocol="TLSv1.1")))
    assert (finding.rule, finding.level) == ("certificate-problem", level)
    assert "www.example.gov.cn" in finding.why
    assert "某机构" in finding.quote
    assert "请" in finding.suggestion


def test_thirty_days_ahead_is_a_notice_and_thirty_one_are_silent() -> None:
    [finding] = check_site(SiteDay(certificate=replace(LOOK, expires=DAY + dt.timedelta(days=30))))
    assert (finding.level, "还有 30 天" in finding.why) == (Level.NOTICE, True)
    assert check_site(SiteDay(certificate=replace(LOOK, expires=DAY + dt.timedelta(days=31)))) == []


def test_what_was_not_measured_is_no_finding() -> None:
    assert check_site(SiteDay(certificate=replace(LOOK, measured=False, faults=(CertificateFault.EXPIRED,)))) == []


def test_every_fault_has_its_cure() -> None:
    for fault in CertificateFault:
        assert check_site(SiteDay(certificate=replace(LOOK, faults=(fault,))))[0].suggestion
