"""Search over all stored texts (全文检索): two characters are enough, and a phrase is found wherever it stands."""

from evidence.search.indexing import index_texts, rebuild_index
from evidence.search.query import COUNTED, Found, Query, SearchPage, possible_texts, search

__all__ = ["COUNTED", "Found", "Query", "SearchPage", "index_texts", "possible_texts", "rebuild_index", "search"]
