"""What can be planted in an article, and what truth.json says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding that must be made. `words` are those of the finding's identity: numbers stand in them masked, a path
    of the portal stands for its address, THE_FILE for that of the planted file. `nights` is how many nights it takes to
    be sure."""

    rule: str
    words: str
    level: str
    note: str
    count: int = 1
    nights: int = 1


THE_FILE = "{file}"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table in a body or an attachment."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LinkBlock:
    """A paragraph of a body that ends in a link, or a picture; `href` is a path of the portal or a whole address."""

    lead: str
    text: str
    href: str
    picture: bool = False


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A paragraph whose source is kept as it is: what an editor pasted without cleaning it."""

    html: str


class Served(StrEnum):
    """What stands behind the link of an attachment: the file, nothing, or a page."""

    FILE = "file"
    NOTHING = "nothing"
    PAGE = "page"


class FileKind(StrEnum):
    """Kind of an attachment; the value is its extension."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class SampleFile:
    """An attachment: paragraphs (docx, pdf) and tables (xlsx: a sheet each, docx). `hidden` names hidden sheets."""

    kind: FileKind
    name: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[TableBlock, ...] = ()
    hidden: frozenset[str] = frozenset()
    served: Served = Served.FILE


@dataclass(frozen=True, slots=True)
class Insert:
    """Something planted in one article: a sentence, a title, a table, a file, a link. `claims` must be found on the
    page, `file_claims` in the file; `harmless` must not. It is there until the day `until`, for ever with None."""

    sentence: str = ""
    title: str = ""
    table: TableBlock | None = None
    file: SampleFile | None = None
    link: LinkBlock | None = None
    source: SourceBlock | None = None
    claims: tuple[Claim, ...] = ()
    file_claims: tuple[Claim, ...] = ()
    harmless: str = ""
    written: int | None = None
    """The document was made (成文日期) so many days before it was posted."""
    until: dt.date | None = None
