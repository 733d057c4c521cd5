"""The files of a package that come from one capture."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from county.hits import Hit
from desk.frame.page_view import LARGEST, page_view
from desk.picturing import Picture, PictureError, no_picture
from evidence.exhibits import Exhibit, body_of, manifest_of, record_of

_SAFE_FORMAT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a package: its name within it, what it is in Chinese, its content."""

    name: str
    what: str
    content: bytes


def exhibit_parts(
    folder: str,
    exhibit: Exhibit,
    hit: Hit | None,
    packs: Path,
    take_picture: Callable[[str], Picture] = no_picture,
    *,
    whole: bool,
) -> list[Part]:
    """The files of one capture below `folder`. `take_picture` draws a document where there is a browser; `whole` adds
    what was sent, with its personal numbers: the record of the archive, the body, and the manifest that vouches for the
    archive. Raises EvidenceError."""
    body = body_of(exhibit, packs)
    parts = [Part(f"{folder}/capture.json", "采集记录（网址、时间、散列、存档位置）", _facts(exhibit))]
    if exhibit.text:
        parts.append(Part(f"{folder}/text.txt", "读到的文字（号码已遮掩）", _text(exhibit)))
    source = "" if exhibit.is_document else body.decode(exhibit.encoding or "utf-8", "replace")
    if 0 < len(source) <= LARGEST:
        known = exhibit.text.numbers if exhibit.text else ()
        view = page_view(source, exhibit.url, hit, known).html
        parts.append(
            Part(f"{folder}/page.html", "网页原貌（不含脚本和外来内容，号码已遮掩，已标出命中）", view.encode())
        )
        with suppress(PictureError):
            # a machine without a browser has no pictures; the page itself is there
            parts.append(Part(f"{folder}/page.png", "网页原貌的截图", take_picture(view).png))
    if whole:
        parts += [
            Part(f"{folder}/original.{_ending(exhibit)}", "采集到的原文件（未遮掩）", body),
            Part(f"{folder}/record.warc.gz", "存档记录原件（WARC，未遮掩）", record_of(exhibit, packs)),
            Part(f"{folder}/manifest.json", "所在采集包的封存清单", manifest_of(exhibit, packs)),
        ]
    return parts


def _ending(exhibit: Exhibit) -> str:
    ending = exhibit.format.lower() if exhibit.is_document else "html"
    return ending if ending and set(ending) <= _SAFE_FORMAT else "bin"


def _facts(exhibit: Exhibit) -> bytes:
    facts = {
        "capture": exhibit.id,
        "url": exhibit.url,
        "kind": exhibit.kind,
        "night": exhibit.night,
        "time": exhibit.time,
        "status": exhibit.status,
        "body_sha256": exhibit.sha256,
        "body_bytes": exhibit.bytes,
        "encoding": exhibit.encoding,
        "warc": f"packs/{exhibit.warc}",
        "offset": exhibit.offset,
        "length": exhibit.length,
    }
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def _text(exhibit: Exhibit) -> bytes:
    content = exhibit.text.text.content if exhibit.text else ""
    return f"\ufeff{exhibit.title}\n{exhibit.url}\n\n{content}".replace("\n", "\r\n").encode()
