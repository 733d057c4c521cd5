"""The store (证据库): a real pack taken in beside the raw inserts of the same rows, what a thousand pages weigh, the
queue at a thousand, a hundred thousand and a million findings."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlite_utils import Database

from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Limit, Row, at_least, at_most
from bench.desk import make_county, make_store
from bench.sampled import packs_of, sampled
from county.account import EVERYTHING
from evidence.desk.filters import QueueFilter
from evidence.desk.reading import lines_from
from evidence.home import Home
from evidence.ingest import ingest
from evidence.search import index_texts
from evidence.store import Store

JOB = "store"
SCALE = 1.0
TABLES = (
    "text", "article", "head", "document", "capture", "link", "trace", "page_scripts", "link_answer", "visit",
    "visit_page", "entry", "listed_date", "attachment",
)  # fmt: skip
"""What an ingest writes; the pack of a first night has no sightings."""
SIZES = (1_000, 100_000, 1_000_000)
PAGES, WINDOW, ASKED = 20_000, 50, 21
"""Pages that the findings stand on, lines of a window, and how often each is asked for."""
WINDOW_MS, FLAT = 10.0, 1.5
"""Milliseconds of a window, whatever the queue's size; and the most that a line may take at a million findings, as a
multiple of that at a hundred thousand. A line counts its equal hits, of which the small queue has but one group."""
_KEPT = 0.5
_LAST = """
SELECT group_rank, group_due, group_first, grp FROM (
    SELECT DISTINCT group_rank, group_due, group_first, grp FROM queue WHERE tray = :tray
    ORDER BY group_rank DESC, group_due DESC, group_first DESC, grp DESC LIMIT 50
) ORDER BY group_rank, group_due, group_first, grp LIMIT 1
"""
_COMMONEST = "SELECT rule FROM queue WHERE tray = :tray GROUP BY rule ORDER BY count(*) DESC LIMIT 1"

PLAIN = QueueFilter(EVERYTHING)

Rows = Mapping[str, list[tuple[Any, ...]]]


def measure(rounds: int) -> list[Row]:
    """All rows of the job."""
    home = sampled(SCALE)
    return [*_ingest(home, rounds), *_weight(home), *_queue()]


def _ingest(home: Home, rounds: int) -> Iterator[Row]:
    """Rows a second of processor time into a store that has its tables and indexes and nothing in them."""
    pack, folder = packs_of(home)[0], WORKSHOP / "store"
    rows = _rows(pack, folder)
    count = sum(map(len, rows.values()))
    ways: dict[str, Callable[[Store], object]] = {
        "ours": partial(ingest, pack),
        "sqlite3 executemany": partial(_executemany, rows=rows),
        "sqlite-utils insert_all": partial(_insert_all, rows=rows),
    }
    done = interleaved({name: partial(_spent, way, folder) for name, way in ways.items()}, rounds)
    speed = medians(done, lambda seconds: count / seconds)
    ours = speed.pop("ours")
    kept = at_least(ours / speed["sqlite3 executemany"], _KEPT, f"≥ {_KEPT} of executemany")
    yield Row(JOB, f"ingest of a pack of {count:,} rows", "rows/s", round(ours), speed, True, kept, rounds)


def _new(folder: Path) -> Store:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Store(folder / "evidence.db")


def _spent(way: Callable[[Store], object], folder: Path) -> float:
    store = _new(folder)
    began = time.process_time()
    way(store)
    seconds = time.process_time() - began
    store.close()
    return seconds


def _rows(pack: Path, folder: Path) -> Rows:
    """What our ingest makes of the pack."""
    store = _new(folder)
    ingest(pack, store)
    rows = {table: store.connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608
    store.close()
    return rows


def _executemany(store: Store, rows: Rows) -> None:
    with store.write() as connection:
        for table, some in rows.items():
            if some:
                marks = ", ".join("?" * len(some[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)  # noqa: S608


def _insert_all(store: Store, rows: Rows) -> None:
    db = Database(store.connection)
    for table, some in rows.items():
        names = [column.name for column in db.table(table).columns]
        db.table(table).insert_all((dict(zip(names, row, strict=True)) for row in some), ignore=True)


def _weight(home: Home) -> Iterator[Row]:
    """Bytes on the disk by the thousand pages of the first night."""
    pack, store = packs_of(home)[0], _new(WORKSHOP / "store")
    ingest(pack, store)
    pages = store.connection.execute("SELECT count(*) FROM capture").fetchone()[0] / 1000
    bare = _megabytes(store)
    index_texts(store, home.county())
    weights = {
        "store": bare,
        "full-text index": _megabytes(store) - bare,
        "WARC": sum(archive.stat().st_size for archive in pack.glob("*.warc.gz")) / 1e6,
        "pack.db": (pack / "pack.db").stat().st_size / 1e6,
    }
    store.close()
    for name, weight in weights.items():
        yield Row(JOB, f"{name}, on the disk", "MB/1,000 pages", round(weight / pages, 2), runs=1)


def _megabytes(store: Store) -> float:
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store.path.stat().st_size / 1e6


def _queue() -> Iterator[Row]:
    """Milliseconds of processor time for a line in a window of the queue."""
    stores = {f"{size:,}": _queue_of(size) for size in SIZES}
    rule = commonest_rule(list(stores.values())[-1])
    asked = interleaved(
        {size: partial(windows, store, questions(store, rule)) for size, store in stores.items()}, ASKED
    )
    for store in stores.values():
        store.close()
    for name in ("first page", "last page", "filtered page"):
        times = {size: median(one[name] for one in some) for size, some in asked.items()}
        least, big, biggest = times.values()
        limits = (
            in_time(least),
            in_time(big),
            at_most(biggest, FLAT * big, f"flat: ≤ {FLAT} × that at {SIZES[1]:,}"),
        )
        for (size, milliseconds), limit in zip(times.items(), limits, strict=True):
            yield Row(
                JOB, f"queue, {name} at {size} findings", "ms/line", round(milliseconds, 4), limit=limit, runs=ASKED
            )


def in_time(line: float) -> Limit:
    """Whether a window is there in time when a line takes so many milliseconds."""
    return at_most(line * WINDOW, WINDOW_MS, f"{WINDOW} lines in ≤ {WINDOW_MS:g} ms")


def _queue_of(size: int) -> Store:
    """A store with so many findings, made once."""
    folder = (WORKSHOP / "queues" / str(size)).resolve()
    home, done = Home(folder, folder), folder / "made.txt"
    if not done.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        make_store(home, make_county(), size, PAGES)
        done.touch()
    return home.open_store()


Question = tuple[QueueFilter, Any]


def commonest_rule(store: Store) -> str:
    """The rule with most findings to review. It reads the whole queue: to be asked before anything is measured."""
    rule: str = store.connection.execute(_COMMONEST, {"tray": PLAIN.tray}).fetchone()[0]
    return rule


def questions(store: Store, rule: str) -> dict[str, Question]:
    """The first window of the queue, the last, and the first of one rule."""
    last = store.connection.execute(_LAST, {"tray": PLAIN.tray}).fetchone()
    of_rule = QueueFilter(EVERYTHING, rule=rule)
    return {"first page": (PLAIN, None), "last page": (PLAIN, last), "filtered page": (of_rule, None)}


def windows(store: Store, asked: dict[str, Question]) -> dict[str, float]:
    """Milliseconds of processor time a line of each window."""
    times = {}
    for name, (wanted, key) in asked.items():
        began = time.process_time()
        lines = lines_from(store.connection, wanted, key, WINDOW)
        times[name] = (time.process_time() - began) * 1000 / len(lines)
    return times
