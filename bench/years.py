"""A home with a year behind it (历年夜次): packs of many nights, made out of two real ones of the same portal.

    python -m bench.years HOME NIGHTS [--news N]

HOME has had a first night and a quiet one after it. Every further night repeats the quiet one and brings news: articles
of the first night under other addresses, with other words. Nothing is fetched; the packs are sealed like real ones."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from county.text import fingerprint
from crawler.order import run_name, run_order
from evidence.home import Home
from evidence.pack import Manifest, PackWriter, read_manifest
from evidence.pack.manifest import pack_files, seal
from evidence.pack.rows import (
    ArticleRow,
    CaptureRow,
    EntryRow,
    HeadRow,
    LinkRow,
    PageScriptsRow,
    SightingRow,
    TextRow,
)
from evidence.pack.schema import PACK_TABLES

NEWS = 12
"""Articles that are new on a night: what 41 units publish on a working day of a small portal."""
FULL_LOOK_NIGHTS = 7
"""Every article is seen whole once in so many nights."""
_STRIDE = 7
"""Which two articles make a new one: no pair comes twice in a year."""
_OF_CAPTURE = (ArticleRow, HeadRow, LinkRow, PageScriptsRow)

_TIMES = frozenset({"fetched_at", "seen_at", "at", "ended_at"})

Rows = dict[type, list[Any]]


class _News(NamedTuple):
    """An article of the first night with all that its pack says of it."""

    capture: CaptureRow
    text: TextRow
    entry: EntryRow
    rest: tuple[Any, ...]


@dataclass(frozen=True)
class Nights:
    """What further nights are made of: the quiet night's rows and manifest, and the articles of the first night."""

    quiet: Rows
    manifest: Manifest
    spec: Path
    articles: tuple[_News, ...]

    def write(self, packs: Path, night: dt.date, news: int) -> Path:
        """A sealed pack of that night."""
        shift = night - dt.date.fromisoformat(self.manifest.night)
        run = run_name(self.manifest.portal, night, 1)
        folder = packs / run
        folder.mkdir(parents=True)
        with PackWriter(folder) as writer:
            for row in itertools.chain(self._again(shift), self._seen_whole(shift), self._news(shift, news)):
                writer.add(row)
        shutil.copy(self.spec, folder / "spec.json")
        begun, ended = _later(self.manifest.started_at, shift), _later(self.manifest.ended_at, shift)
        told = replace(self.manifest, run=run, night=night.isoformat(), attempt=1, started_at=begun, ended_at=ended)
        seal(folder, replace(told, files=pack_files(folder)))
        return folder

    def _again(self, shift: dt.timedelta) -> Iterator[tuple[Any, ...]]:
        """The quiet night's rows at their new times; captures with ids of their own."""
        for rows in self.quiet.values():
            for row in rows:
                told = row._asdict()
                times = {name: _later(told[name], shift) for name in _TIMES & told.keys()}
                ids = {name: _other(told[name], shift) for name in _ids(row) if told[name]}
                yield row._replace(**times, **ids)

    def _seen_whole(self, shift: dt.timedelta) -> Iterator[SightingRow]:
        listed = {row.page for row in self.quiet.get(SightingRow, ())}
        for one in self.articles[shift.days % FULL_LOOK_NIGHTS :: FULL_LOOK_NIGHTS]:
            if one.capture.page not in listed:
                yield SightingRow(one.capture.page, _later(self.manifest.ended_at, shift), "same-body", 1)

    def _news(self, shift: dt.timedelta, count: int) -> Iterator[tuple[Any, ...]]:
        known = self.articles
        for number in range(shift.days * count, (shift.days + 1) * count):
            yield from self._new(known[number % len(known)], known[number * _STRIDE % len(known)], number, shift)

    def _new(self, one: _News, other: _News, number: int, shift: dt.timedelta) -> Iterator[tuple[Any, ...]]:
        """The one's page with the first half of its text and the second half of the other's."""
        id_, page, text = (_other(known, shift) for known in (one.capture.id, one.capture.page, one.text.id))
        at, on = _later(self.manifest.ended_at, shift), _later(self.manifest.night, shift)
        url, title = f"{one.capture.url}?{number}", f"{one.text.title[:8]}{other.text.title[8:]}（{number}）"
        body = one.text.content[: len(one.text.content) // 2] + other.text.content[len(other.text.content) // 2 :]
        yield one.capture._replace(id=id_, page=page, url=url, text=text, fetched_at=at)
        yield TextRow(text, title, body, "[]", "[]", fingerprint(body))
        yield one.entry._replace(page=page, url=url, title=title, listed=on if one.entry.listed else "")
        for row in one.rest:
            if isinstance(row, ArticleRow):
                yield row._replace(capture=id_, title=title, displayed=on, meta="", in_url="")
            else:
                yield row._replace(capture=id_)


def _later(at: str, shift: dt.timedelta) -> str:
    """A day, or a time that begins with one, moved."""
    return f"{dt.date.fromisoformat(at[:10]) + shift}{at[10:]}" if at else at


def _other(id_: str, shift: dt.timedelta) -> str:
    return hashlib.sha256(f"{id_}+{shift.days}".encode()).hexdigest()[: len(id_)]


def _ids(row: tuple[Any, ...]) -> tuple[str, ...]:
    """The fields of a row that name a capture."""
    return (
        ("id",)
        if isinstance(row, CaptureRow)
        else ()
        if isinstance(row, TextRow)
        else ("capture",)
        if hasattr(row, "capture")
        else ()
    )


def nights_of(home: Home) -> Nights:
    """What further nights of `home` are made of: its last pack, and the articles of its first one."""
    first, *_, quiet = sorted(home.packs.iterdir(), key=lambda folder: run_order(folder.name))
    return Nights(_rows(quiet), read_manifest(quiet), quiet / "spec.json", tuple(_articles(_rows(first))))


def _rows(pack: Path) -> Rows:
    connection = sqlite3.connect(f"file:{pack / 'pack.db'}?mode=ro", uri=True)
    try:
        return {
            table.row: [table.row(*row) for row in connection.execute(f'SELECT * FROM "{table.name}"')]  # noqa: S608
            for table in PACK_TABLES
        }
    finally:
        connection.close()


def _articles(rows: Rows) -> Iterator[_News]:
    texts = {row.id: row for row in rows[TextRow]}
    entries = {row.page: row for row in rows[EntryRow]}
    rest: dict[str, list[Any]] = defaultdict(list)
    for kind in _OF_CAPTURE:
        for row in rows[kind]:
            rest[row.capture].append(row)
    for capture in rows[CaptureRow]:
        if capture.kind == "article" and capture.text in texts and capture.page in entries:
            yield _News(capture, texts[capture.text], entries[capture.page], tuple(rest[capture.id]))


def age(home: Home, nights: int, news: int = NEWS) -> list[Path]:
    """Gives `home` the packs of so many further nights, sealed and not taken in; their folders, oldest first."""
    made = nights_of(home)
    start = dt.date.fromisoformat(made.manifest.night)
    return [made.write(home.packs, start + dt.timedelta(days=number), news) for number in range(1, nights + 1)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("nights", type=int)
    parser.add_argument("--news", type=int, default=NEWS)
    options = parser.parse_args()
    age(Home(options.home, options.home), options.nights, options.news)


if __name__ == "__main__":
    main()
