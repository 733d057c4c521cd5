"""What people do at the desk, kept: accounts, sessions, decisions on many findings at once, mutes, notes, the queue."""

from evidence.desk import accounts, asked, configuring, looks, mutes, notes, urging, views
from evidence.desk.entries import DESK

ENTRY_MODULES = (accounts, asked, configuring, looks, mutes, notes, urging, views)
"""Each registers its kinds of entries when it is imported; a journal needs all of them."""

__all__ = ["DESK", "ENTRY_MODULES"]
