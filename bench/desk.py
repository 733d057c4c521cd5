"""How fast the desk answers: 20 people at a store of 100,000 findings on 1,000,000 pages, while packs are taken in.

    python -m bench.desk [--findings N] [--pages N] [--people N] [--seconds N] [--think SECONDS SECONDS] [--home FOLDER]
                         [--json FILE]

Makes the store below FOLDER (kept, and used again where it is there), serves the desk from a process of its own on
loopback, lets everybody click, and prints the median, the 95th percentile and the slowest answer of each kind of page,
the desk's memory, and the time of one bulk decision over 5,000 findings; FILE gets the same figures.

A person who works the queue down looks at each page for two to five seconds before the next key: that is the default of
`--think`, and about six clicks a second from twenty. A click is one or two requests: the queue leads to a finding, a
decision to the next one. `--think 0.5 1.5` is more than three times as hard."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import random
import re
import resource
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from socket import create_server, socket
from typing import Any, TypeAlias
from urllib.parse import urlencode

from county.account import EVERYTHING, Account, Role
from county.finding import Finding, Level
from county.review import Status, Tray
from county.settings import County, CrawlPolicy, Portal
from county.units import Column, ColumnKind, Unit, UnitClass
from desk.settings import DeskSettings
from evidence.desk.accounts import add_account, find_account, set_password
from evidence.desk.deciding import Verdict, decide_on, undo
from evidence.desk.filters import QueueFilter
from evidence.desk.laying_out import BATCH, lay_out, timing_of_checks
from evidence.desk.queue import Timing
from evidence.desk.reading import finding_ids
from evidence.desk.sessions import open_session
from evidence.home import Home
from evidence.search import index_texts
from evidence.store import Store, in_batches
from evidence.texts import encode_finding
from scoring import load_scheme
from scoring.summaries import keep_all_boards
from xuncha.desk import server_for

UNITS, BULK, TEXTS, CHUNK, NIGHT = 41, 5_000, 2_000, 20_000, "2026-03-30"
_TOTALS = """
INSERT OR IGNORE INTO unit_total SELECT unit, date(night, printf('-%d days', value)), total
FROM unit_total JOIN json_each(?)
"""
"""A year of nights of which each unit's total is kept."""
_VISIT = """
INSERT INTO visit VALUES ('run', ?2, ?1, 'complete', '', 12000, ?2, '2025-03-01', '', 1, 200, 1, '')
"""
TODAY = dt.date(2026, 3, 31)
RULES = ("word-listed", "wrong-characters", "personal-id", "link-dead", "unclean-paste", "meta-tags")
LEVELS = (Level.SERIOUS, Level.GENERAL, Level.SUSPECTED, Level.NOTICE)
Number: TypeAlias = "Synchronized[float]"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_NEXT = re.compile(r'rel="next" href="([^"]+)"')


def make_county() -> County:
    """A county of 41 units with two columns each."""
    units = tuple(
        Unit(f"u{n}", f"第{n}单位", UnitClass.FIRST, "county", (
            Column(f"u{n}", "通知公告", ColumnKind.NOTICES, f"http://www.example.gov.cn/u{n}/", 180),
            Column(f"u{n}", "工作动态", ColumnKind.NEWS, f"http://www.example.gov.cn/u{n}/news/", 14),
        ))
        for n in range(UNITS)
    )  # fmt: skip
    portal = Portal("county", "县人民政府", "http://www.example.gov.cn/")
    return County("修文县", (portal,), units, CrawlPolicy("信息科"), "xiuwen")


