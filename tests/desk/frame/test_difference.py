"""Before and after: what a reader would call changed."""

from __future__ import annotations

from county.text import Text
from desk.frame.difference import Change, difference, within_line


def _told(before: str, after: str) -> str:
    signs = {Change.SAME: "{}", Change.ADDED: "[+{}]", Change.REMOVED: "[-{}]"}
    return "".join(signs[change].format(text) for change, text in within_line(before, after))


def test_a_changed_word_is_told_within_its_line() -> None:
    assert _told("县政府召开常务会议", "县政府召开全体会议") == "县政府召开[-常务][+全体]会议"
    assert _told("2026年3月1日发布", "2026年3月12日发布") == "2026年3月[-1][+12]日发布"


def test_scattered_changes_are_told_as_one() -> None:
    assert _told("请到一楼大厅办理", "请去二楼窗口办理") == "请[-到一楼大厅][+去二楼窗口]办理"


def test_unchanged_lines_are_counted_and_left_out() -> None:
    lines = [f"第{number}段" for number in range(50)]
    before = Text("\n".join(lines))
    after = Text("\n".join([*lines[:40], "新增的一段", *lines[40:]]))
    told = difference(before, after)
    assert [row.skipped for row in told.rows] == [38, 0, 0, 0, 0]
    assert (told.added, told.removed) == (5, 0)


def test_equal_texts_have_no_rows_and_long_ones_say_so() -> None:
    assert difference(Text("同"), Text("同")).rows == ()
    assert not difference(Text("行\n" * 5000), Text("行\n" * 5001)).whole
