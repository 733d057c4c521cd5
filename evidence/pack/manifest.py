"""The manifest (采集清单): written last, it seals a pack; without it a pack is evidence of a crash only."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evidence.errors import PackError
from evidence.pack.schema import FORMAT

NAME = "manifest.json"
RETIRED = "retired.json"
"""Names the archives whose time was up (到期清理)."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a sealed pack says of itself. `files` maps a name in the pack to its SHA-256; `reason` is why the crawl
    ended: "finished", "time", "window", "portal-down" …; `config` is the hash of the county's configuration."""

    run: str
    portal: str
    night: str
    attempt: int
    started_at: str
    ended_at: str
    reason: str
    software: str
    config: str
    files: dict[str, str]
    format: int = FORMAT

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest as written."""
        return hashlib.sha256(self.encode()).hexdigest()

    def encode(self) -> bytes:
        """The bytes of manifest.json."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def pack_files(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that belongs to the evidence of a pack, by name."""
    kept = [folder / "pack.db", folder / "spec.json", *sorted(folder.glob("pages-*.warc.gz"))]
    return {path.name: file_digest(path) for path in kept if path.exists()}


def seal(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, whole or not at all, after everything it vouches for is on the disk."""
    for name in manifest.files:
        _to_disk(folder / name)
    draft = folder / f"{NAME}.draft"
    with draft.open("wb") as file:
        file.write(manifest.encode())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)
    _to_disk(folder)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_sealed(folder: Path) -> bool:
    """Whether the pack was sealed."""
    return (folder / NAME).is_file()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a sealed pack, every file checked against it. Raises PackError."""
    if not is_sealed(folder):
        raise PackError(folder, "没有封存清单（manifest.json），采集中途断了；重新运行 xuncha night 即可补采。")
    try:
        values: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if values["format"] > FORMAT:
            raise PackError(folder, f"格式版本 {values['format']} 比本软件新；请先升级巡查再入库。")
        manifest = Manifest(**values)
    except (ValueError, KeyError, TypeError) as error:
        raise PackError(folder, "封存清单读不懂，可能被改动过；请从备份恢复该目录。") from error
    _verify(folder, manifest)
    return manifest


def retire(folder: Path, names: Iterable[str]) -> None:
    """Takes archives out of a sealed pack whose time is up; their digests stay, so that a copy can still be proved."""
    manifest = read_manifest(folder)
    retired = read_retired(folder) | {name: manifest.files[name] for name in names}
    draft = folder / f"{RETIRED}.draft"
    draft.write_text(json.dumps(retired, indent=1, sort_keys=True), encoding="ascii")
    draft.replace(folder / RETIRED)
    for name in retired:
        (folder / name).unlink(missing_ok=True)


def read_retired(folder: Path) -> dict[str, str]:
    """The archives that were taken out of a pack, with their digests."""
    try:
        return dict(json.loads((folder / RETIRED).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        return {}


def _verify(folder: Path, manifest: Manifest) -> None:
    if "pack.db" not in manifest.files:
        raise PackError(folder, "封存清单里没有 pack.db；请从备份恢复该目录。")
    retired = read_retired(folder)
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file() and retired.get(name) == digest:
            continue
        if not path.is_file():
            raise PackError(folder, f"缺少文件 {name}；请从备份恢复该目录。")
        if file_digest(path) != digest:
            raise PackError(folder, f"文件 {name} 与封存清单不符，可能被改动过；请从备份恢复该目录。")
