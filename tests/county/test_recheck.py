"""What one look at the place of a finding says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from county.finding import Finding, Level
from county.recheck import OUTCOME_NAMES, Answer, Files, Outcome, Reread, judge

SENTENCE = "今年以来，县住建局已按装路灯#盏，方便群众夜间出行"
FAULT = Finding("wrong-characters", Level.GENERAL, "按装", "错别字", SENTENCE, f"…{SENTENCE}。…")
READ = Reread(Answer.READ, text="路灯\n今年以来，县住建局已安装路灯21盏，方便群众夜间出行。")
GONE = Reread(Answer.GONE, reason="页面不存在（状态码 404）。")
Saw = Outcome


@pytest.mark.parametrize(
    ("look", "outcome"),
    [
        (READ, Saw.FIXED),
        (replace(READ, found=True), Saw.STILL_THERE),
        (replace(READ, found=True, whole=False), Saw.STILL_THERE),
        (replace(READ, again=True), Saw.STILL_THERE),
        (replace(READ, text="通知\n县住建局关于2026年清明节放假安排的通知。"), Saw.REWORDED),
        (replace(READ, whole=False, reason="分页没有读到。"), Saw.CANNOT_TELL),
        (Reread(Answer.NONE, reason="被网站防护拦截（状态码 412）。"), Saw.CANNOT_TELL),
        (Reread(Answer.NONE, whole=False), Saw.CANNOT_TELL),
        (GONE, Saw.PAGE_GONE),
        (replace(GONE, files=Files.OPEN), Saw.ATTACHMENT_OPEN),
        (replace(GONE, files=Files.UNSEEN), Saw.CANNOT_TELL),
        (replace(READ, found=True, orphan=True), Saw.ATTACHMENT_OPEN),
    ],
)
def test_each_answer_has_its_outcome(look: Reread, outcome: Outcome) -> None:
    assert judge(FAULT, look).outcome is outcome


def test_what_cannot_be_told_always_has_a_reason() -> None:
    assert judge(FAULT, Reread(Answer.NONE, reason="超过 30 秒没有读完。")).reason == "超过 30 秒没有读完。"
    assert judge(FAULT, Reread(Answer.NONE)).reason
    assert judge(FAULT, replace(GONE, files=Files.UNSEEN)).reason


def test_one_side_of_the_words_is_context_enough_and_figures_tell_no_places_apart() -> None:
    mended = "今年以来，县住建局完成了路灯30盏的改造，方便群众夜间出行。"
    assert judge(FAULT, replace(READ, text=mended)).outcome is Saw.REWORDED
    assert judge(FAULT, replace(READ, text=f"装好路灯300盏，方便群众夜间出行。{mended}")).outcome is Saw.FIXED


def test_where_nothing_stood_round_the_words_there_is_nothing_to_look_for() -> None:
    cell = Finding("personal-id", Level.SUSPECTED, "身份证号", "整列号码", "表1 身份证号", "张三 5201**********1234")
    assert judge(cell, replace(READ, text="名单\n姓名\t身份证号\n张三\t520121********1234")).outcome is Saw.FIXED
    column = Finding("column-stale", Level.GENERAL, "2026-W07", "没有更新")
    assert judge(column, Reread(Answer.READ)).outcome is Saw.FIXED


def test_every_outcome_has_a_name_and_says_whether_the_fault_was_seen() -> None:
    assert set(OUTCOME_NAMES) == set(Outcome)
    assert {one for one in Outcome if one.is_mended} == {Saw.FIXED, Saw.PAGE_GONE}
    assert {one for one in Outcome if one.is_unmended} == {Saw.STILL_THERE, Saw.ATTACHMENT_OPEN}
