"""Texts checked ahead (边采边查): while a portal is still being crawled, the night checks what was read of it already.

Nothing of that is kept before the pack was sealed and taken in: what a crawl read that then failed is forgotten, and a
text whose date or rules turn out to be others is checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import checks
from checks import CheckedText, PlaceKind
from checks.characters import SecondOpinion
from county.errors import HouseError
from county.finding import Finding
from evidence import texts
from evidence.store import Store
from evidence.texts import Identity, StoredText
from wordlists import WordLists

BATCH_TEXTS = 200
"""Texts checked together, and kept in one transaction: together they cost less a text."""

Rules = tuple[WordLists, SecondOpinion | None]
"""What a text is checked by: the office's words, and the model that is asked besides."""


def found_in(
    these: Sequence[StoredText], words: WordLists, second: SecondOpinion | None
) -> dict[Identity, list[Finding]]:
    """What the checks find in each text."""
    found = checks.check_pages([_checked(text, words, second) for text in these]) if these else []
    return dict(zip((text.identity for text in these), found, strict=True))


def _checked(text: StoredText, words: WordLists, second: SecondOpinion | None) -> CheckedText:
    return CheckedText(
        title=text.title.text.content,
        body=text.body,
        place=PlaceKind.DOCUMENT if text.document else PlaceKind.PAGE,
        words=words,
        day=text.day,
        second=second,
        title_numbers=text.title.numbers,
    )


class Ahead:
    """What was found in the texts of the packs that are being written. `rules` gives the words and the model; it is
    asked at the first look, when the crawls have begun."""

    def __init__(self, store: Store, rules: Callable[[], Rules]) -> None:
        self.found: dict[Identity, list[Finding]] = {}
        self.rule_set = ""
        """The rules by which it was found, "" before the first look."""
        self._store = store
        self._ask_rules = rules
        self._seen: dict[Path, set[str]] = {}

    @cached_property
    def _rules(self) -> Rules | None:
        """None where they cannot be read: the check will say so, and the crawl is not to suffer from it."""
        try:
            words, second = self._ask_rules()
        except HouseError:
            return None
        self.rule_set = checks.rule_set_version(words, second)
        return words, second

    def look(self, folders: Iterable[Path]) -> bool:
        """Checks some of the new texts of these packs; false where there were hardly any."""
        rules = self._rules
        return rules is not None and sum(self._look(folder, *rules) for folder in folders) > 0

    def _look(self, folder: Path, words: WordLists, second: SecondOpinion | None) -> bool:
        new = texts.texts_of_pack(folder, self._seen.setdefault(folder, set()), BATCH_TEXTS)
        done = texts.checked_among(self._store, self.rule_set, [text.id for text in new])
        self.found |= found_in([text for text in new if text.id not in done], words, second)
        return len(new) == BATCH_TEXTS
