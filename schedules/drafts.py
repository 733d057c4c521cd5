"""Drafts (发布前自查): the checks of a text on files that are not published yet, so that a fault is mended instead of
costing points."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import checks
from checks import CheckedText, PlaceKind
from checks.characters import SecondOpinion
from checks.masked_beside import PageMasks, paired
from county.document import Document
from county.finding import Finding
from county.personal import Redacted, Redactor
from county.text import Text, clean_text
from county.trace import Trace, TracedPage
from crawler.documents import read_file
from crawler.reading import Effective, Page, judge, read_article
from crawler.reading.traces import read_page_traces
from wordlists import WordLists

PAGE_BYTES = 64 * 1024 * 1024
"""A longer web page is no draft."""
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_NOWHERE = "http://draft.invalid/"
_OK = 200
_SOURCE = "网页源代码"
_TITLE = "标题"


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """A finding with the place where a person finds it in the file: page, sheet and cell, paragraph, 标题."""

    finding: Finding
    place: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the checks said of one file. Where `checked` is false, `reason` is one Chinese sentence and nothing was
    judged; a `reason` beside true says what part was not. `characters` is the length of the extracted text, `body` that
    text itself, None where it was not checked."""

    path: Path
    checked: bool
    reason: str = ""
    characters: int = 0
    findings: tuple[DraftFinding, ...] = ()
    body: Redacted | None = None


def check_drafts(
    paths: Sequence[Path], words: WordLists, today: dt.date, second: SecondOpinion | None = None
) -> Iterator[Draft]:
    """`check_draft` for files that are to be published together, in their order: a number that one of the pages masks
    and another file shows whole is told with that file's finding."""
    pages = {path: check_draft(path, words, today, second) for path in paths if _is_page(path)}
    masks = [PageMasks.of(f"网页稿“{path.name}”", page.body) for path, page in pages.items() if page.body]
    for path in paths:
        yield pages[path] if path in pages else _beside(check_draft(path, words, today, second), masks)


def _beside(draft: Draft, pages: Sequence[PageMasks]) -> Draft:
    found = [one.finding for one in draft.findings]
    for page in pages:
        told = list(paired(found, draft.body, page)) if draft.body else found
        if told != found:
            placed = zip(told, draft.findings, strict=True)
            return replace(draft, findings=tuple(replace(one, finding=finding) for finding, one in placed))
    return draft


def check_draft(path: Path, words: WordLists, today: dt.date, second: SecondOpinion | None = None) -> Draft:
    """Reads one file and lets every check of a text judge it as if published on `today`. Never raises for what is wrong
    with the file."""
    bare, document, traces = _read(path)
    if not document.readable:
        return Draft(path, False, document.reason)
    text = replace(document.text, content=clean_text(document.text.content))
    # nobody will compare these digests: the key is thrown away
    redactor = Redactor(secrets.token_bytes(32))
    title, body = redactor.redact(Text(bare)), redactor.redact(text)
    place = PlaceKind.PAGE if document.format == "html" else PlaceKind.DOCUMENT
    checked = CheckedText(title.text.content, body, place, words, today, second, title.numbers)
    due = (finding for finding in checks.check_page(checked) if finding.due <= today.isoformat())
    found = sorted(due, key=lambda finding: finding.start)
    placed = [DraftFinding(finding, _place(finding, text)) for finding in found]
    placed += [DraftFinding(finding, _SOURCE) for finding in checks.check_traces(TracedPage(traces))]
    return Draft(path, True, document.reason, len(text.content), tuple(placed), body)


def _place(finding: Finding, text: Text) -> str:
    return text.place(finding.start) if finding.start >= 0 else _TITLE


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in _PAGES and path.is_file()


def _read(path: Path) -> tuple[str, Document, tuple[Trace, ...]]:
    """(title, text, what its source hides) of a page, ("", text, ()) of any other file: its title is part of its
    text."""
    if not _is_page(path):
        return "", read_file(path), ()
    if path.stat().st_size > PAGE_BYTES:
        return "", Document("html", False, "网页文件过大，没有检查；请另存为较小的文件后再试。"), ()
    try:
        page = Page.parse(path.read_bytes(), _NOWHERE)
    except OSError:
        return "", Document("html", False, "文件打不开；请检查权限后再试。"), ()
    judgement = judge(_OK, {}, page, _NOWHERE)
    article = read_article(page)
    if judgement.effective is not Effective.OK and not article.text.content.strip():
        return "", Document("html", False, judgement.reason), ()
    traces = (*article.traces, *read_page_traces(page).redirects)
    if not article.text.content.strip():
        return "", read_file(path), traces
    return clean_text(article.title), Document("html", True, "", article.text), traces
