"""The desk (工作台): where the office works through what was flagged, and units see what is theirs."""

from desk.app import make_app
from desk.settings import LOOPBACK, DeskSettings

__all__ = ["LOOPBACK", "DeskSettings", "make_app"]
