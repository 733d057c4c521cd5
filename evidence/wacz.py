"""WACZ (网页存档交换格式, webrecorder WACZ 1.1.1): one run as a file that replays in any archive browser, with the
originals of what had not changed since earlier nights."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from county.software import VERSION
from evidence.errors import EvidenceError
from evidence.pack.manifest import read_manifest
from evidence.store import Store

ORIGINALS = "originals.warc.gz"
_VERSION = "1.1.1"
_INDEXED = ("response", "revisit", "conversion")
_WWW, _SLASHES = re.compile(r"^www\d*\."), re.compile("/{2,}")
_PORTS = {"http": 80, "https": 443}
_PLAIN = "/%:@!$&'()*+,;=?~"
_PAGES = """
SELECT url, fetched_at, title FROM capture LEFT JOIN article ON article.capture = capture.id
WHERE run = :run AND effective = 'ok' AND kind <> 'document'
UNION ALL SELECT url, seen_at, title FROM sighting JOIN (
    SELECT id, page, url, max(night || fetched_at) FROM capture
    WHERE effective = 'ok' AND kind <> 'document' AND night <= (SELECT night FROM pack WHERE run = :run) GROUP BY page
) AS seen ON seen.page = sighting.page LEFT JOIN article ON article.capture = seen.id WHERE sighting.run = :run
ORDER BY 2, 1
"""
"""Those found unchanged too: a quiet night has hardly any others."""
_ORIGINALS = """
SELECT DISTINCT capture.run, warc, offset, length FROM sighting JOIN (
    SELECT page, run, warc, offset, length, max(night || fetched_at) FROM capture
    WHERE effective = 'ok' AND night <= (SELECT night FROM pack WHERE run = :run) GROUP BY page
) AS capture ON capture.page = sighting.page WHERE sighting.run = :run AND capture.run <> :run
ORDER BY capture.run, warc, offset
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """How much the file holds; `lost` originals were not there any more."""

    pages: int
    records: int
    originals: int
    lost: int


def export_wacz(store: Store, packs: Path, run: str, target: Path) -> Exported:
    """Writes `target`, for its owner's eyes: archives hold personal numbers whole. Raises EvidenceError, PackError,
    OSError; then nothing is left."""
    known = store.connection.execute("SELECT night FROM pack WHERE run = ?", (run,)).fetchone()
    if known is None:
        raise EvidenceError(f"证据库里没有采集 {run}；请用 xuncha visits 查看名称。")
    read_manifest(packs / run)
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as bundle:
            done = _fill(_Book(bundle), store, packs, run, f"{run}（{known[0]}）")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return done


def _fill(book: _Book, store: Store, packs: Path, run: str, title: str) -> Exported:
    pages = store.connection.execute(_PAGES, {"run": run}).fetchall()
    lines: list[str] = []
    for archive in sorted((packs / run).glob("pages-*.warc.gz")):
        lines += _add(book, archive.name, archive.read_bytes())
    originals, lost = _members(store, packs, run)
    if originals:
        lines += _add(book, ORIGINALS, b"".join(originals))
    book.add("indexes/index.cdx", "".join(sorted(lines)).encode())
    book.add("pages/pages.jsonl", _page_list(pages).encode())
    book.close(title)
    return Exported(len(pages), len(lines), len(originals), lost)


def _add(book: _Book, name: str, archive: bytes) -> list[str]:
    """Adds an archive; gives its lines of the index."""
    book.add(f"archive/{name}", archive)
    return list(_index(name, archive))


class _Book:
    """The files of the bundle and their digests."""

    def __init__(self, bundle: zipfile.ZipFile) -> None:
        self._bundle = bundle
        self._resources: list[dict[str, object]] = []

    def add(self, path: str, content: bytes) -> None:
        self._bundle.writestr(path, content)
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        self._resources.append({"name": Path(path).name, "path": path, "hash": digest, "bytes": len(content)})

    def close(self, title: str) -> None:
        package = {
            "profile": "data-package",
            "wacz_version": _VERSION,
            "title": title,
            "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "software": f"xuncha {VERSION}",
            "resources": self._resources,
        }
        content = json.dumps(package, ensure_ascii=False, indent=2).encode()
        self._bundle.writestr("datapackage.json", content)
        seal = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        self._bundle.writestr("datapackage-digest.json", json.dumps(seal, indent=2))


def _index(name: str, archive: bytes) -> Iterator[str]:
    """CDXJ lines of one archive."""
    records = ArchiveIterator(BytesIO(archive))
    for record in records:
        if record.rec_type in _INDEXED and not _is_not_modified(record):
            line = _line(record)
            record.content_stream().read()
            line |= {
                "length": str(records.get_record_length()),
                "offset": str(records.get_record_offset()),
                "filename": name,
            }
            url, at = record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("WARC-Date")
            stamp = "".join(filter(str.isdigit, at))[:14]
            yield f"{surt(url)} {stamp} {json.dumps({'url': url, **line}, ensure_ascii=False)}\n"


def _is_not_modified(record: ArcWarcRecord) -> bool:
    """A page that was not modified (304) is shown by its original: players would show the empty answer itself."""
    return bool(record.http_headers) and record.http_headers.get_statuscode() == "304"


def _line(record: ArcWarcRecord) -> dict[str, str]:
    http = record.http_headers
    mime = (http.get_header("Content-Type") or "" if http else "text/html").partition(";")[0].strip()
    line = {"mime": "warc/revisit" if record.rec_type == "revisit" else mime or "unk"}
    line |= {"status": http.get_statuscode() if http else "200"}
    if digest := record.rec_headers.get_header("WARC-Payload-Digest"):
        line["digest"] = digest
    return line


def surt(url: str) -> str:
    """The sort-friendly form by which archives look addresses up, as pywb makes it: "cn,gov,xiuwen)/gzdt/1.html"; the
    numbers of an address are turned round like names, and a slash at the end makes no difference."""
    parts = urlsplit(url)
    host = ",".join(reversed(_WWW.sub("", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    path = _SLASHES.sub("/", quote(parts.path, safe=_PLAIN)).lower().rstrip("/") or "/"
    query = f"?{'&'.join(sorted(quote(parts.query, safe=_PLAIN).lower().split('&')))}" if parts.query else ""
    return f"{host}{port}){path}{query}"


def _members(store: Store, packs: Path, run: str) -> tuple[list[bytes], int]:
    """The gzip members of the originals that this run's revisits refer to, and how many are no longer there."""
    found, lost = [], 0
    for origin, warc, offset, length in store.connection.execute(_ORIGINALS, {"run": run}):
        try:
            with (packs / origin / warc).open("rb") as file:
                file.seek(offset)
                found.append(file.read(length))
        except OSError:
            lost += 1
    return found, lost


def _page_list(pages: list[tuple[str, str, str | None]]) -> str:
    head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    rows = (json.dumps({"url": url, "ts": at, "title": title or url}, ensure_ascii=False) for url, at, title in pages)
    return "\n".join([head, *rows]) + "\n"
