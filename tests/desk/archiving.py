"""Pages put into the archive of a made home, as a crawl puts them there."""

from __future__ import annotations

import hashlib

from made_home import DeskHome, Flagged

from evidence.pack import WarcWriter
from evidence.pack.manifest import Manifest, pack_files, seal
from evidence.pack.records import Exchange


def archive(home: DeskHome, pages: dict[Flagged, bytes]) -> None:
    """Writes the record of each flagged page's first capture, and says in the store where it lies."""
    store = home.store()
    for number, (flagged, body) in enumerate(pages.items()):
        run = f"county-archived-{number}"
        folder = home.home.packs / run
        folder.mkdir(parents=True)
        writer = WarcWriter(folder, {"software": "test"})
        head = [("Content-Type", "text/html")]
        exchange = Exchange(
            "http://www.example.gov.cn/",
            "2026-03-02T15:00:00Z",
            "GET / HTTP/1.1",
            [],
            "HTTP/1.1 200 OK",
            head,
            body,
            "",
        )
        record = writer.write(exchange)
        writer.close()
        seal(folder, Manifest(run, "county", flagged.night, 1, "", "", "finished", "test", "", pack_files(folder)))
        with store.write() as connection:
            connection.execute(
                "UPDATE capture SET run = ?, warc = ?, offset = ?, length = ?, body_sha256 = ?, body_bytes = ?"
                " WHERE page = ? AND night = ?",
                (run, record.warc, record.offset, record.length, hashlib.sha256(body).hexdigest(), len(body),
                 flagged.page, flagged.night),
            )  # fmt: skip
    store.close()
