"""A package put together: the files, their hashes, and a page in Chinese that says what each of them is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desk.package.parts import Part
from desk.templating import render

SUMS, INDEX = "sha256sums.txt", "index.html"
_MADE = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same file, whenever it was made."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A file as the index lists it."""

    name: str
    what: str
    bytes: int
    sha256: str


def build_package(name: str, parts: Sequence[Part], **told: Any) -> bytes:
    """The zip. All files lie in the folder `name`; `told` is for the template of the index. `sha256sum -c
    sha256sums.txt` checks every file but itself."""
    contents = [Contents(part.name, part.what, len(part.content), _hash(part.content)) for part in parts]
    index = Part(INDEX, "", render("package/index.html", name=name, contents=contents, **told).encode())
    sums = "".join(f"{_hash(part.content)}  {part.name}\n" for part in (index, *parts))
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for part in (index, *parts, Part(SUMS, "", sums.encode())):
            package.writestr(_entry(f"{name}/{part.name}"), part.content)
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MADE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
