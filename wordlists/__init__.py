"""What the checks read (词表): plain text that an office can edit, dated, each entry with its basis and its level."""

from county.normal import Normal, normalise
from wordlists.entry import Entry, Phrase, Where
from wordlists.matching import Hit, WordLists
from wordlists.reading import load, load_with_own

__all__ = ["Entry", "Hit", "Normal", "Phrase", "Where", "WordLists", "load", "load_with_own", "normalise"]
