"""The pages of one article (正文分页), read one after the other and joined to one text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from county.page import Article
from county.text import Table, Text
from crawler.portal.keeper import Fetched

MOST_PARTS = 20
"""Pages read of one article: a longer one is a book, and better looked at by a person."""
HALF_READ = 0.5
"""Quality of the capture of an article of which a page could not be read."""


def part_id(article: str, number: int) -> str:
    """Id of page `number` of the article with that page id."""
    return hashlib.sha256(f"{article}\npart {number}".encode()).hexdigest()[:16]


@dataclass(slots=True)
class Parts:
    """An article as far as it was read. `fetched` is its first page, `same` says that all pages so far are what they
    were."""

    fetched: Fetched
    article: Article
    same: bool
    number: int = 1
    _read: list[Article] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)
    _lost: list[str] = field(default_factory=list)

    def take(self, article: Article, following: Iterable[str], *, same: bool) -> None:
        """One page, the first of them too, with the addresses of pages that it names."""
        self._read.append(article)
        self.same = self.same and same
        self._met |= {self.fetched.url, self.fetched.response.url}
        for address in following:
            if address not in self._met:
                self._met.add(address)
                self._waiting.append(address)

    def lose(self, reason: str) -> None:
        """The page asked for last could not be read."""
        self._lost.append(f"第 {self.number} 页没有读到（{reason.rstrip('。')}）")

    def next(self) -> str:
        """Address of the page to read next, "" where none is left."""
        if not self._waiting:
            return ""
        if self.number >= MOST_PARTS:
            self._lost.append(f"超过 {MOST_PARTS} 页，后面的没有读")
            self._waiting.clear()
            return ""
        self.number += 1
        return self._waiting.pop(0)

    @property
    def reason(self) -> str:
        """What is missing, one Chinese sentence, "" where the article was read whole."""
        return f"正文分页显示，{'；'.join(self._lost)}，只检查了读到的部分。" if self._lost else ""

    def joined(self) -> Article:
        """The article with the text of all pages, and every attachment, link and trace once."""
        attachments = dict.fromkeys(file for article in self._read for file in article.attachments)
        links = dict.fromkeys(link for article in self._read for link in article.links)
        traces = dict.fromkeys(trace for article in self._read for trace in article.traces)
        text = joined_text([article.text for article in self._read])
        return replace(
            self.article, text=text, attachments=tuple(attachments), links=tuple(links), traces=tuple(traces)
        )

    def captured(self) -> Fetched:
        """The first page as the article's capture: of lower quality where a later page is missing."""
        return replace(self.fetched, quality=HALF_READ) if self._lost else self.fetched


def joined_text(texts: Iterable[Text]) -> Text:
    """The texts one after the other, the spans of their tables moved along."""
    content, tables = "", []
    for number, text in enumerate(texts, start=1):
        if content and not content.endswith("\n"):
            content += "\n"
        at = len(content)
        content += text.content
        prefix = f"第{number}页" if number > 1 else ""
        tables += [
            Table(f"{prefix}{table.place}", table.header, table.start + at, table.end + at) for table in text.tables
        ]
    return Text(content, tuple(tables))
