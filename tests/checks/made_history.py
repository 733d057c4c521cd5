"""Columns, visits and items by hand, for the tests of the checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from checks import CheckedText, PlaceKind, UnitNews
from county.calendar import Calendar
from county.counting import CountingPolicy
from county.history import ColumnHistory, Item
from county.personal import Redactor
from county.text import Text
from county.units import Column, ColumnKind, Unit, UnitClass
from county.visit import Verdict, Visit
from wordlists import WordLists, load

TODAY = dt.date(2026, 3, 31)
WORDS = load()
HOST = "http://www.example.gov.cn"


def day(days_ago: int) -> dt.date:
    return TODAY - dt.timedelta(days=days_ago)


def made_column(duty: int | None = 180, kind: ColumnKind = ColumnKind.POLICY) -> Column:
    return Column("longchang", kind.value, kind, f"{HOST}/{kind.name.lower()}/", duty)


def made_unit(*columns: Column) -> Unit:
    return Unit("longchang", "龙场街道办事处", UnitClass.FIRST, "xiuwen", columns)


def visit(
    days_ago: int = 0,
    verdict: Verdict = Verdict.COMPLETE,
    *,
    entries: int = 1,
    newest: dt.date | None = None,
    covered: dt.date | None = dt.date(2025, 12, 31),
    empty: str = "",
) -> Visit:
    reason = "" if verdict is Verdict.COMPLETE else "没有读全。"
    return Visit("run", day(days_ago), "key", verdict, reason, entries, newest, covered, empty)


def item(
    page: str,
    date: dt.date | None,
    *,
    title: str = "",
    seen: dt.date | None = None,
    text: str | None = None,
    url: str = "",
) -> Item:
    first_seen = seen or date or TODAY
    return Item(
        page,
        url or f"{HOST}/{page}.html",
        title or page,
        date,
        None,
        None,
        first_seen,
        TODAY,
        page if text is None else text,
    )


def history(visits: Sequence[Visit], items: Sequence[Item] = (), column: Column | None = None) -> ColumnHistory:
    column = column or made_column()
    return ColumnHistory(made_unit(column), column, TODAY, tuple(visits), tuple(items))


def news(*items: Item, visits: Sequence[Visit] = (), quota: int = 1) -> UnitNews:
    column = made_column(14, ColumnKind.NEWS)
    histories = (history(visits or [visit()], items, column),)
    first = dt.date(2026, 1, 1)
    return UnitNews(made_unit(column), histories, quota, first, TODAY, Calendar(), CountingPolicy())


def checked(text: Text | str, title: str = "", words: WordLists = WORDS, day: dt.date | None = None) -> CheckedText:
    body = Redactor(b"key").redact(Text(text) if isinstance(text, str) else text)
    return CheckedText(title, body, PlaceKind.PAGE, words, day)
