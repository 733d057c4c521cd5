"""Archives (zip) as the documents they hold, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from county.document import Document
from county.text import Text
from crawler.documents.collected import Collected
from crawler.documents.errors import UnreadableError
from crawler.documents.package import Package

_HIDDEN = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_EMBEDDED = ("word/embeddings/", "word/afchunk", "xl/embeddings/", "ppt/embeddings/")
_LARGE_PICTURE = 80 * 1024
"""Bytes of a picture that may be a page: stamps, logos and lines are smaller."""
_PICTURE_FOLDERS = ("word/media/", "xl/media/", "ppt/media/")
Reader = Callable[[bytes, str], Document]


def read_archive(package: Package, read: Reader) -> tuple[Text, str]:
    """Texts of all members and what of them could not be read, "" for nothing. Raises `UnreadableError`."""
    collected = Collected()
    for raw in sorted(package.names):
        name = _decoded(raw)
        if not (raw.endswith("/") or name.endswith(_HIDDEN) or name.startswith(_HIDDEN)):
            _add(collected, package, raw, name, read)
    return collected.text(), collected.reason("压缩包")


def with_embedded(package: Package, text: Text, read: Reader) -> tuple[Text, str]:
    """The text of an office document with the files that lie inside it, and what of them could not be read: objects in
    unknown formats, and pictures so large that they may be scans."""
    collected = Collected(text)
    for name in sorted(package.names):
        if name.startswith(_EMBEDDED):
            _add(collected, package, name, name, read)
    pictures = sum(package.size(name) >= _LARGE_PICTURE for name in package.names if name.startswith(_PICTURE_FOLDERS))
    reason = collected.reason("文件内嵌对象")
    return collected.text(), reason + (f"文件中有{pictures}张大图未检查，请人工检查。" if pictures else "")


def _add(collected: Collected, package: Package, raw: str, name: str, read: Reader) -> None:
    """One member; a torn one is told and the others are still read, a bomb ends it all."""
    if collected.is_full:
        collected.miss(name)
        return
    try:
        body = package.read(raw)
    except UnreadableError:
        if package.overfull:
            raise
        collected.miss(name)
    else:
        collected.add(name, read(body, name))


def _decoded(name: str) -> str:
    """Chinese Windows writes names in GBK, which zip readers take for code page 437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
