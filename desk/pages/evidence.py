"""The evidence of a finding in tabs: the text, the page as it stood, its source, what changed."""

from __future__ import annotations

from starlette.responses import Response

from county.units import Column
from desk.call import Call
from desk.exhibiting import changes_values, exhibit_of, frame_of, shown_finding, source_values, text_values
from desk.frame.page_view import ANCHOR
from desk.pages.finding import detail_of, finding_page
from evidence.desk.detail import FindingDetail


def text_tab(call: Call) -> Response:
    """The words in their context, why they were flagged, and the whole text with its tables."""
    detail = detail_of(call)
    column = _column(call, detail)
    clause_id = call.desk.scheme.clause_of(detail.finding.rule, column.kind if column else None)
    clause = next((clause for clause in call.desk.scheme.clauses if clause.id == clause_id), None)
    shown = text_values(call, shown_finding(call, detail) if detail.capture else None)
    return finding_page(call, "", "finding_text.html", clause=clause, **shown)


def _column(call: Call, detail: FindingDetail) -> Column | None:
    columns = (column for unit in call.desk.county.units for column in unit.columns)
    return next((column for column in columns if column.key == f"{detail.unit}/{detail.column}"), None)


def page_tab(call: Call) -> Response:
    """The page as it stood, in a frame that is opened at the hit."""
    detail = detail_of(call)
    exhibit = exhibit_of(call, detail.capture)
    frame = f"/evidence/{detail.id}/page#{ANCHOR}"
    return finding_page(call, "page", "finding_page.html", frame=frame, exhibit=exhibit)


def page_frame(call: Call) -> Response:
    """What stands in that frame."""
    return frame_of(call, shown_finding(call, detail_of(call)))


def source_tab(call: Call) -> Response:
    """The source, at the line of the hit or from the line asked for."""
    values = source_values(call, shown_finding(call, detail_of(call)))
    return finding_page(call, "source", "finding_source.html", **values)


def changes_tab(call: Call) -> Response:
    """What changed between this capture of the page and another one, the one before where none is named."""
    exhibit = exhibit_of(call, detail_of(call).capture)
    return finding_page(call, "changes", "finding_changes.html", **changes_values(call, exhibit))
