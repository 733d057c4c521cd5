"""What a rehearsal tells (演练报告): figures, and a picture of nights and growth."""

from __future__ import annotations

import datetime as dt
import json
import resource
from collections import Counter
from pathlib import Path

from bench.soak.books import Books
from bench.soak.year import DAY, Outage
from county.recheck import OUTCOME_NAMES
from evidence.job_ledger import JobState

_COLOURS = {JobState.DONE: "#3a7d44", JobState.FAILED: "#c0392b", JobState.MISSED: "#d68910"}
_UNSEEN = "#8fb8de"
_CELL, _LEFT, _TOP = 17, 60, 60
_CHART = 190
_WIDTH = _LEFT + 54 * _CELL + 20


def write_report(folder: Path, books: Books, complaints: list[str], seconds: float) -> str:
    """Writes report.txt, report.json and nights.svg into `folder`; gives what the first says."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_lines(books, complaints, seconds))
    (folder / "report.txt").write_text(f"{text}\n", encoding="utf-8")
    (folder / "nights.svg").write_text(picture(books), encoding="utf-8")
    rows = {
        "nights": {str(run.day): [run.state, run.attempts, run.reason] for run in books.night_runs},
        "outages": {str(books.rehearsal.first + n * DAY): kind for n, kind in books.outages.items()},
        "sizes": books.rehearsal.sizes,
        "points": {sheet.unit: str(sheet.total) for sheet in books.sheets},
        "complaints": complaints,
    }
    (folder / "report.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return text


def _lines(books: Books, complaints: list[str], seconds: float) -> list[str]:
    states = Counter(run.state.value for run in books.night_runs)
    twice = sum(run.attempts > 1 for run in books.night_runs)
    befell = Counter(books.outages.values())
    letters = Counter(letter.state.value for letter in books.letters)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    first, last = books.growth
    points = "、".join(f"{sheet.name} {sheet.total}" for sheet in books.sheets)
    mailbox, gone = books.rehearsal.mailbox, sum(one.gone for one in books.known)
    disk = "a file system of its own" if books.rehearsal.disk.own else "a limit on the size of files"
    return [
        f"{books.nights} nights from {books.rehearsal.first}, {len(books.outages)} outages,"
        f" in {seconds:.0f} s ({used.ru_utime + used.ru_stime:.0f} s of CPU); the disk was filled as {disk}",
        f"outages: {_counted(befell)}",
        f"nights: {_counted(states)}; begun more than once {twice}; read whole {len(books.seen)}",
        f"mails: at the server {len(mailbox.mails)}, different ones {len(mailbox.counts())};"
        f" in the outbox {_counted(letters)}",
        f"faults: planted {len(books.planted())}, findings {len(books.known)}, gone {gone}",
        f"told of them last: {_counted(Counter(OUTCOME_NAMES[one.kind] for one in books.rechecks.values()))}",
        f"findings by rule: {_counted(Counter(one.finding.rule for one in books.known))}",
        f"points: {points}",
        f"growth a night in the first quarter: {first.sentence}",
        f"growth a night in the last quarter: {last.sentence}; {books.rehearsal.sizes[-1] / 1e6:.1f} MB at the end",
        *(complaints or ["nothing to complain of"]),
    ]


def _counted(counter: Counter[str] | Counter[Outage]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items()))


def picture(books: Books) -> str:
    """Every night as a square, weeks from left to right, and the growth of store and packs below."""
    height = _TOP + 7 * _CELL + 60 + _CHART + 50
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{height}'"
        f" font-family='Noto Sans CJK SC, sans-serif' font-size='13'><rect width='100%' height='100%' fill='white'/>",
        f"<text x='{_LEFT}' y='28' font-size='17'>{books.nights} 夜巡查与 {len(books.outages)} 次故障</text>",
        *_squares(books),
        *_legend(_TOP + 7 * _CELL + 24),
        *_growth(books, _TOP + 7 * _CELL + 60),
        "</svg>",
    ]
    return "\n".join(parts)


def _squares(books: Books) -> list[str]:
    states = {run.day: run for run in books.night_runs}
    start = books.rehearsal.first - books.rehearsal.first.weekday() * DAY
    parts = [
        f"<text x='{_LEFT - 42}' y='{_TOP + n * _CELL + 13}'>{name}</text>" for n, name in ((0, "周一"), (6, "周日"))
    ]
    for number in range(books.nights):
        day = books.rehearsal.first + number * DAY
        run, offset = states.get(day), (day - start).days
        x, y = _LEFT + offset // 7 * _CELL, _TOP + offset % 7 * _CELL
        colour = _COLOURS.get(run.state, "black") if run else "black"
        if run and run.state is JobState.DONE and day not in books.seen:
            colour = _UNSEEN
        told = f"{day} {run.state if run else ''} {books.outages.get(number, '')} {run.reason if run else ''}"
        parts.append(
            f"<rect x='{x}' y='{y}' width='15' height='15' fill='{colour}'><title>{_escaped(told)}</title></rect>"
        )
        if outage := books.outages.get(number):
            parts.append(f"<text x='{x + 1}' y='{y + 12}' font-size='12' fill='white'>{_SIGNS[outage]}</text>")
        if day.day == 1:
            parts.append(f"<text x='{x}' y='{_TOP - 8}'>{day.month}月</text>")
    return parts


_SIGNS = {
    Outage.CUT_IN_CRAWL: "电",
    Outage.CUT_IN_POST: "信",
    Outage.DAY_OFF: "停",
    Outage.DISK_FULL: "满",
    Outage.MAIL_DOWN: "邮",
    Outage.PORTAL_DOWN: "门",
    Outage.SET_BACK: "钟",
    Outage.WRONG_ZONE: "区",
}


def _legend(y: int) -> list[str]:
    named = (
        (_COLOURS[JobState.DONE], "完成"),
        (_UNSEEN, "完成，未读全"),
        (_COLOURS[JobState.FAILED], "失败（有原因）"),
        (_COLOURS[JobState.MISSED], "错过（有原因）"),
    )
    parts = []
    for n, (colour, name) in enumerate(named):
        x = _LEFT + n * 130
        parts.append(f"<rect x='{x}' y='{y - 11}' width='13' height='13' fill='{colour}'/>")
        parts.append(f"<text x='{x + 18}' y='{y}'>{name}</text>")
    signs = "　".join(f"{sign} {outage}" for outage, sign in _SIGNS.items())
    return [*parts, f"<text x='{_LEFT}' y='{y + 22}' font-size='12'>{signs}</text>"]


def _growth(books: Books, top: int) -> list[str]:
    sizes = books.rehearsal.sizes
    most, bottom, width = max(sizes) or 1, top + _CHART, 53 * _CELL
    step = width / max(1, len(sizes) - 1)
    line = " ".join(
        f"{_LEFT + n * step:.1f},{bottom - size / most * (_CHART - 30):.1f}" for n, size in enumerate(sizes)
    )
    first, last = books.growth
    each = f"每夜增长：前四分之一 {first.added / 1000:.1f} kB，后四分之一 {last.added / 1000:.1f} kB"
    each += f"（不计未变网页的见证：{first.beside / 1000:.1f}、{last.beside / 1000:.1f} kB）"
    said = f"证据库与采集包 {most / 1e6:.1f} MB；{each}"
    return [
        f"<text x='{_LEFT}' y='{top + 18}'>{said}</text>",
        f"<polyline points='{line}' fill='none' stroke='#2c3e50' stroke-width='2'/>",
        f"<line x1='{_LEFT}' y1='{bottom}' x2='{_LEFT + width}' y2='{bottom}' stroke='#888'/>",
        f"<text x='{_LEFT}' y='{bottom + 20}'>{books.rehearsal.first:%Y-%m-%d}</text>",
        f"<text x='{_LEFT + width}' y='{bottom + 20}' text-anchor='end'>"
        f"{books.rehearsal.first + dt.timedelta(days=books.nights - 1):%Y-%m-%d}</text>",
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
