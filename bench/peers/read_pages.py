"""A contestant of the reading job: reads every article of a folder and tells what it found and the CPU it took.

    read_pages.py READER FOLDER ANSWER

Runs under the interpreter that has READER. ANSWER gets a line a page: file, ms, and what the reader gives of title,
date, source and text. The time is the best of some readings, without decoding for readers that want text."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telling import tell

Found = dict[str, str | None]
READINGS = 3
Reader = Callable[[bytes, str, str], Found]


def _ours() -> Reader:
    from county.page import Origin
    from crawler.reading import Page, read_article

    def read(body: bytes, _: str, url: str) -> Found:
        article = read_article(Page.parse(body, url))
        day = article.dates.get(Origin.DISPLAYED)
        source = article.source if article.source_origin is Origin.DISPLAYED else ""
        text = article.text.content
        return {"title": article.title, "date": day and day.isoformat(), "source": source, "text": text}

    return read


def _ours_list() -> Reader:
    from crawler.reading import Page, read_listing

    def read(body: bytes, _: str, url: str) -> Found:
        read_listing(Page.parse(body, url))
        return {}

    return read


def _gne() -> Reader:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(_: bytes, text: str, __: str) -> Found:
        found = extractor.extract(text)
        return {
            "title": found["title"], "date": found["publish_time"], "source": found["author"], "text": found["content"],
        }  # fmt: skip

    return read


def _trafilatura() -> Reader:
    from trafilatura import bare_extraction

    def read(body: bytes, _: str, url: str) -> Found:
        found = bare_extraction(body, url=url, with_metadata=True)
        return {"title": found.title, "date": found.date, "text": found.text} if found else {}

    return read


def _readability() -> Reader:
    from lxml import html
    from readability import Document

    def read(body: bytes, _: str, __: str) -> Found:
        document = Document(body)
        return {"title": document.short_title(), "text": html.fromstring(document.summary()).text_content()}

    return read


def _htmldate() -> Reader:
    from htmldate import find_date

    return lambda body, _, url: {"date": find_date(body, url=url)}


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours, "ours, lists": _ours_list, "GNE": _gne, "trafilatura": _trafilatura, "readability": _readability,
    "htmldate": _htmldate,
}  # fmt: skip


def _tried(read: Reader, body: bytes, text: str, url: str) -> Found:
    """What a reader finds; a page at which it fails, it has not read."""
    try:
        return read(body, text, url)
    except Exception as error:
        return {"failed": repr(error)}


def _timed(read: Reader, row: dict[str, Any], folder: Path) -> dict[str, Any]:
    body = (folder / row["file"]).read_bytes()
    text, url = body.decode(row["encoding"], errors="replace"), row.get("url") or f"http://{row['site']}/a/b/c/"
    found: Found = {}
    best = float("inf")
    for _ in range(READINGS):
        started = time.process_time()
        found = _tried(read, body, text, url)
        best = min(best, time.process_time() - started)
    return {"file": row["file"], "ms": 1000 * best, **found}


def main(name: str, folder: Path, answer: Path) -> None:
    """Reads all pages of the kind that the reader is for."""
    read = READERS[name]()
    kind = "list" if name.endswith("lists") else "article"
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] == kind]
    if kind == "article":
        rows = [row for row in rows if row["file"].endswith(".html")]  # what peers take for no page at all
    tell(answer, {}, [_timed(read, row, folder) for row in rows])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
