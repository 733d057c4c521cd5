"""Documents (附件) attached to what people write: copied into the home under the hash of their content."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from county.books.reading import plain
from county.configuration.decoding import shown_name
from county.system_words import system_words
from evidence.errors import EvidenceError

FOLDER = "registers"
LARGEST = 32 * 1024 * 1024
"""Bytes. A scanned judgement has a few megabytes; a film is no proof of a hand-in."""
_SUFFIXES = (
    *(".pdf", ".ofd", ".doc", ".docx", ".wps", ".rtf", ".txt", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx"),
    *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".mp3", ".mp4"),
    *(".zip", ".rar", ".7z", ".eml", ".htm", ".html"),
)
"""Endings that are kept, so that the document opens; others may mean something to a backup or to the system."""
_PRIVATE = 0o600
"""They may hold what must not be read by everybody: an application, a judgement."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document as it was handed over: its name, masked, and the SHA-256 of its content; both "" for none."""

    name: str = ""
    sha256: str = ""


def attach(folder: Path, document: Path) -> Attached:
    """Copies the document into `folder`; the same content is kept once. Raises EvidenceError."""
    name = shown_name(document)
    try:
        if not document.is_file():
            raise EvidenceError(f"附件 {name} 不存在，或者不是文件；请核对文件名和位置。")
        if document.stat().st_size > LARGEST:
            raise EvidenceError(f"附件 {name} 超过 {LARGEST >> 20} MB；请压缩或拆分后再登记。")
        digest = _copied(folder, document)
    except OSError as error:
        raise EvidenceError(f"附件 {name} 存不进来（{system_words(error)}）；请检查文件权限和磁盘空间。") from error
    return Attached(plain(name), digest)


def document_path(folder: Path, sha256: str) -> Path:
    """Where the document lies, also where it should lie and does not."""
    return next(iter(sorted(folder.glob(f"{sha256}*"))), folder / sha256)


def verify_document(folder: Path, attached: Attached) -> None:
    """Reads the document again and compares its hash. Raises EvidenceError."""
    path = document_path(folder, attached.sha256)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EvidenceError(f"附件 {attached.name}（{path}）打不开（{system_words(error)}）；请从备份恢复。") from error
    if digest != attached.sha256:
        raise EvidenceError(f"附件 {attached.name}（{path}）与登记的散列值不符，可能被改动过；请从备份恢复。")


def _copied(folder: Path, document: Path) -> str:
    """The hash of what was copied, not of what lay there before or after."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix=".", dir=folder)
    try:
        with document.open("rb") as source, os.fdopen(handle, "wb+") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
            target.seek(0)
            digest = hashlib.file_digest(target, "sha256").hexdigest()
        if not document_path(folder, digest).exists():
            Path(fresh).chmod(_PRIVATE)
            Path(fresh).replace(folder / (digest + _suffix(document)))
    finally:
        Path(fresh).unlink(missing_ok=True)
    return digest


def _suffix(document: Path) -> str:
    suffix = document.suffix.lower()
    return suffix if suffix in _SUFFIXES else ""
