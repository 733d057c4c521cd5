"""Protected phrases (保护短语): fixed expressions whose near misses are found without a list of the wrong forms."""

from wordlists.protected.matching import NearMiss, ProtectedPhrases
from wordlists.protected.phrase import SHORTEST_PHRASE, ProtectedPhrase, Slip

__all__ = ["SHORTEST_PHRASE", "NearMiss", "ProtectedPhrase", "ProtectedPhrases", "Slip"]
