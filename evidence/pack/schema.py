"""The tables of pack.db."""

from __future__ import annotations

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
from evidence.pack.tables import TableSpec

FORMAT = 4
"""Version of the pack format; ingest refuses a newer one. 2 brought links and their answers, 3 heads, 4 the traces of
tampering and the hosts of scripts."""

PACK_TABLES = (
    TableSpec("capture", CaptureRow, ("id",), wide=True),
    TableSpec("sighting", SightingRow, ("page",)),
    TableSpec("text", TextRow, ("id",), wide=True),
    TableSpec("article", ArticleRow, ("capture",)),
    TableSpec("head", HeadRow, ("capture",)),
    TableSpec("document", DocumentRow, ("capture",)),
    TableSpec("attachment", AttachmentRow, ("page", "target")),
    TableSpec("link", LinkRow, ("capture", "target")),
    TableSpec("link_answer", LinkAnswerRow, ("target",)),
    TableSpec("trace", TraceRow, ("capture", "number")),
    TableSpec("page_scripts", PageScriptsRow, ("capture",)),
    TableSpec("visit", VisitRow, ("column",)),
    TableSpec("visit_page", VisitPageRow, ("column", "number")),
    TableSpec("entry", EntryRow, ("column", "page")),
)

TABLE_OF_ROW = {table.row: table for table in PACK_TABLES}
