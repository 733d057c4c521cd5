"""Looks at certificates, at real TLS servers on loopback."""

from __future__ import annotations

import datetime as dt
import shutil
import ssl
import time
import warnings
from pathlib import Path

import pytest
from made_certificates import Authority, listening, make_authority, make_certificate, tls_server

from county.certificate import CertificateFault
from county.settings import County, CrawlPolicy, Portal, ProbePolicy
from county.sites import TlsHost, tls_hosts
from crawler.certificates import look_at, look_at_all
from crawler.progress import Progress
from evidence.findings import findings
from evidence.home import Home
from evidence.probes import certificate_looks
from schedules.night import Night
from scoring import load_scheme

DAY = dt.date(2026, 3, 2)
Fault = CertificateFault


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


def target(port: int, *, allow_private: bool = True) -> TlsHost:
    return TlsHost("xiuwen", f"localhost:{port}", allow_private)


def test_a_good_certificate_of_a_trusted_authority_has_no_fault(tmp_path: Path, authority: Authority) -> None:
    with tls_server(make_certificate(tmp_path, authority)) as port:
        look = look_at(target(port), DAY, authority.file)
    assert (look.measured, look.faults, look.reason) == (True, (), "")
    assert (look.subject, look.issuer, look.protocol) == ("localhost", "测试根证书", "TLSv1.3")
    assert look.expires == (dt.datetime.now(dt.UTC) + dt.timedelta(days=300)).date()


@pytest.mark.parametrize(
    ("host", "first", "last", "faults"),
    [
        ("localhost", -40, -1, (Fault.EXPIRED,)),
        ("localhost", 5, 40, (Fault.NOT_YET_VALID,)),
        ("elsewhere.example", -5, 40, (Fault.WRONG_HOST,)),
    ],
)
def test_a_fault_is_named(
    tmp_path: Path, authority: Authority, host: str, first: int, last: int, faults: tuple[CertificateFault, ...]
) -> None:
    file = make_certificate(tmp_path, authority, host=host, first=first, last=last)
    with tls_server(file) as port:
        look = look_at(target(port), DAY, authority.file)
    assert (look.measured, look.faults, look.subject) == (True, faults, host)


def test_who_signed_it_matters(tmp_path: Path, authority: Authority) -> None:
    with tls_server(make_certificate(tmp_path, None)) as port:
        assert look_at(target(port), DAY, authority.file).faults == (Fault.SELF_SIGNED,)
    with tls_server(make_certificate(tmp_path, authority)) as port:
        assert look_at(target(port), DAY, None).faults == (Fault.UNTRUSTED,)
    with tls_server(make_certificate(tmp_path, None, last=-1)) as port:
        assert set(look_at(target(port), DAY, None).faults) == {Fault.SELF_SIGNED, Fault.EXPIRED}


def test_a_protocol_of_yesterday_is_named(tmp_path: Path, authority: Authority) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with tls_server(make_certificate(tmp_path, authority), newest=ssl.TLSVersion.TLSv1_1) as port:
            look = look_at(target(port), DAY, authority.file)
    assert (look.measured, look.faults, look.protocol) == (True, (Fault.WEAK_PROTOCOL,), "TLSv1.1")


def test_where_no_handshake_comes_about_nothing_is_said_of_the_certificate() -> None:
    with listening() as door:
        mute = door.getsockname()[1]
        began = time.monotonic()
        silent = look_at(target(mute), DAY, None, seconds=0.3)
        assert time.monotonic() - began < 5
    closed = look_at(target(mute), DAY, None)
    nowhere = look_at(TlsHost("xiuwen", f"{'a' * 64}.gov.cn"), DAY, None)
    for look, clue in ((silent, "握手"), (closed, "连接不上"), (nowhere, "解析")):
        assert (look.measured, look.faults) == (False, ())
        assert clue in look.reason


def test_a_trust_file_that_is_none_is_named(tmp_path: Path, authority: Authority) -> None:
    (tmp_path / "no.pem").write_text("not a certificate")
    for name in ("no.pem", "nowhere.pem"):
        with tls_server(make_certificate(tmp_path, authority)) as port:
            look = look_at(target(port), DAY, tmp_path / name)
        assert not look.measured
        assert "trust_file" in look.reason


def test_a_name_that_leads_inside_is_not_connected_to() -> None:
    with listening() as door:
        look = look_at(target(door.getsockname()[1], allow_private=False), DAY, None)
        door.setblocking(False)
        with pytest.raises(BlockingIOError):
            door.accept()
    assert not look.measured
    assert "内网" in look.reason


def test_all_hosts_are_looked_at_in_their_order(tmp_path: Path, authority: Authority) -> None:
    with tls_server(make_certificate(tmp_path, authority)) as good:
        with listening() as door:
            closed = door.getsockname()[1]
        looks = look_at_all([target(closed), target(good)], DAY, authority.file)
    assert [look.measured for look in looks] == [False, True]


def test_https_hosts_of_a_county() -> None:
    portal = Portal("xiuwen", "门户", "https://www.a.cn/", ("files.a.cn", "127.0.0.1:8080"))
    plain = Portal("second", "门户", "http://www.b.cn/", ("files.b.cn",))
    county = County("县", (portal, plain), (), CrawlPolicy("信息科"), "xiuwen")
    assert [(target.host, target.name, target.port) for target in tls_hosts(county)] == [
        ("www.a.cn", "www.a.cn", 443),
        ("files.a.cn", "files.a.cn", 443),
    ]


def test_a_night_records_certificates_and_their_finding_stands_on_the_portal(
    tmp_path: Path, authority: Authority
) -> None:
    shutil.copy(authority.file, tmp_path / "authority.pem")
    with tls_server(make_certificate(tmp_path, authority, last=-1)) as port:
        portal = Portal("xiuwen", "门户", f"https://localhost:{port}/", allow_private=True)
        policy = CrawlPolicy("信息科", delay=0.0, window=None)
        county = County("县", (portal,), (), policy, "xiuwen", probe=ProbePolicy(trust_file="authority.pem"))
        home = Home(tmp_path / "home", tmp_path)
        night = Night(home, county, load_scheme("xiuwen"), Silence())
        assert night.run(DAY).crawled == {"xiuwen": "xiuwen-20260302-1"}
        night.run(DAY)
    store = home.open_store()
    [look] = certificate_looks(store, DAY, DAY)
    assert look.faults == (Fault.EXPIRED,)
    [known] = findings(store, DAY)
    store.close()
    assert (known.finding.rule, known.unit, known.subject) == ("certificate-problem", "", f"xiuwen:localhost:{port}")


class Silence:
    """Whom a night tells how far it is, and who does not care."""

    def crawling(self, portal: str, progress: Progress) -> None:
        """Nothing."""

    def checking(self, done: int, total: int) -> None:
        """Nothing."""

    def say(self, sentence: str) -> None:
        """Nothing."""
