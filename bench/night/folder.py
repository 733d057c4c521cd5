"""The portal as files, below var/bench: made once, and again when this code is another."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count as count_up
from itertools import islice
from pathlib import Path

from bench.contest.peers import WORKSHOP
from bench.night.layout import Layout, Slot
from bench.night.pages import Pages

_CHANGED_AT = 1_795_000_000
"""Seconds: when every file was last changed, so that Last-Modified and ETag are always the same."""
_STAMP = "made.txt"
_SOURCES = (
    "bench/night/folder.py",
    "bench/night/layout.py",
    "bench/night/pages.py",
    "bench/night/prose.py",
    "sample/phrases.toml",
)


@dataclass(frozen=True, slots=True)
class SitePages:
    """A portal that stands in `folder`."""

    folder: Path
    layout: Layout

    def file(self, path: str) -> Path:
        """The file that answers for a path."""
        return self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    @contextmanager
    def edited(self, share: float) -> Iterator[set[str]]:
        """That share of the articles stands with another title and one more paragraph, in the lists too; afterwards
        all is as it was. Gives their paths."""
        pages, before, edited = Pages(self.layout), dict[Path, bytes](), set[str]()
        for slot, post in _newest_first(self.layout, round(self.layout.pages * share)):
            edited.add(slot.post_path(post))
            for path, html in pages.edited(slot, post):
                before.setdefault(self.file(path), self.file(path).read_bytes())
                self.file(path).write_text(html, encoding="utf-8")
        try:
            yield edited
        finally:
            for file, body in before.items():
                file.write_bytes(body)
                os.utime(file, (_CHANGED_AT, _CHANGED_AT))


def site_pages(pages: int, seed: str) -> SitePages:
    """The portal of so many pages."""
    layout = Layout(pages, seed)
    folder = (WORKSHOP / "portal" / f"{seed}-{pages}").resolve()
    made, stamp = SitePages(folder, layout), folder.with_suffix(".txt")
    version = hashlib.sha256(b"".join(Path(source).read_bytes() for source in _SOURCES)).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != version:
        shutil.rmtree(folder, ignore_errors=True)
        for path, html in Pages(layout).all():
            file = made.file(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
            os.utime(file, (_CHANGED_AT, _CHANGED_AT))
        stamp.write_text(version, encoding="utf-8")
    return made


def _newest_first(layout: Layout, count: int) -> Iterator[tuple[Slot, int]]:
    """So many articles: the newest of each column, then the second of each, and so on."""
    rounds = ((slot, post) for post in count_up() for slot in layout.slots if post < slot.posts)
    return islice(rounds, count)
