"""The page as it stood (网页原貌): drawn anew from the archive with the hit marked, safe to be shown in the desk.

It is served with `HEADERS` alone, inside an `<iframe sandbox>`: the header and the attribute together let nothing run
and nothing be asked for; either of them alone leaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from county.hits import Hit, Span, find_words
from county.personal import PersonalNumber
from desk.frame.drawing import Drawing, Link, draw
from desk.frame.masking import mask_shown

ANCHOR = "hit-1"
"""Where the frame is opened: the id of the first mark."""
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
LARGEST = 4_000_000
"""Characters of a source that is drawn; a longer one is shown as source only."""
NEXT_TO = 6
"""Characters next to the words that tell their place from another of the same words."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""For the page as a file of its own, where no header goes with it."""
_STYLE = """
html { background: #fff } body { margin: 8px 12px; font: 15px/1.7 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
mark { background: #ffe08a !important; color: #000 !important; outline: 2px solid #d98200; scroll-margin: 35vh }
mark:not(#hit-1) { outline: 1px dashed #d98200 }
[data-hit] { display: revert !important; visibility: visible !important; opacity: 1 !important;
  position: static !important; height: auto !important; max-height: none !important; overflow: visible !important;
  text-indent: 0 !important; transform: none !important; clip: auto !important; clip-path: none !important }
.xuncha-note { border: 1px dashed #999; color: #666; padding: 0 4px; font-size: 12px }
.xuncha-address { font-size: 12px; word-break: break-all }
"""


_Part = tuple[int, int, str]
"""First and last place of a mark in a text, and its id."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to be served with `HEADERS`. `marks` is how many places of the hit it shows, 0 where it is not among its
    texts and links; `in_place` says that one of them stands between what stood next to the hit."""

    html: str
    marks: int
    in_place: bool


def page_view(source: str, url: str, hit: Hit | None, known: Sequence[PersonalNumber] = ()) -> PageView:
    """The page of that source, fetched from `url`, its personal numbers masked, its parts from elsewhere named and not
    loaded, its links dead. A hit that is no text of the page is looked for among its addresses."""
    drawing = draw(source, url)
    texts = _masked(drawing, known)
    whole = "".join(texts)
    spans = find_words(whole, hit) if hit else []
    linked = _links_of(drawing, hit) if hit and not spans else []
    marked = _mark(texts, spans)
    opened = {drawing.inside[number] for number in marked} | {link.inside for link in linked}
    body = _assemble(drawing, texts, marked, linked, _path(drawing, opened))
    in_place = bool(linked) or (hit is not None and _stands_in_place(whole, hit))
    return PageView(_document(drawing.title, body, known), len(spans) or len(linked), in_place)


def _stands_in_place(text: str, hit: Hit) -> bool:
    """Whether the words stand in `text` with what stood before or after them, where that is known."""
    before, after = hit.before[-NEXT_TO:], hit.after[:NEXT_TO]
    passages = [f"{before}{hit.words}"] * bool(before) + [f"{hit.words}{after}"] * bool(after)
    return any(find_words(text, Hit(passage)) for passage in passages or [hit.words])


def _masked(drawing: Drawing, known: Sequence[PersonalNumber]) -> list[str]:
    """The texts, masked as one text: a number may be parted by tags."""
    masked = mask_shown("".join(drawing.texts), known)
    ends = list(accumulate(map(len, drawing.texts)))
    return [masked[end - len(text) : end] for text, end in zip(drawing.texts, ends, strict=True)]


def _links_of(drawing: Drawing, hit: Hit) -> list[Link]:
    """Links to the address, or else to the host, that the words of the hit name."""
    exact = [link for link in drawing.links if link.url == hit.words]
    return exact or [link for link in drawing.links if f"//{hit.words}/" in f"{link.url}/"]


def _mark(texts: Sequence[str], spans: Iterable[Span]) -> dict[int, list[_Part]]:
    """For each text the parts of it that are marked, with the id of the mark: a hit over several texts is marked in
    each of them, and named in the first."""
    begins = [0, *accumulate(map(len, texts))]
    marked: defaultdict[int, list[_Part]] = defaultdict(list)
    for order, (start, end) in enumerate(spans, start=1):
        name = f"hit-{order}"
        for number in range(bisect_right(begins, start) - 1, bisect_left(begins, end)):
            first, last = max(start - begins[number], 0), min(end - begins[number], len(texts[number]))
            if texts[number][first:last].strip():
                marked[number].append((first, last, name))
                name = ""
    return {number: sorted(parts) for number, parts in marked.items()}


def _path(drawing: Drawing, opened: Iterable[int]) -> set[int]:
    """The open tags round these pieces: what hides a hit from visitors must not hide it from the reviewer."""
    path: set[int] = set()
    for piece in opened:
        while piece >= 0 and piece not in path:
            path.add(piece)
            piece = drawing.outer.get(piece, -1)
    return path


def _assemble(
    drawing: Drawing,
    texts: Sequence[str],
    marked: dict[int, list[_Part]],
    linked: Sequence[Link],
    path: set[int],
) -> str:
    shown = {link.piece: (order, link.url) for order, link in reversed(list(enumerate(linked, start=1)))}
    parts: list[str] = []
    for number, piece in enumerate(drawing.pieces):
        if number in shown:
            order, url = shown[number]
            parts.append(f'<mark id="hit-{order}" class="xuncha-address">链接 {escape(url)}</mark>')
        if isinstance(piece, int):
            parts.append(_with_marks(texts[piece], marked.get(piece, ())))
        else:
            parts.append(f"{piece[:-1]} data-hit>" if number in path else piece)
    return "".join(parts)


def _with_marks(text: str, parts: Sequence[_Part]) -> str:
    shown: list[str] = []
    done = 0
    for first, last, name in parts:
        shown.append(escape(text[done:first]))
        shown.append(f'<mark id="{name}">' if name else "<mark>")
        shown.append(f"{escape(text[first:last])}</mark>")
        done = last
    return "".join([*shown, escape(text[done:])])


def _document(title: str, body: str, known: Sequence[PersonalNumber]) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(mask_shown(title, known))}</title></head>"
        f"<body>{body}<style>{_STYLE}</style></body></html>"
    )
