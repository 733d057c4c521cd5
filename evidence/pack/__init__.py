"""A run pack (采集包): what one crawl of one portal saw, as a folder that is sealed by its manifest."""

from evidence.errors import EvidenceError, PackError
from evidence.pack.known import Known, KnownColumn, KnownEntry, KnownLink, KnownPage
from evidence.pack.manifest import Manifest, read_manifest
from evidence.pack.rows import (
    ArticleRow,
    AttachmentRow,
    CaptureRow,
    DocumentRow,
    EntryRow,
    HeadRow,
    LinkAnswerRow,
    LinkRow,
    PageScriptsRow,
    SightingRow,
    TextRow,
    TraceRow,
    VisitPageRow,
    VisitRow,
)
from evidence.pack.spec import RunSpec
from evidence.pack.warc import RecordRef, WarcWriter, read_body
from evidence.pack.writer import PackWriter

__all__ = [
    "ArticleRow",
    "AttachmentRow",
    "CaptureRow",
    "DocumentRow",
    "EntryRow",
    "EvidenceError",
    "HeadRow",
    "Known",
    "KnownColumn",
    "KnownEntry",
    "KnownLink",
    "KnownPage",
    "LinkAnswerRow",
    "LinkRow",
    "Manifest",
    "PackError",
    "PackWriter",
    "PageScriptsRow",
    "RecordRef",
    "RunSpec",
    "SightingRow",
    "TextRow",
    "TraceRow",
    "VisitPageRow",
    "VisitRow",
    "WarcWriter",
    "read_body",
    "read_manifest",
]
