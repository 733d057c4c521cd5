"""One page read again for one finding (单页复查): which page, what its crawl is told, and what it brought."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from county.address import canonical, page_id
from county.finding import Finding
from county.page import LinkKind
from county.recheck import Answer, Recheck, Reread, judge
from county.settings import Portal
from evidence.attached_files import GONE, AttachedFiles
from evidence.desk.detail import FindingDetail, finding_detail
from evidence.errors import EvidenceError
from evidence.ledger import page_run_name
from evidence.pack.codec import decode_text
from evidence.pack.known import KnownLink, KnownPage, write_known
from evidence.pack.rows import TextRow
from evidence.sightings import WHOLE_QUALITY
from evidence.store import Store
from evidence.texts import decode_finding

_OF_COLUMN = "这类问题由栏目的历次巡查得出，读一个网页不能认定；请等下一夜巡查。"
_ON_LIST = "这条问题在栏目的列表页上，由每夜的栏目巡查重读；请等下一夜巡查。"
_NO_PAGE = "这条问题没有网页存档，不能单独复查；请等下一夜巡查。"
_MASKED = "网址里有个人号码，没有保存原样，不能单独复查；请打开原栏目查看。"
_NO_WITNESS = "网页答复不存在，但网站首页这次也没有正常打开，不能认定已撤下。"
_FRONT, _DEAD = 1, 1
"""Requests beside the page's own: the front page, which witnesses that the portal answers, and the link that was found
dead."""


@dataclass(frozen=True, slots=True)
class SinglePage:
    """The page or attachment of a finding; `link` is the link to ask for again where the finding is about one."""

    finding: str
    content: Finding
    portal: str
    known: KnownPage
    link: KnownLink | None

    @property
    def links(self) -> int:
        """Requests for links that its crawl may make."""
        return _FRONT + (_DEAD if self.link else 0)

    def tell(self, folder: Path, portal: Portal) -> None:
        """Writes known.db for the crawl in `folder`: this page, to be read in full, and nothing else."""
        home = page_id(portal.id, canonical(portal.home, portal.home))
        front = KnownLink(home, portal.home, LinkKind.PAGE, 0, "", "", 0)
        links = (front,) if self.link is None or self.link.target == home else (front, self.link)
        write_known(folder, (self.known,), (), (), links)


_PAGE = """
SELECT page, url, kind, iif(quality < :whole, '', body_sha256), wire_sha256, fetched_at, pack.portal
FROM capture JOIN pack ON pack.run = capture.run
WHERE page = :page AND effective = 'ok' AND status = 200 ORDER BY capture.night DESC, fetched_at DESC LIMIT 1
"""
_LINK = "SELECT target, url, kind, outside, '', '', 1 FROM link WHERE capture = ? AND url = ? LIMIT 1"
_LAST_SEEN = "SELECT last_seen FROM finding WHERE id = ?"
_OF_NIGHT = "SELECT 1 FROM night_finding WHERE id = ? AND ? BETWEEN first_night AND last_night"
"""What a column's checks found stands there on the last night that found it."""
_PAGES_OWN = ("article", "document")


def why_no_single_page(connection: sqlite3.Connection, detail: FindingDetail | None) -> str:
    """Why no reading of one page can tell whether a finding still stands, one Chinese sentence, "" where it can."""
    known = connection.execute(_LAST_SEEN, (detail.id,)).fetchone() if detail else None
    if detail is None or known is None:
        return "没有这条问题，或检查已不再报告它；请从队列重新打开。"
    if connection.execute(_OF_NIGHT, (detail.id, known[0])).fetchone():
        return _OF_COLUMN
    if not detail.kind:
        return _NO_PAGE
    if detail.kind not in _PAGES_OWN:
        return _ON_LIST
    return _MASKED if "*" in detail.url else ""


def single_page(store: Store, finding: str) -> SinglePage:
    """The page to read again. Raises EvidenceError where that would tell nothing."""
    connection = store.connection
    detail = finding_detail(connection, finding)
    if why := why_no_single_page(connection, detail):
        raise EvidenceError(why)
    subject = detail.subject if detail else ""
    row = connection.execute(_PAGE, {"page": subject, "whole": WHOLE_QUALITY}).fetchone()
    if detail is None or row is None:
        raise EvidenceError(_NO_PAGE)
    page, url, kind, body, wire, at, portal = row
    known = KnownPage(page, url, kind, "", "", body, wire, at, full_on="", watched=1)
    link = connection.execute(_LINK, (detail.capture, detail.finding.words)).fetchone()
    dead = KnownLink(*link) if link else None
    return SinglePage(finding, detail.finding, portal, known, dead)