def make_store(home: Home, county: County, findings: int, pages: int) -> None:
    """Fills a store; a tenth of the findings are equal hits in groups of two hundred."""
    chance = random.Random(1)
    store = home.open_store()
    with store.write() as connection:
        texts = [(f"t{n}", f"关于做好第{n}号工作的通知", "各单位：" + "请认真落实。" * 40) for n in range(TEXTS)]
        connection.executemany("INSERT INTO text VALUES (?, ?, ?, '[]', '[]', '')", texts)
    for start in range(0, pages, CHUNK):
        with store.write() as connection:
            add_captures(connection, range(start, min(start + CHUNK, pages)), NIGHT)
            _add_entries(connection, range(start, min(start + CHUNK, pages)))
    with store.write() as connection:
        connection.execute("INSERT INTO pack VALUES ('run', 'county', ?, 1, '', '')", (NIGHT,))
        visits = [(column.key, NIGHT) for unit in county.units for column in unit.columns]
        connection.executemany(_VISIT, visits)
        rows, spans = zip(*(_finding(n, chance, pages) for n in range(findings)), strict=True)
        connection.executemany("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')", rows)
        connection.executemany("INSERT INTO finding_span VALUES (?, ?, ?, '', ?, ?, ?)", spans)
    began, waits = time.perf_counter(), []
    for batch in in_batches([row[0] for row in rows], BATCH):
        held = time.perf_counter()
        with store.write() as connection:
            lay_out(connection, timing_of_checks(county), batch)
        waits.append(time.perf_counter() - held)
    told = f"{time.perf_counter() - began:.1f} s, a batch in {max(waits):.3f} s at most"
    print(f"queue of {findings} findings laid out in {told}")
    began = time.perf_counter()
    keep_all_boards(store, county, load_scheme("xiuwen"))
    print(f"boards of {UNITS} units made in {time.perf_counter() - began:.1f} s")
    with store.write() as connection:
        connection.execute(_TOTALS, (json.dumps(list(range(1, 365))),))
    index_texts(store, county)
    store.close()


def _add_entries(connection: object, numbers: range) -> None:
    """A row of a list and an article for each page, posted over a year."""
    rows = [
        (f"u{n % UNITS}/{('通知公告', '工作动态')[n % 2]}", f"page{n}", day, f"标题{n}", day, NIGHT, day)
        for n in numbers
        for day in ((TODAY - dt.timedelta(n * 7919 % 365)).isoformat(),)
    ]
    connection.executemany(  # type: ignore[attr-defined]
        "INSERT INTO entry VALUES (?1, ?2, ?3, 'run', ?4, ?5, ?6, 'run', ?2, ?4, ?7)", rows
    )
    articles = [(f"c{n}-{NIGHT}", f"标题{n}", row[2]) for n, row in zip(numbers, rows, strict=True)]
    connection.executemany(  # type: ignore[attr-defined]
        "INSERT INTO article VALUES (?, ?, ?, '', '', '', '')", articles
    )


def add_captures(connection: object, numbers: range, night: str) -> None:
    """Captures of pages, as an ingest writes them."""
    connection.executemany(  # type: ignore[attr-defined]
        "INSERT INTO capture VALUES (?, 'run', ?, ?, ?, ?, 'article', 200, 'ok', 1.0, '', ?, ?, 9000, '', 'utf-8', ?,"
        " '', '', 'pages-00000.warc.gz', 0, 0)",
        (
            (f"c{n}-{night}", night, f"page{n}", url, url, f"{night}T15:00:00Z", f"{n:064x}", f"t{n % TEXTS}")
            for n in numbers
            for url in (f"http://www.example.gov.cn/u{n % UNITS}/2026/{n}.html",)
        ),
    )


