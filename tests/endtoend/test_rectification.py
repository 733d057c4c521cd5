"""The rectification loop (整改) over the sample portal: each way a fault can end, and back again; nothing closes by
itself, nor on a unit's word."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from installation import TODAY, Installation

from county.configuration.writing import write_units
from county.recheck import Outcome
from county.review import Status
from county.units import Contact
from evidence.desk.deciding import Verdict, decide_on
from evidence.desk.notes import NoteKind, notes_of
from evidence.desk.queue import Timing
from evidence.desk.reading import queue_row
from evidence.home import Home
from evidence.rechecks import newest_rechecks, rechecks_of
from sample.build import INDEX, PAGES, TRUTH, rebase
from sample.misbehaving import Fault
from sample.serving import SampleServer

UNIT = "fagaiju"
WRONG, RIGHT = "按装", "安装"
OTHER_TEXT = "关于清明节放假安排的通知：4月4日至6日放假，共3天，请安排好值班和安全保卫工作。"
DAY = dt.timedelta(days=1)
NAMES = ("mended", "gone", "hidden", "rewritten", "blocked", "standing", "back", "filed")
"""Articles by what becomes of them; the last one has an attachment."""


class Portal:
    """A copy of the sample whose pages can be written anew; the server is started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = SampleServer(folder)
        self.server.start()
        rebase(folder, self.server.url)
        self.server = SampleServer(folder, urlsplit(self.server.url).port or 0) if self._stop() else self.server
        self.server.start()

    def _stop(self) -> bool:
        self.server.stop()
        return True

    @property
    def index(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))
        return found

    def body(self, path: str) -> str:
        return (self.folder / PAGES / str(self.index[path]["file"])).read_text(encoding="utf-8")

    def write(self, pages: dict[str, str]) -> None:
        """Pages by path, each as it is from now on."""
        index = self.index
        for path, body in pages.items():
            (self.folder / PAGES / str(index[path]["file"])).write_text(body, encoding="utf-8")
            index[path]["etag"] = f'"{sha256(body.encode()).hexdigest()[:20]}"'
        (self.folder / INDEX).write_text(json.dumps(index), encoding="utf-8")
        self.server.stop()
        self.server.start()


@dataclass
class Loop:
    """One unit under watch, with a planted fault in eight of its articles."""

    portal: Portal
    installation: Installation
    articles: dict[str, str]
    file: str
    findings: dict[str, str]

    @property
    def home(self) -> Home:
        return Home(self.installation.home, self.installation.home)

    def timing(self, today: dt.date) -> Timing:
        return Timing.of(self.installation.county, today)

    def decide(self, status: Status, names: Sequence[str], today: dt.date) -> None:
        with self.home.store() as store:
            verdict = Verdict(status, "王敏", "按流程办理", f"{status}-{today}-{len(names)}")
            outcome = decide_on(store, [self.findings[name] for name in names], verdict, self.timing(today))
        assert outcome.moved == len(names)

    def outcomes(self) -> dict[str, Outcome]:
        with self.home.store() as store:
            known = newest_rechecks(store, self.findings.values())
        return {name: known[finding].kind for name, finding in self.findings.items()}

    def status(self, name: str) -> Status:
        with self.home.store() as store:
            row = queue_row(store.connection, self.findings[name])
        assert row
        return Status(row.status)

    def fault(self, kind: Fault, name: str) -> None:
        self.portal.server.misbehave(kind, self.articles[name])


def _sentence(name: str) -> str:
    return f"我局今年在{NAMES.index(name) + 3}号片区已{WRONG}路灯，方便群众夜间出行，得到群众好评。"


def _planted(portal: Portal) -> tuple[dict[str, str], str]:
    """Paths of articles by name, each with its fault, and the path of the attachment of the last one."""
    mine = [path for path, row in portal.index.items() if str(row["column"]).startswith(f"{UNIT}/")]
    news = [path for path in mine if "/gzdt" in path and "/t2026" in path and WRONG not in portal.body(path)]
    file, filed = _attached(portal, mine)
    articles = dict(zip(NAMES, [*sorted(news)[-len(NAMES) + 1 :], filed], strict=True))
    bodies = {path: portal.body(path) for path in articles.values()}
    portal.write(
        {path: bodies[path].replace("</p>", f"</p><p>{_sentence(name)}</p>", 1) for name, path in articles.items()}
    )
    return articles, file


def _attached(portal: Portal, mine: list[str]) -> tuple[str, str]:
    """A file in which nothing is wrong, so that nobody would look at it again for its own sake, and its article."""
    truth = json.loads((portal.folder / TRUTH).read_text(encoding="utf-8"))
    faulty = {urlsplit(fault["url"]).path for fault in truth["faults"]}
    pages = [path for path in mine if path.endswith(".html") and "/gzdt" not in path and path not in faulty]
    files = [path for path in mine if path.endswith((".pdf", ".docx", ".xlsx")) and path not in faulty]
    return next((file, page) for file in files for page in pages if file.rpartition("/")[2] in portal.body(page))


@pytest.fixture
def loop(site: Path, tmp_path: Path) -> Iterator[Loop]:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    portal = Portal(folder)
    articles, file = _planted(portal)
    installation = Installation(tmp_path / "home", folder, (UNIT,))
    units = [replace(unit, contacts=(Contact("王某", "fagaiju@example.cn"),)) for unit in installation.county.units]
    write_units(installation.home / "units.toml", units)
    installation.crawl_settings(browser="off", retries=0)
    installation.night()
    rows = [row for row in installation.rows("findings") if row["words"] == WRONG]
    by_path = {urlsplit(row["url"]).path: row["id"] for row in rows}
    yield Loop(portal, installation, articles, file, {name: by_path[path] for name, path in articles.items()})
    portal.server.stop()


