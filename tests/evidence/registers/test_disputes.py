"""Appeals and rulings: one after the other, each signed, and every earlier day still as it stood."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from made_office import TODAY, document

from county.register import RulingState
from evidence import audit
from evidence.errors import EvidenceError
from evidence.registers.disputes import DISPUTES, Registry, appeals, dispute, rulings
from evidence.store import Store

LATER = TODAY + dt.timedelta(days=7)
ENTRY = "0123456789abcdef"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence.db")


def registry(store: Store, today: dt.date = TODAY, author: str = "李四") -> Registry:
    return Registry(store, store.path.with_name("registers"), today, author)


def test_an_appeal_is_open_until_its_entry_is_ruled_on(store: Store, tmp_path: Path) -> None:
    paper = document(tmp_path)
    appeal = registry(store).appeal("longchang", ENTRY, "已于2月报备 13812345678", paper)
    assert (appeal.id, appeal.reason, appeal.receipt.document) == ("SS-1", "已于2月报备 138****5678", "回执.PDF")
    registry(store, LATER).rule("longchang", "another", RulingState.UPHELD, "无依据")
    assert [case.ruling for case in appeals(store)] == [None]
    ruling = registry(store, LATER, "王主任").rule("longchang", ENTRY, RulingState.WAIVED, "情况属实")
    assert [case.ruling for case in appeals(store)] == [ruling]
    assert [case.ruling for case in appeals(store, known_by=TODAY)] == [None]
    assert audit.verify(store.connection) is None


def test_a_second_appeal_waits_for_the_first_to_be_ruled(store: Store) -> None:
    registry(store).appeal("longchang", ENTRY, "不同意")
    with pytest.raises(EvidenceError, match="已有待裁定的申诉 SS-1"):
        registry(store).appeal("longchang", ENTRY, "还是不同意")
    first = registry(store).rule("longchang", ENTRY, RulingState.UPHELD, "证据充分")
    registry(store).appeal("longchang", ENTRY, "有新证据")
    second = registry(store).rule("longchang", ENTRY, RulingState.WITHDRAWN, "新证据属实")
    assert [case.ruling for case in appeals(store)] == [first, second]


def test_the_newest_ruling_counts_and_earlier_days_keep_theirs(store: Store) -> None:
    first = registry(store).rule("longchang", ENTRY, RulingState.WAIVED, "报备")
    second = registry(store, LATER).rule("longchang", ENTRY, RulingState.UPHELD, "报备不实")
    assert rulings(store) == {"longchang": (second,)}
    assert rulings(store, known_by=TODAY) == {"longchang": (first,)}
    assert rulings(store, known_by=TODAY - dt.timedelta(days=1)) == {}
    assert dispute(store, "CD-1") == first


def test_a_ruling_may_be_dated_back_to_its_meeting_but_is_known_when_written(store: Store) -> None:
    ruling = registry(store, LATER).rule("longchang", ENTRY, RulingState.WAIVED, "会议决定", made_on=TODAY)
    assert (ruling.made_on, ruling.receipt.recorded_on) == (TODAY, LATER)
    assert rulings(store, known_by=TODAY) == {}
    with pytest.raises(EvidenceError, match="裁定日期 2026-04-07 还没有到"):
        registry(store).rule("longchang", ENTRY, RulingState.WAIVED, "会议决定", made_on=LATER)


def test_a_store_made_again_has_every_dispute(store: Store, tmp_path: Path) -> None:
    registry(store).appeal("longchang", ENTRY, "不同意")
    registry(store).rule("longchang", ENTRY, RulingState.WITHDRAWN, "属实")
    told = appeals(store), rulings(store)
    store.close()
    for leftover in tmp_path.glob("evidence.db*"):
        leftover.unlink()
    fresh = Store(tmp_path / "evidence.db")
    DISPUTES.restore(fresh)
    assert (appeals(fresh), rulings(fresh)) == told
    with pytest.raises(Exception, match="append-only"):
        fresh.connection.execute("UPDATE dispute SET state = 'UPHELD'")


def test_nothing_is_kept_without_a_name_or_a_reason(store: Store, tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="申诉没有写理由"):
        registry(store).appeal("longchang", ENTRY, " ")
    with pytest.raises(EvidenceError, match="没有署名"):
        registry(store, author="").rule("longchang", ENTRY, RulingState.WAIVED, "属实")
    assert not (tmp_path / "rulings.jsonl").exists()
