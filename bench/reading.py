"""How well pages are read: titles, dates, sources, bodies and lists against a folder of pages with truths.

    python bench/reading.py FOLDER [--without FAMILY | --each] [--verbose]

FOLDER holds the pages and a manifest.jsonl with one line a page: file, site, kind, cms, url and truth."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from county.page import Article, Listing, Origin
from crawler.platforms.family import FAMILIES
from crawler.reading import Page, read_article, read_listing

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_LARGEST_FAMILY = "广东"
"""A third of the sample is of one family: figures without it say more."""
_ROUNDS = 5
_Truth = dict[str, Any]  # as the manifest has it
Scores = dict[str, list[bool]]


def squeezed(text: str | None) -> str:
    """Without blanks, as texts are compared."""
    return _BLANKS.sub("", text or "")


def article_scores(article: Article, truth: _Truth, tampered: bool) -> Iterator[tuple[str, bool]]:
    """What is compared of an article, and whether it is as a person read it off the page."""
    yield "title", squeezed(article.title) == squeezed(truth["title"])
    displayed = article.dates.get(Origin.DISPLAYED)
    yield "date", (displayed.isoformat() if displayed else None) == ((truth["date"] or "")[:10] or None)
    shown = article.source if article.source_origin is Origin.DISPLAYED else ""
    yield "source", squeezed(shown) == squeezed(truth["source"])
    if truth.get("body_head") and not tampered:
        body = squeezed(article.text.content).removeprefix(squeezed(article.title))
        tail = squeezed(truth.get("body_tail"))
        yield "body", body.startswith(squeezed(truth["body_head"])) and body.endswith(tail)
    if truth.get("attachments"):
        names = {url.rpartition("/")[2] for url in truth["attachments"]}
        yield "attachments", names == {file.url.rpartition("/")[2] for file in article.attachments}


def _list_scores(listing: Listing, truth: _Truth, url: str) -> Iterator[tuple[str, bool]]:
    wanted = [(urljoin(url, _reference(entry["href"])), (entry["date"] or "")[:10]) for entry in truth["entries"]]
    found = [(entry.url, entry.date.isoformat() if entry.date else "") for entry in listing.entries]
    yield "list", wanted == found
    titles = [squeezed(entry.get("title_attr") or entry["title"]) for entry in truth["entries"]]
    yield "list titles", titles == [squeezed(entry.title) for entry in listing.entries]


def _reference(href: str) -> str:
    """The truth of a data page names a document by `docId=1`, which is a query and no folder."""
    return f"?{href}" if re.fullmatch(r"\w+=\w+", href) else href


def _scores(row: _Truth, body: bytes) -> Iterator[tuple[str, bool]]:
    url = row.get("url") or f"http://{row['site']}/a/b/c/"
    page = Page.parse(body, url)
    if row["kind"] == "article":
        yield from article_scores(read_article(page), row["truth"], bool(row.get("tampered_body")))
    elif row["kind"] == "list" and row["truth"].get("entries"):
        yield from _list_scores(read_listing(page), row["truth"], url)


def _milliseconds(row: _Truth, body: bytes) -> float:
    """CPU time of one reading: parse and everything read of the page; the best of some rounds."""
    read = read_listing if row["kind"] == "list" else read_article
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.process_time()
        read(Page.parse(body, f"http://{row['site']}/a/b/c/"))
        best = min(best, time.process_time() - started)
    return best * 1000


def page_rows(folder: Path) -> Iterator[tuple[_Truth, bytes]]:
    """The articles and lists of a folder: the row of its manifest, and the page."""
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in ("article", "list"):
            yield row, (folder / row["file"]).read_bytes()


def _tables(folder: Path, *, verbose: bool) -> dict[str, Scores]:
    """Hits by family, and of all pages."""
    tables: dict[str, Scores] = defaultdict(lambda: defaultdict(list))
    for row, body in page_rows(folder):
        names = [row["cms"], "ALL", *(["ALL without " + _LARGEST_FAMILY] if _LARGEST_FAMILY not in row["cms"] else [])]
        for kind, hit in _scores(row, body):
            if verbose and not hit:
                print("missed", kind, row["file"])
            for name in names:
                tables[name][kind].append(hit)
    return tables


def _print(name: str, scores: Scores) -> None:
    figures = (f"{kind} {sum(hits)}/{len(hits)} {100 * sum(hits) / len(hits):.0f}%" for kind, hits in scores.items())
    print(f"{name:36.36}", "  ".join(figures))


def _each(folder: Path) -> None:
    """The figures with each family's file disabled in turn, then with the generic reader alone."""
    families = list(FAMILIES)
    for left_out in ("", *(kind.id for kind in families), "all"):
        FAMILIES[:] = [kind for kind in families if left_out not in (kind.id, "all")]
        _print(f"without {left_out}" if left_out else "with all families", _tables(folder, verbose=False)["ALL"])


def _whole(folder: Path, *, verbose: bool) -> None:
    tables = _tables(folder, verbose=verbose)
    for name in sorted(tables, key=lambda name: (name.startswith("ALL"), name)):
        _print(name, tables[name])
    times: dict[str, list[float]] = defaultdict(list)
    for row, body in page_rows(folder):
        times[row["kind"]].append(_milliseconds(row, body))
    for kind, values in times.items():
        print(f"{kind}: median {statistics.median(values):.2f} ms of CPU a page, slowest {max(values):.1f} ms")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="", help="a family to leave out, or all: the generic reader alone")
    parser.add_argument("--each", action="store_true", help="leave out each family in turn, then all of them")
    parser.add_argument("--verbose", action="store_true", help="name the pages that failed")
    options = parser.parse_args()
    if not (options.folder / "manifest.jsonl").is_file():
        print(f"{options.folder} 里没有 manifest.jsonl，请指定带有它的页面文件夹。", file=sys.stderr)
        return 2
    if options.without:
        FAMILIES[:] = [kind for kind in FAMILIES if options.without not in (kind.id, "all")]
    if options.each:
        _each(options.folder)
    else:
        _whole(options.folder, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