def next_page_run(store: Store, packs: Path, portal: str, night: dt.date) -> tuple[str, int]:
    """Name and number of the next such run of a portal and day, beyond those of the ledger and of the folders that a
    lost ledger left."""
    number = 1
    while _is_taken(store, packs, name := page_run_name(portal, night, number)):
        number += 1
    return name, number


def _is_taken(store: Store, packs: Path, run: str) -> bool:
    query = "SELECT 1 FROM portal_run WHERE run = ?"
    return (packs / run).exists() or store.connection.execute(query, (run,)).fetchone() is not None


_BROUGHT = """
SELECT capture.id, effective, reason, quality, text.* FROM capture LEFT JOIN text ON text.id = capture.text
WHERE run = ? AND page = ? ORDER BY fetched_at DESC LIMIT 1
"""
_SAME = "SELECT 1 FROM sighting WHERE run = ? AND page = ?"
_STANDS = "SELECT 1 FROM finding WHERE id = ? AND gone_on = ''"
_SHOWS = "SELECT 1 FROM finding_capture WHERE finding = ? AND capture = ?"
_AGAIN = """
SELECT content FROM finding_span JOIN finding ON finding.id = finding_span.finding
JOIN finding_capture ON finding_capture.finding = finding.id
WHERE finding_capture.capture = :capture AND finding.id <> :finding AND rule = :rule AND finding.first_seen = (
    SELECT night FROM capture WHERE id = :capture
)
"""
_WITNESS = "SELECT 1 FROM link_answer WHERE run = ? AND effective = 'ok'"
_NIGHT = "SELECT night FROM pack WHERE run = ?"


def seen_again(store: Store, one: SinglePage, run: str, otherwise: str) -> tuple[Recheck, str]:
    """What that run saw of the finding, after it was taken in and checked, and the capture that it brought, "" where it
    brought none. `otherwise` says why there is nothing where there is nothing."""
    row = store.connection.execute(_BROUGHT, (run, one.known.id)).fetchone()
    if row is None:
        return judge(one.content, _unchanged(store, one, run, otherwise)), ""
    capture, effective, reason, quality, *text = row
    if _is_true(store, _SHOWS, one.finding, capture):
        return judge(one.content, _found(store, one, run)), capture
    if effective in GONE:
        return judge(one.content, _gone(store, one, run, reason)), capture
    stored = TextRow(*text)
    if effective != "ok" or stored.id is None:
        return judge(one.content, Reread(Answer.NONE, whole=False, reason=reason or "没有读出正文。")), capture
    look = Reread(
        Answer.READ,
        again=_stands_again(store, one, capture),
        whole=quality >= WHOLE_QUALITY,
        text=f"{stored.title}\n{decode_text(stored).text.content}",
        reason=reason,
    )
    return judge(one.content, look), capture


def _unchanged(store: Store, one: SinglePage, run: str, otherwise: str) -> Reread:
    """The page stands as it was, or nothing was heard of it."""
    if not _is_true(store, _SAME, run, one.known.id):
        return Reread(Answer.NONE, whole=False, reason=otherwise)
    if _is_true(store, _STANDS, one.finding):
        return _found(store, one, run)
    return Reread(Answer.READ)


def _found(store: Store, one: SinglePage, run: str) -> Reread:
    """The fault stands; of a file whose page is gone that is said."""
    orphan = AttachedFiles.of(store).is_orphan(one.known.id, _night_of(store, run))
    return Reread(Answer.READ, found=True, orphan=orphan)


def _night_of(store: Store, run: str) -> str:
    [night] = store.connection.execute(_NIGHT, (run,)).fetchone()
    return str(night)


def _gone(store: Store, one: SinglePage, run: str, reason: str) -> Reread:
    """A portal that does not answer at its front page either witnesses nothing."""
    if not _is_true(store, _WITNESS, run):
        return Reread(Answer.NONE, whole=False, reason=_NO_WITNESS)
    left = AttachedFiles.of(store).left_by(one.known.id, _night_of(store, run))
    return Reread(Answer.GONE, files=left.files, reason=reason)


def _stands_again(store: Store, one: SinglePage, capture: str) -> bool:
    """Whether the same words are reported in a sentence that was not there before."""
    values = {"capture": capture, "finding": one.finding, "rule": one.content.rule}
    rows = store.connection.execute(_AGAIN, values)
    return bool(one.content.words) and any(decode_finding(row).words == one.content.words for (row,) in rows)


def _is_true(store: Store, query: str, *values: str) -> bool:
    return store.connection.execute(query, values).fetchone() is not None