def _finding(n: int, chance: random.Random, pages: int) -> tuple[tuple[object, ...], tuple[object, ...]]:
    equal, page = n % 10 == 0, chance.randrange(pages)
    words = f"错词{n // 2000 if equal else n}"
    sentence = f"这是含有{words}的句子"
    rule = RULES[n // 2000 % len(RULES)] if equal else chance.choice(RULES)
    level = chance.choices(LEVELS, (1, 6, 3, 2))[0]
    finding = Finding(rule, level, words, f"“{words}”写法不规范。", sentence, f"……{sentence}……")
    first = (TODAY - dt.timedelta(chance.randrange(120))).isoformat()
    unit, id_ = f"u{page % UNITS}", f"{n:016x}"
    url = f"http://www.example.gov.cn/{unit}/2026/{page}.html"
    row = (id_, rule, level, unit, "通知公告", f"page{page}", first, TODAY.isoformat())
    return row, (id_, first, TODAY.isoformat(), url, encode_finding(finding), f"c{page}-2026-03-30")


def serve(listener: socket, settings: DeskSettings, memory: Number, spent: Number) -> None:
    """The desk's process; keeps telling its largest memory (MB) and its processor time (s)."""
    server = server_for(settings)
    threading.Thread(target=_tell, args=(memory, spent, time.process_time()), daemon=True).start()
    server.run(sockets=[listener])


def _tell(memory: Number, spent: Number, began: float) -> None:
    while True:
        memory.value = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        spent.value = time.process_time() - began
        time.sleep(0.5)


def ingest(path: Path, pages: int, stop: object) -> None:
    """Takes in captures without end, some thousand in one transaction, with the pauses in which checks think."""
    store, night = Store(path, current=True), time.strftime("n%H%M%S")
    for start in range(0, pages, 5_000):
        if stop.is_set():  # type: ignore[attr-defined]
            break
        with store.write() as connection:
            add_captures(connection, range(start, start + 5_000), night)
        time.sleep(0.5)
    store.close()


class Person:
    """Somebody at the desk: opens the queue, goes on, decides, filters; `think` are the least and the most seconds
    between an answer and the next click."""

    def __init__(self, port: int, cookie: str, seed: int, think: tuple[float, float]) -> None:
        self._port, self._cookie, self._chance, self._think = port, cookie, random.Random(seed), think
        self._token = self._next = ""
        self.times: dict[str, list[float]] = defaultdict(list)

    def work(self, seconds: float) -> None:
        """Clicks until the time is over."""
        end = time.monotonic() + seconds
        time.sleep(self._chance.uniform(0, self._think[1]))
        while time.monotonic() < end:
            kind, path, form = self._click()
            began = time.perf_counter()
            self._ask(path, form)
            self.times[kind].append(time.perf_counter() - began)
            time.sleep(self._chance.uniform(*self._think))

    def _click(self) -> tuple[str, str, dict[str, str] | None]:
        dice = self._chance.random()
        if dice < 0.15 or not self._next:
            return "queue", "/queue", None
        if dice < 0.25:
            return "queue of a unit", f"/queue?unit=u{self._chance.randrange(UNITS)}", None
        if dice < 0.30:
            return "search in the queue", "/queue?q=" + urlencode({"": f"错词{self._chance.randrange(99)}"})[1:], None
        if dice < 0.40:
            unit = self._chance.randrange(UNITS)
            return self._chance.choice((
                ("page of a unit", f"/units/u{unit}", None),
                ("county", "/county", None),
                ("full text search", "/search?" + urlencode({"words": "认真落实", "unit": f"u{unit}"}), None),
            ))  # fmt: skip
        if dice < 0.60:
            status = self._chance.choice(("confirmed", "false-alarm"))
            path, _, query = self._next.partition("?")
            return "decision", f"{path}/decide", {"status": status, "filter": query}
        return "next finding", self._next, None

    def _ask(self, path: str, form: dict[str, str] | None) -> None:
        for _ in range(4):
            connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
            head = {"Cookie": f"xuncha={self._cookie}", "Origin": f"http://127.0.0.1:{self._port}"}
            body = None
            if form is not None:
                body = urlencode({"csrf": self._token, **form})
                head["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("GET" if form is None else "POST", path, body, head)
            answer = connection.getresponse()
            text = answer.read().decode()
            connection.close()
            if answer.status == 303:
                path, form = answer.getheader("Location", "/"), None
                continue
            if answer.status != 200:
                raise SystemExit(f"{answer.status} {path}: {text[:2000]}")
            found, token = _NEXT.search(text), _TOKEN.search(text)
            self._next = found[1].replace("&amp;", "&") if found else ""
            self._token = token[1] if token else self._token
            return


@dataclass(frozen=True, slots=True)
class Answered:
    """How long the answers to one kind of click took."""

    name: str
    count: int
    median_ms: float
    p95_ms: float
    slowest_ms: float

    @classmethod
    def of(cls, name: str, seconds: Sequence[float]) -> Answered:
        """From the time of each."""
        slow = statistics.quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
        figures = (round(1000 * one, 1) for one in (statistics.median(seconds), slow, max(seconds)))
        return cls(name, len(seconds), *figures)


def bulk(home: Home, county: County) -> tuple[float, float]:
    """Seconds of one bulk decision and of its undo."""
    store, timing = home.open_store(), Timing.of(county, TODAY)
    wanted = finding_ids(store.connection, QueueFilter(EVERYTHING, Tray.REVIEW))[-BULK:]
    batch = f"bulk-{time.time_ns()}"
    began = time.perf_counter()
    moved = decide_on(store, wanted, Verdict(Status.FALSE_ALARM, "person0", "", batch), timing).moved
    decided = time.perf_counter()
    undone = undo(store, batch, "person0", f"{batch}-undo", timing).moved
    ended = time.perf_counter()
    store.close()
    if (moved, undone) != (len(wanted), len(wanted)):
        raise SystemExit(f"{moved} of {len(wanted)} findings moved, {undone} moved back")
    return decided - began, ended - decided


def main() -> None:
    """The measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("findings", 100_000), ("pages", 1_000_000), ("people", 20), ("seconds", 120)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--think", type=float, nargs=2, default=(2.0, 5.0))
    parser.add_argument("--home", type=Path, default=Path("var/bench-desk"))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    home, county = Home(given.home, given.home), make_county()
    if not home.store_path.exists():
        make_store(home, county, given.findings, given.pages)
    told = _measured(home, county, given)
    told |= dict(zip(("bulk_s", "undo_s"), (round(one, 2) for one in bulk(home, county)), strict=True))
    for one in told["answers"]:
        print(
            "{name:22} {count:5} clicks: median {median_ms} ms, p95 {p95_ms} ms, slowest {slowest_ms} ms".format(**one)
        )
    print(json.dumps({name: value for name, value in told.items() if name != "answers"}))
    if given.json:
        given.json.write_text(json.dumps(told, indent=1) + "\n")


def _measured(home: Home, county: County, given: argparse.Namespace) -> dict[str, Any]:
    """The answers by kind, the desk's memory and processor time, and how busy the machine was."""
    clock = int(dt.datetime.combine(TODAY, dt.time(2), dt.UTC).timestamp()) - int(time.time())
    settings = DeskSettings(home, county, load_scheme("xiuwen"), secure=False, clock=Clock(clock))
    cookies = _accounts(home, given.people, settings.clock())
    context = multiprocessing.get_context("fork")
    memory, spent, stop = context.Value("d", 0.0), context.Value("d", 0.0), context.Event()
    listener = create_server(("127.0.0.1", 0), backlog=128)
    server = context.Process(target=serve, args=(listener, settings, memory, spent), daemon=True)
    writer = context.Process(target=ingest, args=(home.store_path, given.pages, stop), daemon=True)
    server.start()
    writer.start()
    port = listener.getsockname()[1]
    people = [Person(port, cookie, number, given.think) for number, cookie in enumerate(cookies)]
    threads = [threading.Thread(target=person.work, args=(given.seconds,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not writer.is_alive():
        raise SystemExit("the ingest ended before the people did; give more --pages")
    stop.set()
    server.terminate()
    writer.join()
    answers = _answers(people)
    return {
        "answers": [asdict(one) for one in answers],
        "memory_mb": round(memory.value),
        "cpu_ms_a_click": round(1000 * spent.value / sum(one.count for one in answers), 1),
        "load": os.getloadavg()[0],
    }


def _answers(people: Sequence[Person]) -> list[Answered]:
    times: dict[str, list[float]] = defaultdict(list)
    for person in people:
        for kind, taken in person.times.items():
            times[kind] += taken
    return [Answered.of(kind, taken) for kind, taken in sorted(times.items())]


class Clock:
    """Today is the store's, whatever the machine's."""

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def __call__(self) -> int:
        """Seconds since 1970."""
        return int(time.time()) + self._offset


def _accounts(home: Home, people: int, now: int) -> list[str]:
    store, cookies = home.open_store(), []
    for number in range(people):
        account = Account(f"person{number}", f"审核员{number}", Role.REVIEWER)
        if find_account(store.connection, account.name) is None:
            add_account(store, account, "!", "bench")
            set_password(store, account.name, "!", "bench", must_change=False)
        cookies.append(open_session(store, account, "127.0.0.1", now))
    store.close()
    return cookies


if __name__ == "__main__":
    main()
