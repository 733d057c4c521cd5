"""Archives (zip) as the documents they hold, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from county.document import Document
from county.text import Table, Text
from crawler.documents import limits
from crawler.documents.package import Package

_HIDDEN = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff")
_NAMED_UNREAD = 5


def read_archive(package: Package, read: Callable[[bytes, str], Document]) -> tuple[Text, str]:
    """Texts of all members and what of them could not be read, "" for nothing. Raises `UnreadableError`."""
    content: list[str] = []
    tables: list[Table] = []
    unread: list[str] = []
    length = 0
    for raw in sorted(package.names):
        name = _decoded(raw)
        if raw.endswith("/") or name.endswith(_HIDDEN) or name.startswith(_HIDDEN):
            continue
        document = read(package.read(raw), name)
        if not document.readable or name.lower().endswith(_PICTURES) or length > limits.CHARACTERS:
            unread.append(name.rpartition("/")[2])
            continue
        head = name.rpartition("/")[2].replace("\t", " ") + "\n"
        start = length + len(head)
        tables.extend(
            Table(f"{head.strip()} {t.place}", t.header, t.start + start, t.end + start) for t in document.text.tables
        )
        content.extend((head, document.text.content))
        length = start + len(document.text.content)
    return Text("".join(content), tuple(tables)), _unread(unread)


def _decoded(name: str) -> str:
    """Chinese Windows writes names in GBK, which zip readers take for code page 437."""
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _unread(names: list[str]) -> str:
    if not names:
        return ""
    listed = "、".join(names[:_NAMED_UNREAD])
    return f"压缩包中有{len(names)}个文件未检查（{listed}{'等' if len(names) > _NAMED_UNREAD else ''}），请人工检查。"
