"""A capture by itself (存档): what search and visits lead to, in the same tabs as a finding's evidence."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from county.hits import Hit
from desk.call import Call, NotThere
from desk.exhibiting import (
    Shown,
    changes_values,
    exhibit_of,
    frame_of,
    frame_values,
    picture_values,
    png_of,
    source_values,
    text_values,
)
from desk.frame.page_view import ANCHOR

LONGEST_WORDS = 100


def text_tab(call: Call) -> Response:
    """The text with its tables."""
    shown = _shown(call)
    return _page(call, shown, "", "capture_text.html", **text_values(call, shown))


def page_tab(call: Call) -> Response:
    """The page as it stood."""
    shown = _shown(call)
    if shown.exhibit.is_document:
        raise NotThere
    frame = f"/evidence/captures/{shown.exhibit.id}/page?{_words(call)}#{ANCHOR}"
    return _page(call, shown, "page", "capture_page.html", **frame_values(call, shown, frame))


def page_frame(call: Call) -> Response:
    """What stands in the frame of it."""
    return frame_of(call, _shown(call))


def picture_tab(call: Call) -> Response:
    """The same as a picture."""
    shown = _shown(call)
    address = f"/captures/{shown.exhibit.id}/picture.png?{_words(call)}"
    return _page(call, shown, "picture", "capture_picture.html", **picture_values(call, shown, address))


def picture(call: Call) -> Response:
    """That picture."""
    return png_of(call, _shown(call))


def source_tab(call: Call) -> Response:
    """Its source."""
    shown = _shown(call)
    return _page(call, shown, "source", "capture_source.html", **source_values(call, shown))


def changes_tab(call: Call) -> Response:
    """What changed between this and another capture of the page."""
    shown = _shown(call)
    return _page(call, shown, "changes", "capture_changes.html", **changes_values(call, shown.exhibit))


def _shown(call: Call) -> Shown:
    words = call.query("words").strip()[:LONGEST_WORDS]
    return Shown(exhibit_of(call, call.path("capture")), Hit(words.split()[0]) if words else None)


def _words(call: Call) -> str:
    return urlencode({"words": call.query("words")})


def _page(call: Call, shown: Shown, tab: str, template: str, **values: Any) -> Response:
    names = [("", "文本"), ("page", "网页原貌"), ("picture", "截图"), ("source", "源码"), ("changes", "前后对比")]
    offered = [(key, name) for key, name in names if key in ("", "changes") or not shown.exhibit.is_document]
    given: dict[str, Any] = {
        "exhibit": shown.exhibit,
        "tab": tab,
        "tabs": offered,
        "words": call.query("words"),
        "query": _words(call),
    }
    return call.page(template, **given | values)
