"""Several documents as one text (合并): the members of an archive, the files embedded in an office document."""

from __future__ import annotations

import re

from county.document import Document
from county.personal import mask_numbers
from county.text import Table, Text
from crawler.documents import limits

_NAMED = 5
"""Files named in a reason; of more only their number is told."""
_LONG_NUMBER = re.compile(r"\d{11,}[Xx]?")


def safe_name(name: str) -> str:
    """A name as it may stand in a message: long numbers masked, valid or not."""
    return _LONG_NUMBER.sub(lambda match: match[0][:3] + "*" * (len(match[0]) - 3), mask_numbers(name))


class Collected:
    """Texts one after the other, each under the name of its file."""

    def __init__(self, first: Text | None = None) -> None:
        self._content = [first.content] if first else []
        self._tables = list(first.tables) if first else []
        self._length = len(first.content) if first else 0
        self._unread: list[str] = []
        self._partly: list[str] = []

    @property
    def is_full(self) -> bool:
        """Whether there is so much text that further files are not read."""
        return self._length > limits.CHARACTERS

    def add(self, name: str, document: Document) -> None:
        """One more file; what could not be read of it is remembered."""
        short = safe_name(name.replace("\\", "/").rpartition("/")[2].replace("\t", " "))
        if not document.readable or self.is_full:
            self._unread.append(short)
            return
        if document.reason:
            self._partly.append(f"{short}：{document.reason}")
        head = name.replace("\\", "/").rpartition("/")[2].replace("\t", " ").replace("\n", " ") + "\n"
        start = self._length + len(head)
        self._tables.extend(
            Table(f"{short} {table.place}", table.header, table.start + start, table.end + start)
            for table in document.text.tables
        )
        self._content.extend((head, document.text.content))
        self._length = start + len(document.text.content)

    def miss(self, name: str) -> None:
        """A file that was not looked into."""
        self.add(name, Document("unknown", False))

    def text(self) -> Text:
        """All of it."""
        return Text("".join(self._content), tuple(self._tables))

    def reason(self, place: str) -> str:
        """What of it could not be read, "" for nothing. `place` is "压缩包" or another word for the whole."""
        missed = f"{place}中有{unread_files(self._unread)}" if self._unread else ""
        more = len(self._partly) - _NAMED
        return missed + "".join(self._partly[:_NAMED]) + (f"另有{more}个文件未能全部读取。" if more > 0 else "")


def unread_files(names: list[str]) -> str:
    """ "3个文件未检查（a.doc、b.xls、c.rar），请人工检查。", personal numbers in the names masked."""
    listed = "、".join(safe_name(name)[:60] for name in names[:_NAMED])
    return f"{len(names)}个文件未检查（{listed}{'等' if len(names) > _NAMED else ''}），请人工检查。"
