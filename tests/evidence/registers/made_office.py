"""A made-up office: units, words of its scheme, and a clerk who writes into a real store."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from county.books.terms import HandInTerm, Terms
from county.register import Register
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.registers.clerk import Clerk
from evidence.store import Store

TODAY = dt.date(2026, 3, 31)


def _unit(id_: str, name: str, *columns: str) -> Unit:
    kept = tuple(
        Column(id_, column, ColumnKind.OTHER, f"http://127.0.0.1/{id_}/{number}/", None)
        for number, column in enumerate(columns)
    )
    return Unit(id_, name, UnitClass.FIRST, "xiuwen", kept, aliases=(name[:4],))


TERMS = Terms(
    units=(
        _unit("longchang", "龙场街道办事处", "工作动态", "财政预决算"),
        _unit("caizheng", "县财政局", "工作动态", "政策文件"),
    ),
    items={
        "annual-report": HandInTerm("政府信息公开工作年度报告", last_year=True),
        "progress": HandInTerm("基层政务公开推进情况表", frozenset({"", "-H1"})),
    },
    clauses={
        Register.BONUS: {"(四)1": "政策解读", "(四)5": "网上调查"},
        Register.EVENT: {"(五)1": "失泄密", "(五)5": "列入问题清单"},
    },
)
HAND_IN = {"item": "annual-report", "period": "2025", "received": "2026-01-20"}
DUTY = {
    "item": "部门预算",
    "column": "财政预决算",
    "title": "部门预算；2026",
    "opens": "2026-01-01",
    "due": "2026-02-20",
}


def clerk(store: Store, today: dt.date = TODAY, author: str = "张三") -> Clerk:
    return Clerk(store, store.path.with_name("registers"), TERMS, today, author)


def document(folder: Path, content: bytes = b"%PDF-1.4 receipt", name: str = "回执.PDF") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
