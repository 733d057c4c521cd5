"""Writing into the registers: appended, dated, signed, proved; every mistake is one sentence."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from made_office import DUTY, HAND_IN, TODAY, clerk, document

from county.register import BonusClaim, ClaimState, HandIn, Receipt, Register
from evidence import audit
from evidence.errors import EvidenceError
from evidence.registers.documents import LARGEST, Attached, document_path, verify_document
from evidence.registers.entries import REGISTERS, registers, versions_of
from evidence.store import Store

JANUARY = dt.date(2026, 1, 20)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence.db")


def test_an_entry_is_kept_as_written_with_its_receipt(store: Store) -> None:
    written = clerk(store, JANUARY).add(Register.HAND_IN, "龙场街道办事处", HAND_IN, note="当面交")
    assert written.entry.id == "BS-1"
    [hand_in] = registers(store)["longchang"].hand_ins
    receipt = Receipt(JANUARY, "张三", note="当面交")
    assert hand_in == HandIn("BS-1", "longchang", "annual-report", "2025", JANUARY, receipt)
    assert audit.verify(store.connection) is None
    [action] = store.connection.execute("SELECT action FROM audit").fetchone()
    assert action == "register"


def test_a_correction_is_appended_and_an_earlier_day_still_shows_what_stood(store: Store) -> None:
    clerk(store, JANUARY).add(Register.HAND_IN, "longchang", HAND_IN)
    clerk(store, TODAY, "李四").correct("bs-1", {"received": "2026年1月19日"}, note="看错日期")
    [now] = registers(store)["longchang"].hand_ins
    assert (now.received, now.period, now.receipt.author) == (dt.date(2026, 1, 19), "2025", "李四")
    [then] = registers(store, known_by=TODAY - dt.timedelta(days=1))["longchang"].hand_ins
    assert then.received == JANUARY
    assert registers(store, known_by=JANUARY - dt.timedelta(days=1)) == {}


def test_what_is_retracted_counts_no_more_and_may_be_written_again(store: Store) -> None:
    clerk(store, JANUARY).add(Register.HAND_IN, "longchang", HAND_IN)
    clerk(store).retract("BS-1", "登记错单位")
    assert registers(store) == {}
    assert registers(store, known_by=JANUARY)["longchang"].hand_ins
    assert clerk(store).add(Register.HAND_IN, "longchang", HAND_IN).entry.id == "BS-2"
    assert [one.retracted for one in versions_of(store, "BS-1")] == [False, True]
    with pytest.raises(EvidenceError, match="没有编号为 BS-1 的登记，或者它已撤回"):
        clerk(store).correct("BS-1", {"period": "2024"})


def test_a_store_made_again_from_its_packs_has_every_version(store: Store, tmp_path: Path) -> None:
    clerk(store, JANUARY).add(Register.DUTY, "longchang", DUTY, document(tmp_path))
    clerk(store).correct("QD-1", {"title": "部门预算"})
    clerk(store).add(Register.BONUS, "县财政局", {"clause": "（四）1", "title": "解读", "happened_on": "2026-03-02"})
    told, versions = registers(store), versions_of(store, "QD-1")
    assert REGISTERS.difference(store) == ""
    store.close()
    for leftover in tmp_path.glob("evidence.db*"):
        leftover.unlink()
    fresh = Store(tmp_path / "evidence.db")
    REGISTERS.restore(fresh)
    assert (registers(fresh), versions_of(fresh, "QD-1")) == (told, versions)
    [claim] = told["caizheng"].bonus_claims
    assert (claim.times, claim.state) == (1, ClaimState.CLAIMED)
    assert isinstance(claim, BonusClaim)


def test_versions_can_neither_be_changed_nor_deleted(store: Store) -> None:
    clerk(store).add(Register.HAND_IN, "longchang", HAND_IN)
    for statement in ("UPDATE register_version SET author = '李四'", "DELETE FROM register_version"):
        with pytest.raises(Exception, match="append-only"):
            store.connection.execute(statement)


def test_a_document_is_copied_once_under_its_hash_and_survives_a_correction(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    first = clerk(store).add(Register.HAND_IN, "longchang", HAND_IN, document(tmp_path))
    again = document(tmp_path, name="同一份.pdf")
    clerk(store).add(Register.HAND_IN, "caizheng", HAND_IN, again)
    receipt = first.entry.receipt
    assert (receipt.document, receipt.sha256) == ("回执.PDF", hashlib.sha256(again.read_bytes()).hexdigest())
    [kept] = folder.iterdir()
    assert (kept.name, kept.stat().st_mode & 0o777) == (f"{receipt.sha256}.pdf", 0o600)
    corrected = clerk(store).correct("BS-1", {"period": "2024"})
    assert corrected.entry.receipt.sha256 == receipt.sha256
    verify_document(folder, Attached(receipt.document, receipt.sha256))
    document_path(folder, receipt.sha256).write_bytes(b"forged")
    with pytest.raises(EvidenceError, match=r"附件 回执\.PDF.*散列值不符"):
        verify_document(folder, Attached(receipt.document, receipt.sha256))


def test_a_document_that_cannot_be_taken_leaves_nothing(store: Store, tmp_path: Path) -> None:
    huge = document(tmp_path, b"")
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(EvidenceError, match="超过 32 MB"):
        clerk(store).add(Register.HAND_IN, "longchang", HAND_IN, huge)
    with pytest.raises(EvidenceError, match="不存在"):
        clerk(store).add(Register.HAND_IN, "longchang", HAND_IN, tmp_path / "无.pdf")
    assert registers(store) == {}
    assert not (tmp_path / "registers.jsonl").exists()


def test_personal_numbers_are_masked_in_all_that_is_kept(store: Store, tmp_path: Path) -> None:
    paper = document(tmp_path, name="张三13812345678.pdf")
    values = {"number": "2026-1 电话13812345678", "received": "2026-03-02"}
    clerk(store, author="李四13987654321").add(Register.REQUEST, "longchang", values, paper, "回电13812345678")
    kept = (tmp_path / "registers.jsonl").read_text(encoding="utf-8")
    told = "\n".join(map(str, store.connection.execute("SELECT * FROM register_version, audit")))
    assert "138****5678" in kept
    assert not any(number in kept + told for number in ("13812345678", "13987654321"))


@pytest.mark.parametrize(
    ("register", "unit", "changes", "sentence"),
    [
        (Register.HAND_IN, "龙场街道办", {}, "没有单位“龙场街道办”，请改成“龙场街道办事处”。"),
        (Register.HAND_IN, "", {}, "“单位”没有填写，请补上。"),
        (Register.HAND_IN, "longchang", {"item": ""}, "“事项”没有填写，请补上。"),
        (
            Register.HAND_IN,
            "longchang",
            {"item": "政府信息公开年度报告"},
            "没有“政府信息公开年度报告”这个事项，请改成“政府信息公开工作年度报告”。",
        ),
        (Register.HAND_IN, "longchang", {"item": "QD-7"}, "这个单位的责任清单里没有 QD-7，请用"),
        (
            Register.HAND_IN,
            "longchang",
            {"period": "2025上半年"},
            "“政府信息公开工作年度报告”报送的期间不会是 2025-H1，请写成 2025。",
        ),
        (
            Register.HAND_IN,
            "longchang",
            {"period": "2026"},
            "“政府信息公开工作年度报告”报的是上一年，期间却写了 2026，请写成 2025。",
        ),
        (Register.HAND_IN, "longchang", {"period": "上半年"}, "期间“上半年”写法不对，请写成 2026、2026上半年、"),
        (
            Register.HAND_IN,
            "longchang",
            {"received": "2026-02-30"},
            "收到日期“2026-02-30”不是日期，请写成 2026-03-05，年份在 2000 至 2100 之间。",
        ),
        (Register.HAND_IN, "longchang", {"received": "3月5日"}, "收到日期“3月5日”不是日期，"),
        (
            Register.HAND_IN,
            "longchang",
            {"received": "2026-04-01"},
            "收到日期 2026-04-01 还没有到，请写 2026-03-31 或以前的日期。",
        ),
        (Register.DUTY, "longchang", {"column": "财政"}, "龙场街道办事处没有“财政”这个栏目，请"),
        (Register.DUTY, "县财政局", {}, "县财政局没有“财政预决算”这个栏目，请从中选一个（可选：工作动态、政策文件）。"),
        (
            Register.DUTY,
            "longchang",
            {"due": "2025-12-31"},
            "截止日期 2025-12-31 早于起算日期 2026-01-01，请核对两个日期。",
        ),
    ],
)
def test_every_mistake_is_one_sentence(
    store: Store, register: Register, unit: str, changes: dict[str, str], sentence: str
) -> None:
    values = {Register.HAND_IN: HAND_IN, Register.DUTY: DUTY}[register]
    with pytest.raises(EvidenceError) as caught:
        clerk(store).add(register, unit, values | changes)
    assert str(caught.value).startswith(sentence)
    assert registers(store) == {}


@pytest.mark.parametrize(
    ("register", "values", "sentence"),
    [
        (
            Register.REQUEST,
            {"number": "1", "received": "2026-03-02", "replied": "2026-03-01"},
            "答复日期 2026-03-01 早于收到日期 2026-03-02，请核对两个日期。",
        ),
        (
            Register.REQUEST,
            {"number": "1", "received": "2026-03-02", "excluded_days": "一周"},
            "扣除天数“一周”不对，请写 0 至 250 的整数。",
        ),
        (
            Register.REQUEST,
            {"number": "1", "received": "2026-03-02", "extended": "延了"},
            "已延期“延了”不认识，请填“是”或“否”，留空为“否”。",
        ),
        (
            Register.BONUS,
            {"clause": "(五)1", "title": "解读", "happened_on": "2026-03-02"},
            "没有“(五)1”这个条款，请从中选一个（可选：(四)1 政策解读、(四)5 网上调查）。",
        ),
        (Register.TASK, {"title": "专项", "points": "0", "decided_on": "2026-03-02"}, "分值“0”不对，请写不为 0、"),
        (Register.TASK, {"title": "专项", "points": "1e9", "decided_on": "2026-03-02"}, "分值“1e9”不对，"),
        (
            Register.EXEMPTION,
            {"column": "工作动态", "since": "2026-03-02", "until": "2026-03-01", "reason": "休假"},
            "结束日期 2026-03-01 早于开始日期 2026-03-02，请核对两个日期。",
        ),
    ],
)
def test_mistakes_of_the_other_registers(
    store: Store, register: Register, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(EvidenceError) as caught:
        clerk(store).add(register, "longchang", values)
    assert str(caught.value).startswith(sentence)


def test_several_mistakes_are_told_at_once(store: Store) -> None:
    with pytest.raises(EvidenceError) as caught:
        clerk(store).add(Register.HAND_IN, "longchang", {"item": "x", "period": "y", "received": "z"})
    assert len(str(caught.value).splitlines()) == 3


def test_the_same_matter_is_not_written_twice(store: Store) -> None:
    clerk(store, JANUARY).add(Register.HAND_IN, "longchang", HAND_IN)
    clerk(store).add(Register.HAND_IN, "caizheng", HAND_IN)
    clerk(store).add(Register.HAND_IN, "longchang", HAND_IN | {"period": "2024年"})
    with pytest.raises(EvidenceError) as caught:
        clerk(store).add(Register.HAND_IN, "longchang", HAND_IN | {"received": ""})
    assert str(caught.value) == (
        "这个单位的“政府信息公开工作年度报告、2025”已登记为 BS-1（2026年1月20日），请更正 BS-1，不要重复登记。"
    )
    with pytest.raises(EvidenceError, match="已登记为 BS-1"):
        clerk(store).correct("BS-3", {"period": "2025"})


def test_a_correction_to_another_unit_looks_at_its_columns(store: Store) -> None:
    clerk(store).add(Register.DUTY, "longchang", DUTY)
    with pytest.raises(EvidenceError, match="县财政局没有“财政预决算”这个栏目"):
        clerk(store).correct("QD-1", {"unit": "县财政局"})
    clerk(store).correct("QD-1", {"unit": "县财政局", "column": "政策文件"})
    assert not registers(store).get("longchang")
    assert registers(store)["caizheng"].duties[0].title == ("部门预算", "2026")


def test_a_hand_in_may_be_for_a_duty_of_the_units_list(store: Store) -> None:
    clerk(store).add(Register.DUTY, "longchang", DUTY | {"column": ""})
    clerk(store).add(Register.HAND_IN, "longchang", HAND_IN | {"item": "qd-1"})
    assert registers(store)["longchang"].hand_ins[0].item == "QD-1"
    with pytest.raises(EvidenceError, match="责任清单里没有 QD-1"):
        clerk(store).add(Register.HAND_IN, "caizheng", HAND_IN | {"item": "QD-1"})


def test_nothing_is_kept_without_a_name_a_change_or_a_reason(store: Store) -> None:
    with pytest.raises(EvidenceError, match="没有署名"):
        clerk(store, author=" ").add(Register.HAND_IN, "longchang", HAND_IN)
    clerk(store).add(Register.HAND_IN, "longchang", HAND_IN)
    with pytest.raises(EvidenceError, match="没有改动"):
        clerk(store).correct("BS-1", {"period": "2025年度"})
    with pytest.raises(EvidenceError, match="没有说明理由"):
        clerk(store).retract("BS-1", " ")


def test_ids_are_counted_by_register_and_sorted_as_numbers(store: Store) -> None:
    for year in range(2010, 2021):
        clerk(store).add(Register.HAND_IN, "longchang", {"item": "progress", "period": str(year)})
    clerk(store).add(Register.DUTY, "longchang", DUTY)
    assert [one.id for one in registers(store)["longchang"].hand_ins][-3:] == ["BS-9", "BS-10", "BS-11"]
    assert registers(store)["longchang"].duties[0].id == "QD-1"
