"""Restoring (恢复): a backup into an empty home, proved file by file, and what the store did not have yet taken in."""

from __future__ import annotations

import shutil
from pathlib import Path

from evidence.backup import CONFIG, INDEX, PACKS, STATE, backups, read_backup
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.ingest import ingest, ingested
from evidence.pack.manifest import file_digest, read_manifest


def restore(source: Path, home: Home) -> Path:
    """Restores the backup in `source`, or the newest under it, and gives its folder. Raises EvidenceError where the
    home is not empty or the backup not whole."""
    folder = _chosen(source)
    index = read_backup(folder)
    if home.store_path.exists() or (home.packs.exists() and any(home.packs.iterdir())):
        raise EvidenceError(f"{home.folder} 里已有证据；请恢复到一个空目录（--home），核对无误后再换过来。")
    pool = folder.parent / PACKS
    for run, digest in index.packs.items():
        manifest = pool / run / "manifest.json"
        if not manifest.is_file() or file_digest(manifest) != digest:
            raise EvidenceError(f"备份里的采集包 {run} 缺失或被改动过；请另选一份备份。")
    home.packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for run in index.packs:
        shutil.copytree(pool / run, home.packs / run)
        read_manifest(home.packs / run)
    _unfold(folder / STATE, home.folder)
    _unfold(folder / CONFIG, home.config)
    shutil.copy2(folder / "evidence.db", home.store_path)
    _take_in(home)
    return folder


def _chosen(source: Path) -> Path:
    if (source / INDEX).is_file():
        return source
    known = backups(source)
    if not known:
        raise EvidenceError(f"{source} 里没有完整的备份；请核对路径。")
    return known[-1]


def _unfold(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def _take_in(home: Home) -> None:
    """Packs that were sealed after the store had been copied."""
    with home.store() as store:
        known = ingested(store)
        for pack in sorted(home.packs.iterdir()):
            if pack.name not in known:
                ingest(pack, store)
