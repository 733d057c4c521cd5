"""The source of a page: escaped, masked, at the line of the hit."""

from __future__ import annotations

import pytest

from county.hits import Hit
from desk.frame.source_view import LINES, LONGEST_LINE, source_view

ID = "520123190301010037"


def _shown(source: str, hit: Hit | None = None) -> str:
    return "\n".join("".join(text for text, _ in line.parts) for line in source_view(source, hit).lines)


def test_the_line_of_the_hit_is_told_and_marked() -> None:
    source = "<p>一</p>\n" * 300 + "<p>关于<b>印</b>发通知</p>\n" + "<p>二</p>\n" * 300
    view = source_view(source, Hit("印发", "关于"))
    assert view.hit == 301
    assert view.first <= 301 < view.first + LINES
    line = view.lines[view.hit - view.first]
    assert line.number == "301"
    assert [text for text, marked in line.parts if marked] == ["印</b>发"]


def test_an_address_is_found_in_the_source() -> None:
    assert source_view('a\n<script src="http://evil.example/x.js"></script>', Hit("evil.example")).hit == 2


def test_a_minified_page_is_broken_into_readable_lines() -> None:
    view = source_view("x" * LONGEST_LINE * 3 + "命中" + "y" * 10, Hit("命中"))
    assert view.total == 4
    assert [line.number for line in view.lines] == ["1", "", "", ""]
    assert view.hit == 4


def test_no_whole_number_is_shown_however_it_was_written() -> None:
    references = "".join(f"&#{ord(digit)};" for digit in ID)
    percent = "".join(f"%{ord(digit):x}" for digit in ID)
    for source in (ID, f"{ID[:6]}<span>{ID[6:]}</span>", references, f'<a href="/{percent}">', f"身份证{references}"):
        shown = _shown(f"<p>身份证号 {source} </p>")
        assert ID not in shown.replace("<span>", "").replace("</span>", "")
        assert references not in shown
        assert percent not in shown


@pytest.mark.parametrize(
    ("source", "number"),
    [
        (f"<a href='http://portal.example/a/{ID}.html'>见附件</a>", ID),
        (f'<script src="//js.example/{ID}.js"></script>', ID),
        (f"<p style='background:url(file:///C:/张三{ID}/a.png)'>", ID),
        ('<a href="/f/%E6%9D%8E%E5%9B%BD%E7%8F%8D13900000001.xls">附件</a>', "13900000001"),
        ("<a href='/f?name=1&amp;tel=13900000001'>附件</a>", "13900000001"),
    ],
)
def test_no_whole_number_is_shown_in_an_address(source: str, number: str) -> None:
    shown = _shown(source)
    assert number not in shown
    assert number[-4:] in shown


def test_all_of_a_source_can_be_paged_through() -> None:
    source = "\n".join(f"行{number}" for number in range(1000))
    seen = [line for first in range(1, 1001, LINES) for line in source_view(source, None, first=first).lines]
    assert {"".join(text for text, _ in line.parts) for line in seen} == set(source.split("\n"))
