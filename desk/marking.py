"""Words shown in their context, marked (标红): everything round the mark is escaped."""

from __future__ import annotations

from markupsafe import Markup, escape


def marked(quote: str, words: str) -> Markup:
    """`quote` with every place of `words` marked, the first of them as `hit-1`; as it is where they do not stand in it
    word by word."""
    if not words or words not in quote:
        return escape(quote)
    before, *rest = quote.split(words)
    made = escape(before)
    for number, after in enumerate(rest, start=1):
        made += Markup('<mark id="hit-{}">{}</mark>{}').format(number, words, after)
    return made
