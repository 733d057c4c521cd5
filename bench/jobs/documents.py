"""Documents (附件): lists of persons in sheets, Word files and PDF, by ours, a reader of each form, and one of all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import docx

from bench.contest.contestant import told_by
from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Row, compared
from bench.personal.case import Case, Grid
from bench.personal.made import person_name, resident_id
from bench.personal.writers import written

READERS = {"xlsx": "openpyxl", "docx": "python-docx", "pdf": "pdfplumber"}
"""The reader of each form; markitdown reads all."""
EVERY = "markitdown"
SEED = 20260401
_row = partial(compared, "documents")
_HEADER = ("序号", "姓名", "身份证号", "住址", "补助金额", "备注")


@dataclass(frozen=True)
class Planted:
    """A document with resident ids in it."""

    name: str
    path: Path
    numbers: Sequence[str]


def measure(rounds: int) -> list[Row]:
    """Of each document: seconds of CPU, import apart, peak memory, and the numbers found of those planted."""
    folder = (WORKSHOP / "documents").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return [row for planted in _made(folder) for row in _measured(planted, rounds)]


def _measured(planted: Planted, rounds: int) -> list[Row]:
    readers = ("ours", READERS[planted.path.suffix[1:]], EVERY)
    runs = interleaved(
        {
            name: partial(told_by, "read_document.py", "" if name == "ours" else "documents", name, planted.path)
            for name in readers
        },
        rounds,
    )
    found = {name: float(sum(number in told[0].lines[0] for number in planted.numbers)) for name, told in runs.items()}
    reading, importing, memory = (
        medians(runs, lambda told: told.cost["read_seconds"]),
        medians(runs, lambda told: told.cost["import_seconds"]),
        medians(runs, lambda told: told.cost["peak_mb"]),
    )
    name = planted.name
    return [
        _row(f"{name}: reading", "seconds of CPU", reading, runs=rounds),
        _row(f"{name}: importing the reader", "seconds of CPU", importing, runs=rounds),
        _row(f"{name}: peak memory", "MB", memory, runs=rounds),
        _row(f"{name}: ids found", f"of {len(planted.numbers)}", found, runs=rounds, more_is_better=True),
    ]


def _made(folder: Path) -> list[Planted]:
    """A sheet of five thousand rows, one with its list in a hidden sheet, a Word file with two numbers in its head and
    foot, a PDF whose narrow ruled cells break every number, one without lines."""
    return [
        _document(folder, "a sheet of 5,000 rows", "xlsx", 5000),
        _document(folder, "a list in a hidden sheet", "xlsx", 300, hidden_sheet=True),
        _document(folder, "a Word file of 500 rows", "docx", 500),
        _document(folder, "a PDF with 500 rows in narrow ruled cells", "pdf", 500),
        _document(folder, "a PDF with 500 rows without lines", "pdf", 500, ruled=False),
    ]


def _document(
    folder: Path, name: str, form: str, rows: int, *, hidden_sheet: bool = False, ruled: bool = True
) -> Planted:
    chance = Random(SEED)
    numbers = [resident_id(chance) for _ in range(rows)]
    lines = [
        (str(place), person_name(chance), number, f"某县某镇第{place}村民小组", f"{place * 7 % 900}.50", "已公示")
        for place, number in enumerate(numbers, 1)
    ]
    grid = Grid((_HEADER, *lines), hidden_sheet=hidden_sheet, ruled=ruled)
    body = written(Case("名单", ("现将补助发放名单予以公示。", grid)), form)
    if form == "docx":
        numbers += [resident_id(chance), resident_id(chance)]
        body = _with_head_and_foot(body, *numbers[-2:])
    path = folder / f"{name.replace(' ', '-').replace(',', '')}.{form}"
    path.write_bytes(body)
    return Planted(name, path, tuple(numbers))


def _with_head_and_foot(body: bytes, head: str, foot: str) -> bytes:
    document = docx.Document(io.BytesIO(body))
    section = document.sections[0]
    section.header.paragraphs[0].text = f"经办人身份证号：{head}"
    section.footer.paragraphs[0].text = f"审核人身份证号：{foot}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
