"""The journal of probes: it only grows, loses nothing, holds no whole number, and gives the store back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from county.certificate import CertificateFault, CertificateLook
from county.probe import Outcome, ProbeVisit
from evidence.probes import certificate_looks, probe_visits, record_certificates, record_visits, restore_probes
from evidence.store import Store

DAY = dt.date(2026, 3, 2)
VISIT = ProbeVisit("r1", "xiuwen", "http://a.cn/", "", "2026-03-02T01:00:00Z", DAY, Outcome.FAILED, "拒绝连接。", 0.25)
LOOK = CertificateLook(
    *("xiuwen", "a.cn", "2026-03-02T01:00:00Z", DAY, True, ""),
    faults=(CertificateFault.EXPIRED, CertificateFault.WRONG_HOST),
    subject="a.cn",
    issuer="某机构",
    expires=dt.date(2026, 3, 1),
    protocol="TLSv1.3",
)


def at(hour: int, **changes: str) -> ProbeVisit:
    values = {"home": VISIT.home, "reason": VISIT.reason} | changes
    time = f"2026-03-02T{hour:02d}:00:00Z"
    return ProbeVisit("r1", "xiuwen", values["home"], "", time, DAY, Outcome.FAILED, values["reason"], 0.25)


def opened(folder: Path) -> Store:
    store = Store(folder / "evidence.db")
    restore_probes(store)
    return store


def test_what_was_recorded_comes_back(tmp_path: Path) -> None:
    record_visits(tmp_path / "probes", [VISIT])
    record_certificates(tmp_path / "probes", [LOOK])
    store = opened(tmp_path)
    assert probe_visits(store, DAY, DAY) == [VISIT]
    assert certificate_looks(store, DAY, DAY) == [LOOK]
    store.close()


def test_the_store_can_be_deleted_and_the_journal_read_twice(tmp_path: Path) -> None:
    for hour in range(5):
        record_visits(tmp_path / "probes", [at(hour)])
        opened(tmp_path).close()
    (tmp_path / "evidence.db").unlink()
    store = opened(tmp_path)
    with store.write() as connection:
        connection.execute("DELETE FROM probe_journal")
    restore_probes(store)
    assert probe_visits(store, DAY, DAY) == [at(hour) for hour in range(5)]
    store.close()


def test_a_line_that_a_power_cut_tore_costs_only_itself(tmp_path: Path) -> None:
    journal = tmp_path / "probes" / f"{DAY}.jsonl"
    record_visits(tmp_path / "probes", [at(1), at(2)])
    journal.write_bytes(journal.read_bytes()[:-40])
    opened(tmp_path).close()
    record_visits(tmp_path / "probes", [at(3)])
    store = opened(tmp_path)
    assert [visit.at for visit in probe_visits(store, DAY, DAY)] == [at(1).at, at(3).at]
    store.close()


def test_no_whole_number_is_written(tmp_path: Path) -> None:
    record_visits(tmp_path / "probes", [at(1, home="http://a.cn/张三13812345678/", reason="请致电 13812345678。")])
    text = (tmp_path / "probes" / f"{DAY}.jsonl").read_text(encoding="utf-8")
    assert "13812345678" not in text
    assert text.count("138****5678") == 2
