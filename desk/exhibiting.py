"""What is shown of an exhibit (证据与命中): its text, its page, its source and its changes, each with the hit marked.
The same for a finding, for a result of a search and for a visit's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.responses import HTMLResponse, Response

from county.hits import Hit, Span, find_words, hit_of
from county.personal import PersonalNumber
from desk.call import Call, NotThere
from desk.frame.difference import difference
from desk.frame.page_view import HEADERS, LARGEST, PageView, page_view
from desk.frame.source_view import LINES, source_view
from desk.frame.text_view import blocks, near
from desk.picturing import Picture, PictureError
from evidence.desk.detail import FindingDetail
from evidence.exhibits import Exhibit, Version, body_of, find_exhibit, versions
from scoring.scheme import Clause


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit with the hit to be marked in it, None where there are no words to mark."""

    exhibit: Exhibit
    hit: Hit | None

    @property
    def spans(self) -> list[Span]:
        """Where the hit stands in the text."""
        if self.hit is None or self.exhibit.text is None:
            return []
        return find_words(self.exhibit.text.text.content, self.hit)

    @property
    def known(self) -> tuple[PersonalNumber, ...]:
        """The personal numbers that the crawler read in it."""
        return self.exhibit.text.numbers if self.exhibit.text else ()


def shown_finding(call: Call, detail: FindingDetail) -> Shown:
    """The exhibit of a finding."""
    exhibit = exhibit_of(call, detail.capture)
    if exhibit.text is None:
        return Shown(exhibit, Hit(detail.finding.words) if detail.finding.words else None)
    return Shown(exhibit, hit_of(detail.finding, exhibit.title, exhibit.text.text))


def clause_of(call: Call, detail: FindingDetail) -> Clause | None:
    """The clause of the scheme that the finding belongs to, None where it costs nothing."""
    columns = (column for unit in call.desk.county.units for column in unit.columns)
    kind = next((column.kind for column in columns if column.key == f"{detail.unit}/{detail.column}"), None)
    id_ = call.desk.scheme.clause_of(detail.finding.rule, kind)
    return next((clause for clause in call.desk.scheme.clauses if clause.id == id_), None)


def exhibit_of(call: Call, capture: str) -> Exhibit:
    """The capture of that id."""
    exhibit = find_exhibit(call.store.connection, capture)
    if exhibit is None:
        raise NotThere
    return exhibit


def source_of(call: Call, exhibit: Exhibit) -> str:
    """The source of a page, decoded as the crawler decoded it. Attachments have none."""
    if exhibit.is_document:
        raise NotThere
    return body_of(exhibit, call.desk.home.packs).decode(exhibit.encoding or "utf-8", "replace")


def text_values(call: Call, shown: Shown | None) -> dict[str, Any]:
    """For `stored_text`: the first hit in its context, and the whole text in blocks."""
    if shown is None or shown.exhibit.text is None:
        return {"exhibit": shown and shown.exhibit, "context": (), "blocks": ()}
    text, spans = shown.exhibit.text.text, shown.spans
    context = near(text.content, spans[0]) if spans else ()
    return {"exhibit": shown.exhibit, "context": context, "blocks": blocks(text, spans)}


def view_of(call: Call, shown: Shown) -> PageView | None:
    """The page drawn anew, None where it is too long for that."""
    source = source_of(call, shown.exhibit)
    return page_view(source, shown.exhibit.url, shown.hit, shown.known) if len(source) <= LARGEST else None


def frame_of(call: Call, shown: Shown) -> Response:
    """A captured page to be shown in a sandbox, and only there."""
    view = view_of(call, shown)
    if view is None:
        raise NotThere
    return HTMLResponse(view.html, headers=HEADERS)


def frame_values(call: Call, shown: Shown, frame: str) -> dict[str, Any]:
    """For `page_frame.html`: where the frame's document is, and what is not to be seen in it."""
    view = view_of(call, shown)
    return {"exhibit": shown.exhibit, "frame": frame, "too_long": view is None, "missing": _missing(shown, view)}


def _missing(shown: Shown, view: PageView | None) -> str:
    """What the drawn page does not show: the "text" or the "source" has the words and it has not, or it has the words
    and not in their "place"; "" where it shows the hit, or where there are no words."""
    if view is None or shown.hit is None or view.in_place:
        return ""
    if view.marks:
        return "place" if shown.spans else ""
    return "text" if shown.spans else "source"


def picture_of(call: Call, shown: Shown) -> Picture:
    """The drawn page as a picture. Raises PictureError."""
    view = view_of(call, shown)
    if view is None:
        raise PictureError("这一页太长，画不成图；请看“源码”。")
    return call.desk.take_picture(view.html)


def picture_values(call: Call, shown: Shown, address: str) -> dict[str, Any]:
    """For `picture.html`: the picture's address, or why there is none."""
    values = {"exhibit": shown.exhibit, "address": address, "picture": None, "why": ""}
    try:
        return values | {"picture": picture_of(call, shown)}
    except PictureError as error:
        return values | {"why": str(error)}


def png_of(call: Call, shown: Shown) -> Response:
    """The picture itself."""
    return Response(picture_of(call, shown).png, media_type="image/png")


def source_values(call: Call, shown: Shown) -> dict[str, Any]:
    """For `source_view.html`: the lines round the hit, or from the line asked for."""
    line = call.query("line")
    first = int(line) if line.isdecimal() else 0
    view = source_view(source_of(call, shown.exhibit), shown.hit, shown.known, first)
    return {"view": view, "step": LINES, "hit": shown.hit}


def changes_values(call: Call, exhibit: Exhibit) -> dict[str, Any]:
    """For `changes_view.html`: the versions of the page, and the difference to the chosen one, the older one first."""
    known = versions(call.store.connection, exhibit.page)
    other = _other(known, exhibit, call.query("with"))
    compared = exhibit_of(call, other.id) if other else exhibit
    older, newer = sorted((exhibit, compared), key=lambda one: one.time)
    told = None
    if other and older.text and newer.text:
        told = difference(older.text.text, newer.text.text)
    return {"exhibit": exhibit, "versions": known, "other": other, "older": older, "newer": newer, "told": told}


def _other(known: list[Version], exhibit: Exhibit, chosen: str) -> Version | None:
    """The version to compare with: the chosen one, else the last before, else the first after."""
    others = [version for version in known if version.id != exhibit.id]
    if chosen:
        return next((version for version in others if version.id == chosen), None)
    earlier = [version for version in others if version.time < exhibit.time]
    return earlier[-1] if earlier else others[0] if others else None
