"""How fast the full-text search is on a big store: `python -m bench.search FOLDER PAGES [STORE]`, where FOLDER holds
plain texts (.txt or .txt.xz) out of which pages are cut. Prints the cost of indexing a thousand pages, the size, and
percentiles of queries. A STORE that is named is kept, and asked again as it is where it exists."""

from __future__ import annotations

import datetime as dt
import lzma
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from evidence.search import Query, index_texts, search
from evidence.store import Store

UNITS, COLUMNS = 41, 12
CHARACTERS = (200, 1000)
NIGHTS = 365
QUERIES = 400
_CAPTURE = """
INSERT INTO capture VALUES
(?, ?, ?, ?, ?, ?, 'article', 200, 'ok', 1.0, '', ?, '', 0, '', '', ?, '', '', '', 0, 0)
"""


def corpus(folder: Path) -> str:
    """All texts of the folder as one."""
    parts = [lzma.decompress(path.read_bytes()).decode("utf-8", "replace") for path in sorted(folder.glob("*.xz"))]
    parts += [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]
    return re.sub(r"\n+", "\n", "\n".join(parts))


def made_county() -> County:
    """Units with columns, none of which exists."""

    def unit(number: int) -> Unit:
        columns = tuple(
            Column(f"u{number}", f"栏目{place}", ColumnKind.NEWS, f"http://a/u{number}/{place}/", 14)
            for place in range(COLUMNS)
        )
        return Unit(f"u{number}", f"单位{number}", UnitClass.FIRST, "p", columns)

    portal = Portal("p", "门户", "http://a/")
    units = tuple(map(unit, range(UNITS)))
    return County("某县", (portal,), units, CrawlPolicy("信息科"), "xiuwen", digest="made")


def fill(store: Store, text: str, pages: int) -> None:
    """Articles, one text each, over a year of nights."""
    chance = random.Random(1)
    for start in range(0, pages, 1000):
        with store.write() as connection:
            for number in range(start, min(start + 1000, pages)):
                length = chance.randint(*CHARACTERS)
                place = chance.randrange(len(text) - length)
                night = f"2026-{1 + number * 12 // pages:02d}-{1 + number % 28:02d}"
                page, url = f"page{number}", f"http://a/{number}.html"
                column = f"u{number % UNITS}/栏目{number // UNITS % COLUMNS}"
                connection.execute(
                    "INSERT INTO text VALUES (?, ?, ?, '[]', '[]', '')",
                    (f"text{number}", text[place : place + 20].replace("\n", ""), text[place : place + length]),
                )
                connection.execute(_CAPTURE, (f"c{number}", "r", night, page, url, url, night, f"text{number}"))
                connection.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, 'r', '', '', ?, 'r', ?, '', '')",
                    (column, page, night, night, url),
                )


def queries(text: str) -> Iterator[Query]:
    """Words as people look for them: of two to eight characters, some in one unit, some in a span of months."""
    chance = random.Random(2)
    han = re.compile("[\u4e00-\u9fff]{2,8}")
    while True:
        place = chance.randrange(len(text) - 40)
        if (match := han.search(text, place, place + 40)) is None:
            continue
        words = match[0][: chance.randint(2, 8)]
        unit = f"u{chance.randrange(UNITS)}" if chance.random() < 0.3 else ""
        since = dt.date(2026, chance.randint(1, 12), 10) if chance.random() < 0.3 else None
        yield Query(words, unit=unit, since=since, until=since and since + dt.timedelta(days=60))


def main(folder: Path, pages: int, path: Path) -> None:
    """Fills and indexes a store where there is none; asks it."""
    text, known = corpus(folder), path.exists()
    store = Store(path)
    if not known:
        fill(store, text, pages)
        _index(store, pages)
    times = [_ask(store, query) for query, _ in zip(queries(text), range(QUERIES), strict=False)]
    cuts = quantiles([spent for spent, _ in times], n=100)
    worst = max(times, key=lambda time: time[0])
    print(f"queries: median {cuts[49]:.1f} ms, 95 % {cuts[94]:.1f} ms, 99 % {cuts[98]:.1f} ms; worst {worst}")
    store.close()


def _index(store: Store, pages: int) -> None:
    size, begun = store.path.stat().st_size, time.process_time()
    index_texts(store, made_county())
    spent = time.process_time() - begun
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    grown = store.path.stat().st_size - size
    print(f"{pages} pages: {spent / pages * 1e6:.0f} ms a 1,000 pages; {size / 1e6:.0f} MB + {grown / 1e6:.0f} MB")


def _ask(store: Store, query: Query) -> tuple[float, Query]:
    begun = time.perf_counter()
    search(store, query)
    return (time.perf_counter() - begun) * 1000, query


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        kept = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(work) / "evidence.db"
        main(Path(sys.argv[1]), int(sys.argv[2]), kept)
