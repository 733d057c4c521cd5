"""Settings by name ([job.night], [step.before]): the built-in file, and the office's own file laid over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from county.configuration.toml_source import Source
from county.configuration.toml_table import Table


def named_tables(source: Source, key: str, title: str) -> Iterator[tuple[str, Table]]:
    """Each table below `key` with its name; `title` is what people call one of them."""
    tables = Table(source, (), source.data).table(key, f"[{key}]")
    for name in tables.values:
        yield name, tables.table(name, f"{title} {name} ")


def changed_tables(
    source: Source, key: str, title: str, known: Collection[str], keys: Collection[str]
) -> Iterator[tuple[str, Table]]:
    """Those of an office's file: it may name only the `known` ones and set only these keys, all else is noted as a
    flaw of the source."""
    top = Table(source, (), source.data)
    top.allow(key)
    top.table(key, f"[{key}]").allow(*known)
    for name, table in named_tables(source, key, title):
        if name in known:
            table.allow(*keys)
            yield name, table
