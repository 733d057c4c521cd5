"""Backups (备份): the store as one moment saw it, what people wrote, the key, the configuration, and every sealed pack
once, taken while crawl and desk are at work."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from county.settings import County
from county.software import VERSION
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.pack.manifest import file_digest, is_sealed

INDEX = "backup.json"
PACKS, STATE, CONFIG = "packs", "state", "config"
DRAFT = ".draft"
_STAMP = "%Y%m%dT%H%M%SZ"
_NOT_STATE = ("evidence.db", "heartbeat.json", "backups", "packs", "logs", "cache", "outbox-dry-run", "sample-site")
"""What of a home is copied otherwise, or can be made again; all else is state, also what later versions add."""
_TRANSIENT = (".lock", DRAFT, "-wal", "-shm", ".bak")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `files` are its own by path within it with their SHA-256, `packs` the runs whose packs it needs with
    the SHA-256 of their manifests. Written last, it makes the backup whole."""

    made_at: str
    software: str
    files: dict[str, str]
    packs: dict[str, str]


def backup_root(home: Home, county: County) -> Path:
    """Where this home's backups go."""
    return Path(county.upkeep.backup) if county.upkeep.backup else home.folder / "backups"


def make_backup(home: Home, root: Path, now: dt.datetime) -> Path:
    """Makes a backup under `root` and gives its folder. The packs lie beside the backups, each once. Raises
    EvidenceError, OSError."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = _free_name(root, now.astimezone(dt.UTC))
    draft = root / f"{name}{DRAFT}"
    with _drafted(draft):
        draft.mkdir(mode=0o700)
        _fill(home, root, draft, now)
    draft.replace(root / name)
    return root / name


def _free_name(root: Path, moment: dt.datetime) -> str:
    """The second in which a backup is made; the next free one where one stands whole, as after a job that was killed
    before it could say that it was done."""
    while (root / (name := moment.strftime(_STAMP))).exists():
        moment += dt.timedelta(seconds=1)
    return name


@contextmanager
def _drafted(draft: Path) -> Iterator[None]:
    """Nothing at `draft` when the block begins, and nothing where it fails: half a backup helps nobody, and the disk
    may be full because of it."""
    shutil.rmtree(draft, ignore_errors=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _fill(home: Home, root: Path, draft: Path, now: dt.datetime) -> None:
    # the store first: what is written down later stands in the journals, which are copied after it
    copy_store(home.store_path, draft / "evidence.db")
    for source, relative in _state(home.folder.resolve(), root.resolve()):
        _copy(source, draft / STATE / relative)
    for source, relative in _configuration(home):
        _copy(source, draft / CONFIG / relative)
    packs = {pack.name: _keep_pack(pack, root / PACKS) for pack in sorted(home.packs.iterdir()) if is_sealed(pack)}
    files = {str(path.relative_to(draft)): file_digest(path) for path in sorted(draft.rglob("*")) if path.is_file()}
    index = Backup(now.isoformat(), VERSION, files, packs)
    (draft / INDEX).write_text(json.dumps(asdict(index), ensure_ascii=False, indent=1), encoding="utf-8")


def copy_store(source: Path, target: Path) -> None:
    """The store as one moment saw it, in one step: who reads a store in WAL mode keeps nobody from writing. Raises
    EvidenceError where the copy is not whole."""
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        [said] = copy.execute("PRAGMA quick_check").fetchone()
    target.chmod(0o600)
    if said != "ok":
        raise EvidenceError(f"证据库有损坏（{said}），没有备份；请运行 xuncha doctor，并从上一份备份恢复。")


def _state(folder: Path, root: Path) -> Iterator[tuple[Path, Path]]:
    entries = [path for path in sorted(folder.iterdir()) if path.name not in _NOT_STATE and path != root]
    for path in (file for entry in entries for file in (entry, *entry.rglob("*"))):
        relative = path.relative_to(folder)
        transient = path.name.endswith(_TRANSIENT) or relative.parts[:2] == ("probes", "round")
        if path.is_file() and not transient and path.suffix != ".toml":
            yield path, relative


def _configuration(home: Home) -> Iterator[tuple[Path, Path]]:
    folders = [path for path in home.config.iterdir() if path.is_dir()]
    own = [folder for folder in folders if folder.name in ("schedules", "wordlists", "templates")]
    # with the certificates that county.toml names
    named = [*home.config.glob("*.toml"), *home.config.glob("*.pem")]
    for path in sorted([*named, *(file for folder in own for file in folder.rglob("*"))]):
        if path.is_file():
            yield path, path.relative_to(home.config)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(source, target)
    target.chmod(0o600)


def _keep_pack(pack: Path, pool: Path) -> str:
    """A sealed pack does not change, so it is kept once: as a copy also on the same disk, since what damages a file
    damages every link to it. An archive that retention took away stays in the pool as long as a backup needs its
    pack."""
    kept, digest = pool / pack.name, file_digest(pack / "manifest.json")
    if not (kept / "manifest.json").exists():
        draft = pool / f"{pack.name}{DRAFT}"
        with _drafted(draft):
            for file in pack.iterdir():
                _copy(file, draft / file.name)
        shutil.rmtree(kept, ignore_errors=True)
        draft.replace(kept)
    return digest


def backups(root: Path) -> list[Path]:
    """The whole backups under `root`, oldest first."""
    return sorted(path.parent for path in root.glob(f"*/{INDEX}") if not path.parent.name.endswith(DRAFT))


def last_made(root: Path) -> dt.datetime | None:
    """When the newest backup under `root` was made, None where there is none."""
    known = backups(root)
    return dt.datetime.strptime(known[-1].name, _STAMP).replace(tzinfo=dt.UTC) if known else None


def read_backup(folder: Path) -> Backup:
    """What a backup says of itself, its own files checked. Raises EvidenceError."""
    try:
        index = Backup(**json.loads((folder / INDEX).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EvidenceError(f"{folder} 不是完整的备份（没有可读的 {INDEX}）；请另选一份。") from error
    for name, digest in index.files.items():
        if not (folder / name).is_file() or file_digest(folder / name) != digest:
            raise EvidenceError(f"备份 {folder} 里的 {name} 缺失或被改动过；请另选一份备份。")
    return index


def prune_backups(root: Path, keep: int) -> list[str]:
    """Drops all but the newest backups, and packs that none of them needs; gives the names of what went."""
    known = backups(root)
    gone = known[:-keep]
    for folder in gone:
        shutil.rmtree(folder)
    needed = {run for folder in known[-keep:] for run in read_backup(folder).packs}
    orphans = [pack for pack in (root / PACKS).iterdir() if pack.name not in needed] if (root / PACKS).is_dir() else []
    for pack in orphans:
        with suppress(OSError):
            shutil.rmtree(pack)
    return [path.name for path in (*gone, *orphans)]
