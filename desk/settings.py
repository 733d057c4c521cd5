"""What the desk is told when it starts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from county.settings import County
from desk.living import Living
from desk.picturing import Picture, no_picture
from desk.rechecking import NoRechecks, Rechecks
from desk.service import Service
from desk.shelf import Shelf
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.store import Store
from scoring import Group, Scheme
from wordlists import Entry, WordLists
from wordlists.trial import Trial

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _now() -> int:
    return int(time.time())


def _untried(store: Store, lists: WordLists, entry: Entry, quotes: int) -> Trial:
    raise EvidenceError("这台服务器不能试词；请用 xuncha words try。")


def _unread(body: bytes, name: str) -> str:
    raise EvidenceError("这台服务器不能读取附件原文；请下载含原始存档的证据包查看。")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """`hosts` are the names under which browsers reach the desk, `secure` says that they do so by https: then cookies
    never travel in the open. `clock` gives the seconds since 1970, `read_document` the text of an attachment
    by its body and name, `service` what is known of the service that keeps the clock, `try_word` what a new
    word would hit; `rechecks` reads a page again, `take_picture` draws the document of a frame. `living` reads the
    configuration again when its files change."""

    home: Home
    county: County
    scheme: Scheme
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = True
    clock: Callable[[], int] = field(default=_now)
    read_document: Callable[[bytes, str], str] = field(default=_unread)
    try_word: Callable[[Store, WordLists, Entry, int], Trial] = field(default=_untried)
    take_picture: Callable[[str], Picture] = field(default=no_picture)
    living: Living | None = None
    service: Callable[[], Service] = field(default=Service)
    rechecks: Rechecks = field(default_factory=NoRechecks)
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def veto_rules(self) -> frozenset[str]:
        """Checks whose findings may cost everything (一票否决)."""
        vetoes = (clause.rule.checks for clause in self.scheme.clauses if clause.group is Group.VETO)
        return frozenset[str]().union(*vetoes)

    def now(self) -> DeskSettings:
        """The same with the configuration as it stands."""
        if self.living is None:
            return self
        county, scheme = self.living.read(self.county, self.scheme)
        return self if county is self.county else replace(self, county=county, scheme=scheme)
