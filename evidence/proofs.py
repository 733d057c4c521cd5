"""Proofs (印证): what an id that stands behind a ledger entry leads to, read from the archive again and compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from county.books.book import BOOKS
from county.books.reading import shown
from county.books.version import Version
from county.finding import Finding
from county.hits import Hit, find_words, hit_of
from county.markup import parse_html
from county.register import Receipt, Register
from county.text import Text
from county.visit import VERDICT_NAMES, Verdict
from evidence.errors import EvidenceError
from evidence.exhibits import Exhibit, body_of, find_exhibit
from evidence.registers.disputes import dispute
from evidence.registers.documents import Attached, document_path, verify_document
from evidence.registers.entries import versions_of
from evidence.store import Store
from evidence.texts import decode_finding

VISIT, PAGE = "visit", "page"
_REGISTERS = frozenset(register.name.lower() for register in Register)
_FINDING = """
SELECT span.content, span.capture, finding.subject FROM finding_span AS span JOIN finding ON finding.id = span.finding
WHERE finding.id = ? AND span.first_seen <= ? ORDER BY span.first_seen DESC LIMIT 1
"""
_VISIT = 'SELECT night, verdict, reason FROM visit WHERE run = ? AND "column" = ?'
_VISIT_PAGES = 'SELECT page, capture FROM visit_page WHERE run = ? AND "column" = ? ORDER BY number'
_LAST_CAPTURE = """
SELECT id FROM capture WHERE page = ? AND night <= ? AND warc <> '' AND effective = 'ok'
ORDER BY night DESC, fetched_at DESC LIMIT 1
"""


class Quoted(StrEnum):
    """Where the words of a finding were found again: in the archived page itself, in the text that was read of the
    archived file, nowhere; or it speaks of no words."""

    PAGE = "page"
    TEXT = "text"
    MISSING = "missing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proved:
    """A capture read again: `fault` is "" where the archive says what it said then. `warc` lies below the packs'
    folder, `time` is UTC, `capture` is its id."""

    url: str
    time: str
    sha256: str
    warc: str
    offset: int
    fault: str = ""
    capture: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The document attached to what was written down, read again; `fault` as in Proved."""

    name: str
    path: Path
    sha256: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What an id leads to. `said` is one Chinese sentence on what it is; `quote` are the words of a finding in their
    context, masked. Where there is neither a capture nor a document `said` tells why."""

    id: str
    said: str
    quote: str = ""
    quoted: Quoted = Quoted.NONE
    captures: tuple[Proved, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """What the archive or the folder of documents no longer holds as it was, a sentence each."""
        captures = tuple(one.fault for one in self.captures if one.fault)
        return (*captures, *(one.fault for one in self.papers if one.fault))

    @property
    def faults(self) -> tuple[str, ...]:
        """The same, and a quote that was not found again; () where all held."""
        lost = ("存档里没有找到引文；请复核这条问题。",) if self.quoted is Quoted.MISSING else ()
        return (*self.broken, *lost)


class Prover:
    """Follows ids to the archive below `packs` and to the attached `documents`, as known at the end of the night
    `as_of`. What many ids lead to is read once."""

    def __init__(self, store: Store, packs: Path, documents: Path, as_of: dt.date) -> None:
        self._connection = store.connection
        self._store = store
        self._packs = packs
        self._documents = documents
        self._night = as_of.isoformat()
        self._read: dict[str, tuple[Proved, bytes]] = {}

    def prove(self, id_: str) -> Proof | None:
        """What stands behind the id of a finding ("0123456789abcdef"), a visit ("visit:<run>:<column>"), a page
        ("page:<id>"), an entry of a register ("hand_in:BS-1", or BS-1), an appeal or a ruling; None where there is no
        such thing."""
        kind, _, rest = id_.partition(":")
        if kind == VISIT:
            return self._visit(id_, *rest.split(":", 1)) if ":" in rest else None
        if kind == PAGE:
            return self._page(id_, rest)
        if kind in _REGISTERS and rest:
            return self._written(id_, rest)
        return self._finding(id_) or self._written(id_, id_)

    def _finding(self, id_: str) -> Proof | None:
        row = self._connection.execute(_FINDING, (id_, self._night)).fetchone()
        if row is None:
            return None
        finding, subject = decode_finding(row[0]), row[2]
        exhibit = find_exhibit(self._connection, row[1])
        if exhibit is None:
            why = "没有快照：它说的是没有打开、没有读到的东西，依据见巡查记录。"
            return Proof(id_, f"问题（{finding.rule}）：{finding.why.rstrip('。')}。{why}", finding.quote)
        proved, body = self._proved(exhibit)
        # the words of a column's finding name a week or a year, they stand nowhere
        quoted = _quoted(finding, exhibit, body) if body and exhibit.page == subject else Quoted.NONE
        return Proof(id_, f"问题（{finding.rule}）：{finding.why.rstrip('。')}。", finding.quote, quoted, (proved,))

    def _visit(self, id_: str, run: str, column: str) -> Proof | None:
        row = self._connection.execute(_VISIT, (run, column)).fetchone()
        if row is None:
            return None
        night, verdict, reason = row
        outcome = VERDICT_NAMES[Verdict(verdict)] + (f"，{reason.rstrip('。')}" if reason else "")
        pages = self._connection.execute(_VISIT_PAGES, (run, column)).fetchall()
        captures = [capture or self._last_capture(page, night) for page, capture in pages]
        shown = self._all_proved(captures)
        nothing = "" if shown else "没有读到任何页面，所以没有快照。"
        return Proof(id_, f"栏目巡查（{column}，{night}）：{outcome}。{nothing}", captures=shown)

    def _page(self, id_: str, page: str) -> Proof | None:
        shown = self._all_proved([self._last_capture(page, self._night)])
        if shown:
            return Proof(id_, "网页快照。", captures=shown)
        listed = self._connection.execute("SELECT url, title FROM entry WHERE page = ?", (page,)).fetchone()
        return Proof(id_, f"列表中的《{listed[1]}》（{listed[0]}），文章本身没有读到，没有快照。") if listed else None

    def _written(self, id_: str, entry: str) -> Proof | None:
        if versions := versions_of(self._store, entry.upper()):
            said = _entry_text(versions)
            receipts = tuple(version.entry.receipt for version in versions)
        elif made := dispute(self._store, entry.upper()):
            said, receipts = f"{made.reason.rstrip('。')}。", (made.receipt,)
        else:
            return None
        papers = {receipt.sha256: self._paper(receipt) for receipt in receipts if receipt.sha256}
        nothing = "" if papers else "没有附件。"
        return Proof(id_, said + nothing, receipts=receipts, papers=tuple(papers.values()))

    def _paper(self, receipt: Receipt) -> Paper:
        attached = Attached(receipt.document, receipt.sha256)
        path = document_path(self._documents, receipt.sha256)
        try:
            verify_document(self._documents, attached)
        except EvidenceError as error:
            return Paper(receipt.document, path, receipt.sha256, str(error))
        return Paper(receipt.document, path, receipt.sha256)

    def _last_capture(self, page: str, night: str) -> str:
        """Of a page that was unchanged in a visit the capture that it was unchanged since."""
        row = self._connection.execute(_LAST_CAPTURE, (page, night)).fetchone()
        return str(row[0]) if row else ""

    def _all_proved(self, captures: list[str]) -> tuple[Proved, ...]:
        exhibits = (find_exhibit(self._connection, capture) for capture in dict.fromkeys(captures))
        return tuple(self._proved(exhibit)[0] for exhibit in exhibits if exhibit)

    def _proved(self, exhibit: Exhibit) -> tuple[Proved, bytes]:
        """The capture with its body, b"" where the archive does not hold it any more."""
        if exhibit.id not in self._read:
            fault, body = "", b""
            try:
                body = body_of(exhibit, self._packs)
            except EvidenceError as error:
                fault = str(error)
            place = exhibit.warc, exhibit.offset
            proved = Proved(exhibit.url, exhibit.time, exhibit.sha256, *place, fault, exhibit.id)
            self._read[exhibit.id] = proved, body
        return self._read[exhibit.id]


def _entry_text(versions: Sequence[Version]) -> str:
    """What the newest version of an entry says."""
    newest, entry = versions[-1], versions[-1].entry
    fields = BOOKS[newest.register].fields
    told = "，".join(f"{field.name} {text}" for field in fields if (text := shown(getattr(entry, field.key))))
    end = "，已撤回" if newest.retracted else ""
    return f"登记（{newest.register} {entry.id}，共 {len(versions)} 次登记{end}）：{told}。"


def _quoted(finding: Finding, exhibit: Exhibit, body: bytes) -> Quoted:
    """Words that stand in a text must be found again; those that only name a fault may."""
    text = exhibit.text.text if exhibit.text else Text("")
    hit = hit_of(finding, exhibit.title, text)
    if hit is None:
        return Quoted.NONE
    if not exhibit.is_document and _stands_in_source(hit, body.decode(exhibit.encoding or "utf-8", "replace")):
        return Quoted.PAGE
    if find_words(f"{exhibit.title}\n{text.content}", hit):
        return Quoted.TEXT
    return Quoted.MISSING if finding.start >= 0 else Quoted.NONE


def _stands_in_source(hit: Hit, source: str) -> bool:
    return bool(find_words("".join(parse_html(source).itertext()), hit) or find_words(source, hit))
