"""Reading (读网页): articles of real portals, by ours and by four readers of any page of the web; lists by ours."""

from __future__ import annotations

import datetime as dt
import re
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.contest.contestant import Told, told_by
from bench.contest.rounds import interleaved, medians
from bench.contest.rows import Row, at_most
from bench.contest.shared import shared_folder
from bench.reading import article_scores, page_rows, squeezed
from county.page import Article, Origin
from county.text import Text

PEERS = {"GNE": "reading", "trafilatura": "reading", "readability": "readability", "htmldate": "reading"}
GIVES = {
    "ours": ("title", "date", "source", "body"), "GNE": ("title", "date", "source", "body"),
    "trafilatura": ("title", "date", "body"), "readability": ("title", "body"), "htmldate": ("date",),
}  # fmt: skip
"""What each of them reads at all."""
FIGURES = {
    "title": "titles",
    "date": "dates",
    "shown date": "dates, of pages that show one",
    "source": "sources",
    "body": "bodies from the first to the last word",
    "held body": "bodies that hold the first and the last words",
}
"""What is compared: the last word of a key is what a reader must give for it."""
LISTS = "ours, lists"
MOST_OF_A_LIST = 2.0
"""Milliseconds of CPU that a list page may cost at the median."""
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_Page = Mapping[str, Any]


def measure(rounds: int) -> list[Row]:
    """Milliseconds a page, and on how many pages each reader gives what a person read off them. No rows where the
    pages are missing."""
    folder = shared_folder("pages", "manifest.jsonl", "reading")
    if folder is None:
        return []
    environments = {"ours": "", LISTS: "", **PEERS}
    contestants = {
        name: partial(told_by, "read_pages.py", environment, name, folder) for name, environment in environments.items()
    }
    runs = interleaved(contestants, rounds)
    return [*_times(runs, rounds), *_accuracy(folder, {name: told[0].lines for name, told in runs.items()}, rounds)]


def _times(runs: Mapping[str, list[Told]], rounds: int) -> list[Row]:
    middle = medians(runs, lambda told: statistics.median(page["ms"] for page in told.lines))
    mean = medians(runs, lambda told: statistics.fmean(page["ms"] for page in told.lines))
    memory = medians(runs, lambda told: told.cost["peak_mb"])
    rows = [
        Row("reading", figure, unit, figures["ours"], {name: figures[name] for name in PEERS}, runs=rounds)
        for figure, unit, figures in (
            ("an article, the median page", "ms of CPU", middle),
            ("an article, the mean of all pages", "ms of CPU", mean),
            ("memory of the reading process", "MB", memory),
        )
    ]
    limit = at_most(middle[LISTS], MOST_OF_A_LIST, f"at most {MOST_OF_A_LIST:g} ms")
    return [*rows, Row("reading", "a list page, the median page", "ms of CPU", middle[LISTS], limit=limit, runs=rounds)]


def _accuracy(folder: Path, pages: Mapping[str, Sequence[_Page]], rounds: int) -> list[Row]:
    truths = {row["file"]: row for row, _ in page_rows(folder)}
    right = {name: _right(pages[name], truths) for name in GIVES}
    rows = []
    for kind, figure in FIGURES.items():
        hits = {name: scores[kind] for name, scores in right.items() if kind.split()[-1] in GIVES[name]}
        counts = {name: float(sum(scores)) for name, scores in hits.items()}
        unit = f"right of {len(hits['ours'])}"
        rows.append(Row("reading", figure, unit, counts.pop("ours"), counts, more_is_better=True, runs=rounds))
    return rows


def _right(pages: Sequence[_Page], truths: Mapping[str, Any]) -> dict[str, list[bool]]:
    scores: dict[str, list[bool]] = defaultdict(list)
    for page in pages:
        row = truths[page["file"]]
        article, tampered = _article(page), bool(row.get("tampered_body"))
        for kind, hit in article_scores(article, row["truth"], tampered):
            scores[kind].append(hit)
            if kind == "date" and row["truth"]["date"]:
                scores["shown date"].append(hit)
            if kind == "body":
                scores["held body"].append(_holds(article.text.content, row["truth"]))
    return scores


def _article(page: _Page) -> Article:
    """What any reader found, in the words of ours: its date and source count as displayed."""
    day = _day(page.get("date") or "")
    return Article(
        page.get("title") or "", Text(page.get("text") or ""), dates={Origin.DISPLAYED: day} if day else {},
        source=page.get("source") or "", source_origin=Origin.DISPLAYED,
    )  # fmt: skip


def _day(written: str) -> dt.date | None:
    """A date in whatever way a reader writes it."""
    found = _DAY.search(written)
    return dt.date(*map(int, found.groups())) if found else None


def _holds(text: str, truth: Mapping[str, Any]) -> bool:
    """Whether the body is there at all, whatever else is taken for it."""
    body = squeezed(text)
    return squeezed(truth["body_head"]) in body and squeezed(truth.get("body_tail")) in body
