"""Dates as portals print them."""

import datetime as dt

import pytest

from crawler.reading.dates import address_date, first_date, row_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-03", dt.date(2026, 2, 3)),
        ("[2026/2/3]", dt.date(2026, 2, 3)),
        ("2026.02.03", dt.date(2026, 2, 3)),
        ("2026年02月03日 08:02", dt.date(2026, 2, 3)),
        ("2026 年 2 月 3 日", dt.date(2026, 2, 3)),
        ("2026-02-0309:30", dt.date(2026, 2, 3)),
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("索引号 2026-02-00018", None),
        ("000014349/2026-00012", None),
        ("1.2.3", None),
    ],
)
def test_dates_in_text(text: str, expected: dt.date | None) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("03\n2026-02", "", dt.date(2026, 2, 3)),
        ("2026-02\n03", "", dt.date(2026, 2, 3)),
        ("02-03", "http://a.cn/202602/t20260203_1.html", dt.date(2026, 2, 3)),
        ("02-03\n2026", "", dt.date(2026, 2, 3)),
        ("02-03", "http://a.cn/1.html", None),
        ("02-30", "http://a.cn/202602/1.html", None),
    ],
)
def test_dates_in_rows(text: str, url: str, expected: dt.date | None) -> None:
    assert row_date(text, url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.cn/202604/t20260409_14.html", dt.date(2026, 4, 9)),
        ("http://a.cn/art/2026/4/9/art_1_2.html", dt.date(2026, 4, 9)),
        ("http://a.cn/20260409/abc.html", dt.date(2026, 4, 9)),
        ("http://a.cn/xw/202604/1.html", None),
        ("http://a.cn/info/1052/1870.htm", None),
    ],
)
def test_dates_in_addresses(url: str, expected: dt.date | None) -> None:
    assert address_date(url) == expected
