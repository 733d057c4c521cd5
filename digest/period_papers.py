"""Papers of a period (定期文书): a month's or a quarter's bulletin, ledger and score book, kept in the home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from county.calendar import Calendar
from digest.bulletin import BulletinMaterial, write_bulletin
from digest.fault_book import FILE_NAME as FAULT_BOOK
from digest.fault_book import write_fault_book
from digest.issuing import Issuing
from digest.period import Period, period_named
from digest.score_book import FILE_NAME as SCORE_BOOK
from digest.score_book import write_score_book

FOLDER = "papers"
"""Below the home, a folder a period."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The papers of one period, by name."""

    period: Period
    files: tuple[Path, ...]


def write_period_papers(home: Path, material: BulletinMaterial, issuing: Issuing, *, again: bool = False) -> list[Path]:
    """Writes what is not there yet, or all `again`: what was printed and stamped stays what it was. Gives what was
    written. Raises TemplateError, ConfigurationError."""
    period = material.period
    folder = home / FOLDER / period.id
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, Callable[[Path], object]] = {
        bulletin_name(period): lambda path: write_bulletin(path, material, issuing),
        FAULT_BOOK: lambda path: write_fault_book(path, material.night),
        SCORE_BOOK: lambda path: write_score_book(path, material.night),
    }
    due = [folder / name for name in writers if again or not (folder / name).exists()]
    for path in due:
        writers[path.name](path)
    return due


def bulletin_name(period: Period) -> str:
    """ "月通报-2026年3月.docx"."""
    return f"{period.rhythm}-{period.name}.docx"


def kept_papers(home: Path, calendar: Calendar) -> Iterator[Kept]:
    """All that was written, the newest period first."""
    folders = (home / FOLDER).iterdir() if (home / FOLDER).is_dir() else ()
    for folder in sorted(folders, reverse=True):
        period = period_named(folder.name, calendar)
        if period and (files := tuple(sorted(filter(_is_paper, folder.iterdir())))):
            yield Kept(period, files)


def _is_paper(path: Path) -> bool:
    """Not what an office program leaves beside a file that is open."""
    return path.suffix in (".docx", ".xlsx") and not path.name.startswith("~")


def due_within(kept: Kept, first: dt.date, last: dt.date, calendar: Calendar) -> bool:
    """Whether the papers were to be made from `first` to `last`: on the first working day after their period."""
    return first <= calendar.add_working_days(kept.period.end, 1) <= last
