"""The faulty words of a quote set apart (标红)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from county.hits import Hit, Span, find_words


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a quote, never empty; `fault` says that it shows the faulty words."""

    text: str
    fault: bool = False


def marked(quote: str, words: str) -> tuple[Part, ...]:
    """`quote` in parts that join to it again: wherever it shows `words`, in whatever width and spacing, they are a part
    of their own. Words that it does not show leave it in one part."""
    return tuple(_parts(quote, sorted(find_words(quote, Hit(words)))))


def _parts(quote: str, spans: list[Span]) -> Iterator[Part]:
    done = 0
    for start, end in spans:
        if start > done:
            yield Part(quote[done:start])
        yield Part(quote[start:end], fault=True)
        done = end
    if done < len(quote):
        yield Part(quote[done:])
