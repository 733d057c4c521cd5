"""The evidence of a finding in tabs: the text, the page as it stood, its source, what changed."""

from __future__ import annotations

from starlette.responses import Response

from desk.access import UNSEALS
from desk.call import Call
from desk.exhibiting import (
    changes_values,
    clause_of,
    exhibit_of,
    frame_of,
    frame_values,
    picture_values,
    png_of,
    shown_finding,
    source_values,
    text_values,
)
from desk.frame.page_view import ANCHOR
from desk.pages.finding import detail_of, finding_page


def text_tab(call: Call) -> Response:
    """The words in their context, why they were flagged, and the whole text with its tables."""
    detail = detail_of(call)
    shown = shown_finding(call, detail) if detail.capture else None
    values = text_values(call, shown) | {"numbers": bool(shown and shown.hit and "*" in shown.hit.words)}
    clause = clause_of(call, detail)
    return finding_page(call, "", "finding_text.html", clause=clause, unsealers=UNSEALS.roles, **values)


def page_tab(call: Call) -> Response:
    """The page as it stood, in a frame that is opened at the hit."""
    detail = detail_of(call)
    values = frame_values(call, shown_finding(call, detail), f"/evidence/{detail.id}/page#{ANCHOR}")
    return finding_page(call, "page", "finding_page.html", **values)


def page_frame(call: Call) -> Response:
    """What stands in that frame."""
    return frame_of(call, shown_finding(call, detail_of(call)))


def picture_tab(call: Call) -> Response:
    """The same as a picture."""
    detail = detail_of(call)
    values = picture_values(call, shown_finding(call, detail), f"/findings/{detail.id}/picture.png")
    return finding_page(call, "picture", "finding_picture.html", **values)


def picture(call: Call) -> Response:
    """That picture."""
    return png_of(call, shown_finding(call, detail_of(call)))


def source_tab(call: Call) -> Response:
    """The source, at the line of the hit or from the line asked for."""
    values = source_values(call, shown_finding(call, detail_of(call)))
    return finding_page(call, "source", "finding_source.html", **values)


def changes_tab(call: Call) -> Response:
    """What changed between this capture of the page and another one, the one before where none is named."""
    exhibit = exhibit_of(call, detail_of(call).capture)
    return finding_page(call, "changes", "finding_changes.html", **changes_values(call, exhibit))
