"""The home folder (工作目录) of an installation: all state lives in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from county.configuration.loading import load_county
from county.keyfile import load_key, load_or_create_key
from county.lock import Patience, held
from county.settings import County
from evidence.decisions import DECISIONS
from evidence.desk import DESK
from evidence.errors import NightRunningError
from evidence.outbox import OUTBOX
from evidence.pack import read_manifest
from evidence.probes import FOLDER as PROBES
from evidence.probes import restore_probes
from evidence.registers.disputes import DISPUTES
from evidence.registers.documents import FOLDER as DOCUMENTS
from evidence.registers.entries import REGISTERS
from evidence.retention import RETIRED
from evidence.schemes import SCHEMES
from evidence.stamps import STAMPS
from evidence.store import Store

JOURNALS = (DECISIONS, DESK, REGISTERS, DISPUTES, SCHEMES, OUTBOX, RETIRED, STAMPS)
"""What people wrote and authorities certified, beside the store."""
OWN = 0o700
"""Rights of the folder of packs: their archives hold personal numbers whole."""
WORD_FOLDER = "wordlists"
"""The office's own word lists (本县词表), beside its configuration."""
MODEL_FOLDER = "neural"
"""The office's own language model (复核模型), beside its configuration."""


@dataclass(frozen=True, slots=True)
class Home:
    """`folder` holds the state; `config` holds county.toml and units.toml, the same folder unless said otherwise."""

    folder: Path
    config: Path

    @property
    def store_path(self) -> Path:
        """The evidence store."""
        return self.folder / "evidence.db"

    @property
    def packs(self) -> Path:
        """The run packs, a folder a run."""
        return self.folder / "packs"

    @property
    def probes(self) -> Path:
        """The journal of visits of home pages and looks at certificates, a file a day."""
        return self.folder / PROBES

    @property
    def documents(self) -> Path:
        """The documents attached to what people wrote, under the hash of their content."""
        return self.folder / DOCUMENTS

    @property
    def key_file(self) -> Path:
        """The secret of the keyed hashes."""
        return self.folder / "secret.key"

    def county(self) -> County:
        """The configuration. Raises ConfigurationError."""
        return load_county(self.config)

    def stamp_roots(self) -> Path | None:
        """The file of the roots that time-stamps must lead to; None where nothing was stamped or no file is named.
        Raises ConfigurationError."""
        if not (self.folder / STAMPS.file).exists():
            return None
        named = self.county().timestamp.trust_file
        return self.config / named if named else None

    def open_store(self) -> Store:
        """The store, made where there is none. Raises StoreError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._holds_evidence():
            # a store without a key would look like one whose key was lost
            self.prepare()
        store = Store(self.store_path)
        for journal in JOURNALS:
            journal.restore(store)
        restore_probes(store)
        return store

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The open store for the time of a block. Raises StoreError."""
        store = self.open_store()
        try:
            yield store
        finally:
            store.close()

    def prepare(self) -> None:
        """Makes what a night needs: folders and the secret. Raises ConfigurationError."""
        self.packs.mkdir(mode=OWN, parents=True, exist_ok=True)
        if self.packs.stat().st_mode & ~OWN & 0o777:
            # made by an older version; where the folder is somebody else's, doctor says so
            with suppress(PermissionError):
                self.packs.chmod(OWN)
        if not self.key_file.exists() and self._holds_evidence():
            load_key(self.key_file)
        load_or_create_key(self.key_file)

    def _holds_evidence(self) -> bool:
        return self.store_path.exists() or (self.packs.exists() and any(self.packs.iterdir()))

    def adopt(self, pack: Path) -> Path:
        """The pack's folder within this home, copied there where it stands elsewhere: evidence must not depend on a
        folder that somebody may move. Raises PackError."""
        own = self.packs / pack.resolve().name
        if own.exists():
            return pack
        read_manifest(pack)
        shutil.copytree(pack, own)
        return own

    def alone(self, patience: Patience | None = None) -> AbstractContextManager[None]:
        """Holds the lock of this home: two nights at once would ask the portal twice. Raises NightRunningError."""
        return held(self.folder / "night.lock", NightRunningError(self.folder), patience)
