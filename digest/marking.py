"""The faulty words of a quote set apart (标红)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wordlists import normalise


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a quote, never empty; `fault` says that it shows the faulty words."""

    text: str
    fault: bool = False


def marked(quote: str, words: str) -> tuple[Part, ...]:
    """`quote` in parts that join to it again: wherever it shows `words`, in whatever width and spacing, they are a part
    of their own. Words that it does not show leave it in one part."""
    wanted = normalise(words.strip()).text
    return tuple(_parts(quote, list(_spans(quote, wanted)) if wanted else []))


def _spans(quote: str, wanted: str) -> Iterator[tuple[int, int]]:
    normal = normalise(quote)
    start = normal.text.find(wanted)
    while start >= 0:
        yield normal.span(start, start + len(wanted))
        start = normal.text.find(wanted, start + len(wanted))


def _parts(quote: str, spans: list[tuple[int, int]]) -> Iterator[Part]:
    done = 0
    for start, end in spans:
        if start > done:
            yield Part(quote[done:start])
        yield Part(quote[start:end], fault=True)
        done = end
    if done < len(quote):
        yield Part(quote[done:])