def test_each_end_of_a_fault_is_seen_and_none_closes_it(loop: Loop) -> None:
    loop.decide(Status.CONFIRMED, NAMES, TODAY)
    loop.decide(Status.NOTIFIED, NAMES, TODAY)
    loop.decide(Status.ANSWERED, ("standing", "blocked"), TODAY)
    _first_night_of_changes(loop)
    _second_night(loop)
    _file_goes_too(loop)
    _reminders(loop)
    _back_after_it_was_passed(loop)


def _first_night_of_changes(loop: Loop) -> None:
    portal, at = loop.portal, loop.articles
    mended = {at[name]: portal.body(at[name]).replace(WRONG, RIGHT) for name in ("mended", "back")}
    other = portal.body(at["rewritten"])
    start, end = other.index("<p>"), other.rindex("</p>")
    rewritten = {at["rewritten"]: f"{other[:start]}<p>{OTHER_TEXT}{other[end:]}"}
    portal.write(mended | rewritten)
    loop.fault(Fault.NOT_FOUND, "gone")
    loop.fault(Fault.SOFT_404, "hidden")
    loop.fault(Fault.CHALLENGE_412, "blocked")
    loop.fault(Fault.NOT_FOUND, "filed")
    loop.installation.night(TODAY + DAY)
    assert loop.outcomes() == {
        "mended": Outcome.FIXED,
        "gone": Outcome.PAGE_GONE,
        "hidden": Outcome.PAGE_GONE,
        "rewritten": Outcome.REWORDED,
        "blocked": Outcome.CANNOT_TELL,
        "standing": Outcome.STILL_THERE,
        "back": Outcome.FIXED,
        "filed": Outcome.CANNOT_TELL,
    }
    assert {name: loop.status(name) for name in ("mended", "gone", "standing", "blocked")} == {
        "mended": Status.VANISHED,
        "gone": Status.NOTIFIED,
        "standing": Status.ANSWERED,
        "blocked": Status.ANSWERED,
    }
    with loop.home.store() as store:
        known = newest_rechecks(store, loop.findings.values())
        witnessed = {row.capture for row in known.values()}
        archived = store.connection.execute(
            f"SELECT count(*) FROM capture WHERE id IN ({','.join('?' * len(witnessed))}) AND warc <> ''",  # noqa: S608
            tuple(witnessed),
        ).fetchone()
    assert "412" in known[loop.findings["blocked"]].reason
    assert archived == (len(NAMES),), "every outcome has a capture of its own"


def _second_night(loop: Loop) -> None:
    at = loop.articles["back"]
    loop.decide(Status.PASSED, ("mended",), TODAY + 2 * DAY)
    loop.portal.write({at: loop.portal.body(at).replace(RIGHT, WRONG)})
    for name in ("gone", "filed"):
        loop.fault(Fault.NOT_FOUND, name)
    loop.fault(Fault.SOFT_404, "hidden")
    loop.installation.night(TODAY + 2 * DAY)
    seen = loop.outcomes()
    assert (seen["back"], seen["filed"], seen["blocked"]) == (
        Outcome.STILL_THERE,
        Outcome.ATTACHMENT_OPEN,
        Outcome.STILL_THERE,
    )
    assert [loop.status(name) for name in ("gone", "hidden")] == [Status.VANISHED] * 2
    assert [loop.status(name) for name in ("back", "filed")] == [Status.NOTIFIED] * 2
    with loop.home.store() as store:
        history = [row.kind for row in rechecks_of(store.connection, loop.findings["back"])]
    assert history == [Outcome.STILL_THERE, Outcome.FIXED, Outcome.STILL_THERE]


def _file_goes_too(loop: Loop) -> None:
    loop.portal.server.misbehave(Fault.NOT_FOUND, loop.file)
    loop.installation.night(TODAY + 3 * DAY)
    assert loop.outcomes()["filed"] is Outcome.PAGE_GONE
    assert loop.status("filed") is Status.VANISHED


def _reminders(loop: Loop) -> None:
    """The day after the last day: once, whoever asks for it, and in the history of what is owed alone."""
    late = "2026-04-16"
    for _ in range(2):
        loop.installation.run("digest", "--kind", "urging", "--today", late)
    posts = [row for row in loop.installation.rows("mail", "list") if row["kind"].startswith("urging")]
    assert [(row["unit"], row["period"], row["kind"]) for row in posts] == [(UNIT, "2026-04-15", "urging-overdue")]
    with loop.home.store() as store:
        urged = {
            name: [note.content for note in notes_of(store.connection, id_) if note.kind is NoteKind.REMINDER]
            for name, id_ in loop.findings.items()
        }
    said = ["逾期催办：整改时限 2026-04-15，已逾期 1 个工作日"]
    owed = {"back", "standing", "blocked"}
    assert {name for name, notes in urged.items() if notes == said} == owed
    assert not any(notes for name, notes in urged.items() if name not in owed)


def _back_after_it_was_passed(loop: Loop) -> None:
    at = loop.articles["mended"]
    loop.portal.write({at: loop.portal.body(at).replace(RIGHT, WRONG)})
    loop.installation.night(TODAY + 4 * DAY)
    assert loop.outcomes()["mended"] is Outcome.STILL_THERE
    assert loop.status("mended") is Status.RETURNED
