"""The examination of all evidence (核验): the audit chain, the run chain, every pack against its manifest, every record
of a damaged archive, the time-stamps, and the store's rows against the packs they came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from county.configuration.errors import ConfigurationError
from evidence import audit, run_chain
from evidence.errors import PackError
from evidence.ingest import PLAIN
from evidence.journal import Journal
from evidence.pack.manifest import is_sealed, read_manifest, read_retired
from evidence.pack.warc_check import first_bad_record
from evidence.retention import retired_archives
from evidence.seals import broken_seals
from evidence.stamp_faults import stamp_fault
from evidence.stamp_token import read_roots
from evidence.stamps import Stamp, stamps
from evidence.store import Store

SEAL = "seal"
_SHOWN = 60
"""Letters of a value that are shown."""
_BY_RUN = frozenset({"capture", "sighting", "link_answer", "visit", "visit_page"})
"""Tables whose rows name the run they belong to: there may be no row more than the pack has."""


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken link (断点): `kind` is a stored contract (audit, chain, stamp, pack, row, journal, seal), `name` is
    what broke: a sequence number, a run, a file, a table; the sentence says what was found."""

    kind: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What was gone through, so that "nothing found" can be believed."""

    entries: int
    runs: int
    head: run_chain.Link | None
    stamps: tuple[Stamp, ...]


def examined(store: Store) -> Examined:
    """How much there is to verify."""
    entries = store.connection.execute("SELECT count(*) FROM audit").fetchone()[0]
    chain = list(run_chain.links(_chain(store)))
    return Examined(entries, len(chain), chain[-1] if chain else None, tuple(stamps(store)))


def verify(
    store: Store, packs: Path, journals: tuple[Journal, ...] = (), stamp_roots: Path | None = None
) -> Iterator[Broken]:
    """Every broken link, in the order of the chains; nothing where all is whole. `packs` is the folder of packs,
    `stamp_roots` the file of certificates that the signatures of time-stamps must lead to; without it these are not
    examined."""
    yield from _audit(store)
    yield from _run_chain(store)
    yield from _stamps(store, stamp_roots)
    for journal in journals:
        yield from _journal(store, journal)
    for run, manifest in _taken_in(store):
        yield from _pack(store, packs / run, manifest)
    yield from _sealed(store)


def _chain(store: Store) -> Path:
    return store.path.with_name(run_chain.FILE)


def _audit(store: Store) -> Iterator[Broken]:
    if broken := audit.verify(store.connection):
        told = f"审计链在第 {broken.seq} 条断开（{broken.at}，{broken.actor}，{broken.action}）"
        yield Broken("audit", str(broken.seq), f"{told}，它或它之前的记录被改动过。")


def _taken_in(store: Store) -> list[tuple[str, str]]:
    return store.connection.execute("SELECT run, manifest_sha256 FROM pack ORDER BY night, run").fetchall()


def _run_chain(store: Store) -> Iterator[Broken]:
    path = _chain(store)
    if broken := run_chain.first_broken(path):
        yield Broken("chain", broken.run, f"采集链在第 {broken.line} 行断开（{broken.run}），该行或其前一行被改动过。")
    chained = {link.run: link.manifest for link in run_chain.links(path)}
    taken = dict(_taken_in(store))
    if taken and not chained:
        told = f"采集链文件 {run_chain.FILE} 不见了或是空的，证据库里却有 {len(taken)} 个采集包；请从备份恢复这个文件。"
        yield Broken("chain", run_chain.FILE, told)
        return
    for run in sorted(chained.keys() - taken.keys()):
        yield Broken("chain", run, f"采集链里有 {run}，证据库里没有；证据库的这一行被删除过，或该采集包尚未重新入库。")
    for run in sorted(taken.keys() - chained.keys()):
        yield Broken("chain", run, f"证据库里有 {run}，采集链里没有；采集链文件 {run_chain.FILE} 被截短过。")
    for run in sorted(run for run in chained.keys() & taken.keys() if chained[run] != taken[run]):
        yield Broken("chain", run, f"{run} 的封存清单与采集链登记的不是同一份；该采集包或证据库被改动过。")


def _stamps(store: Store, file: Path | None) -> Iterator[Broken]:
    known = stamps(store)
    try:
        roots = read_roots(file) if known and file else ()
    except ConfigurationError as error:
        yield Broken("stamp", error.file, f"时间戳的签名没有核验。{error}")
        return
    chain = {link.seq: link.hash for link in run_chain.links(_chain(store))}
    for stamp in known:
        if told := stamp_fault(store, stamp, chain, roots):
            yield Broken("stamp", stamp.file, told)


def _journal(store: Store, journal: Journal) -> Iterator[Broken]:
    if told := journal.difference(store):
        yield Broken("journal", journal.file, told)


def _pack(store: Store, folder: Path, manifest_sha256: str) -> Iterator[Broken]:
    if not folder.is_dir():
        yield Broken("pack", folder.name, f"采集包 {folder.name} 不见了；请从备份恢复该目录。")
        return
    if not is_sealed(folder):
        yield Broken("pack", folder.name, f"采集包 {folder.name} 的封存清单不见了；请从备份恢复该目录。")
        return
    try:
        manifest = read_manifest(folder)
    except PackError as error:
        yield Broken("pack", folder.name, f"{error}{_which_record(folder)}")
        return
    if manifest.digest != manifest_sha256:
        yield Broken("pack", folder.name, f"采集包 {folder.name} 的封存清单与入库时登记的不是同一份，被改动过。")
        return
    known = retired_archives(store)
    for name, digest in read_retired(folder).items():
        if known.get((folder.name, name)) != digest:
            yield Broken(
                "pack", folder.name, f"采集包 {folder.name} 的 {name} 不见了，也没有到期清理的记录；请从备份恢复。"
            )
            return
    yield from _rows(store, folder)


def _sealed(store: Store) -> Iterator[Broken]:
    for table in broken_seals(store):
        told = f"证据库的表 {table} 与最近一次检查做完时不同，有一行被改动、添加或删除过"
        cure = "运行 xuncha audit verify --derived 指出是哪一行，运行 xuncha check 重做这个表"
        yield Broken(SEAL, table, f"{told}；{cure}。")


def _which_record(folder: Path) -> str:
    """The first record of its archives that is damaged, "" where all are whole."""
    for archive in sorted(folder.glob("pages-*.warc.gz")):
        if bad := first_bad_record(archive):
            return f"最先损坏的是 {archive.name} 第 {bad.number} 条记录（{bad.offset} 字节处）：{bad.problem}。"
    return ""


def _rows(store: Store, folder: Path) -> Iterator[Broken]:
    connection = store.connection
    connection.execute("ATTACH ? AS pack", (f"{(folder / 'pack.db').resolve().as_uri()}?mode=ro",))
    try:
        held = {name for (name,) in connection.execute("SELECT name FROM pack.sqlite_master WHERE type = 'table'")}
        for table, rows in PLAIN.items():
            if table in held:
                yield from _table(connection, folder.name, table, rows)
    finally:
        connection.execute("DETACH pack")


def _table(connection: sqlite3.Connection, run: str, table: str, rows: str) -> Iterator[Broken]:
    night, _ = connection.execute("SELECT night, attempt FROM main.pack WHERE run = ?", (run,)).fetchone()
    values = {"run": run, "night": night}
    lost = connection.execute(f"{rows} EXCEPT SELECT * FROM main.{table} LIMIT 1", values).fetchone()  # noqa: S608
    if lost:
        key = _key(lost)
        yield Broken("row", table, f"证据库的表 {table} 里，采集包 {run} 的一行（{key} …）被改动或删除过。")
    elif table in _BY_RUN:
        extra = f"SELECT * FROM main.{table} WHERE run = :run EXCEPT {rows} LIMIT 1"  # noqa: S608 names are ours
        if added := connection.execute(extra, values).fetchone():
            yield Broken("row", table, f"证据库的表 {table} 里多出采集包 {run} 没有的一行（{_key(added)} …）。")


def _key(row: tuple[object, ...]) -> str:
    """Its first values on one line; a text may be a whole article."""
    return "，".join(" ".join(str(value).split())[:_SHOWN] for value in row[:4])
