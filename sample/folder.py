"""A built portal as the server reads it from its folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl

from county.errors import HouseError
from sample.build import INDEX, PAGES
from sample.portal import PageKind

_Address = tuple[str, tuple[tuple[str, str], ...]]


class SampleError(HouseError):
    """Something of the sample portal that a person can put right; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address: where its bytes lie and with which headers they are served."""

    path: str
    file: Path
    kind: PageKind
    content_type: str
    modified: int
    etag: str
    column: str
    container: tuple[int, int] | None
    rows: tuple[int, int] | None


class BuiltPortal:
    """The folder that `sample.build.build_site` wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries = _entries(folder)

    @cached_property
    def _by_address(self) -> dict[_Address, Entry]:
        return {_address(entry.path): entry for entry in self.entries}

    def find(self, target: str) -> Entry | None:
        """The entry at a path with its query. The order of a query does not matter; one that the path does not know
        is ignored, as by any server of files."""
        address = _address(target)
        return self._by_address.get(address) or self._by_address.get((address[0], ()))

    def column_at(self, target: str) -> str:
        """Key of the column whose list or static page stands at that address, "" for none."""
        entry = self.find(target)
        return entry.column if entry is not None and entry.kind is PageKind.LIST else ""


def _entries(folder: Path) -> tuple[Entry, ...]:
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SampleError(
            f"{folder} 里没有样例门户（缺 {INDEX}），请先运行 python -m sample.build {folder}。"
        ) from None
    return tuple(
        Entry(
            path=path,
            file=folder / PAGES / row["file"],
            kind=PageKind(row["kind"]),
            content_type=row["type"],
            modified=row["modified"],
            etag=row["etag"],
            column=row["column"],
            container=_span(row["container"]),
            rows=_span(row["rows"]),
        )
        for path, row in index.items()
    )


def _span(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _address(target: str) -> _Address:
    path, _, query = target.partition("?")
    return path, tuple(sorted(parse_qsl(query, keep_blank_values=True)))
