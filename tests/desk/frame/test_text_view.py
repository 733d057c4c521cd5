"""The text with its hit: near it, in its paragraph, in the row and column of its table."""

from __future__ import annotations

from county.text import Table, Text
from desk.frame.text_view import NEAR, PARAGRAPHS, ROWS, Paragraph, ShownTable, blocks, near


def test_sixty_characters_to_each_side() -> None:
    content = "前" * 100 + "命中" + "后" * 100
    before, hit, after = near(content, (100, 102))
    assert (before[0], hit, after[0]) == ("…" + "前" * NEAR, ("命中", True), "后" * NEAR + "…")


def test_a_hit_in_a_table_marks_its_row_and_its_column() -> None:
    lines = [f"{number}\t张{number}\t号码{number}" for number in range(100)]
    content = "名单\n" + "\n".join(lines) + "\n落款\n"
    text = Text(content, (Table("名单（隐藏工作表）", ("序号", "姓名", "号码"), 3, content.index("落款")),))
    start = content.index("号码50")
    head, table, foot = blocks(text, [(start, start + 4)])
    assert isinstance(table, ShownTable)
    assert (head, foot) == (Paragraph((("名单", False),)), Paragraph((("落款", False),)))
    assert (table.column, table.total, len(table.rows)) == (2, 100, 2 * ROWS + 1)
    [row] = [row for row in table.rows if row.hit]
    assert (row.number, row.cells[2]) == (51, (("号码50", True),))


def test_a_long_text_is_shown_round_the_hit() -> None:
    content = "\n".join(f"段{number}" for number in range(5000)) + "\n"
    start = content.index("段4000")
    shown = blocks(Text(content), [(start, start + 5)])
    assert len(shown) == PARAGRAPHS
    assert Paragraph((("段4000", True),)) in shown
