"""What a new entry of the word lists would hit in the stored texts (试词), before it is saved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from checks.passage import quote_at
from county.settings import County
from evidence.search import possible_texts
from evidence.store import Store
from evidence.texts import PlacedText, count_texts, placed_texts
from wordlists import Entry, Hit, Where, WordLists
from wordlists.trial import Quote, Trial


@dataclass(frozen=True, slots=True)
class _Lists:
    bare: WordLists
    excused: WordLists
    whole: WordLists


def try_word(store: Store, county: County, words: WordLists, entry: Entry, most_quotes: int) -> Trial:
    """Looks for `entry` in every stored text, as the check would if it stood in the lists; in the lists it replaces an
    entry of the same word. Texts of which the index says that they cannot hold the word are passed over. At most
    `most_quotes` quotes are given, the first of each text first."""
    others = [one for one in words.entries if one.word != entry.word]
    lists = _Lists(WordLists([entry]), WordLists([entry], words.phrases), WordLists([*others, entry], words.phrases))
    count: Counter[str] = Counter()
    units: Counter[str] = Counter()
    first: list[Quote] = []
    further: list[Quote] = []
    for placed in placed_texts(store, county, possible_texts(store, entry.word)):
        quotes = _look(placed, lists, entry, count)
        if not quotes:
            continue
        count["texts"] += 1
        units.update(placed.units or ("",))
        first.append(quotes[0])
        further += quotes[1:most_quotes]
    return Trial(
        texts_read=count_texts(store),
        places=count["bare"],
        excused=count["bare"] - count["excused"],
        covered=count["excused"] - count["whole"],
        new=count["whole"],
        texts=count["texts"],
        units=dict(units.most_common()),
        quotes=tuple([*first, *further][:most_quotes]),
    )


def _look(placed: PlacedText, lists: _Lists, entry: Entry, count: Counter[str]) -> list[Quote]:
    quotes: list[Quote] = []
    text = placed.text
    for where, content in ((Where.TITLE, text.title.text.content), (Where.BODY, text.body.text.content)):
        found = lists.bare.find(content, where, text.day)
        count["bare"] += len(found)
        if not found:
            continue
        count["excused"] += len(lists.excused.find(content, where, text.day))
        hits = [hit for hit in lists.whole.find(content, where, text.day) if hit.entry is entry]
        count["whole"] += len(hits)
        quotes += [_quote(placed, content, hit) for hit in hits]
    return quotes


def _quote(placed: PlacedText, content: str, hit: Hit) -> Quote:
    return Quote(placed.units, placed.url, quote_at(content, hit.start, hit.end))
