"""Words of drawings in office documents (图形中的文字): text boxes on sheets, charts, diagrams of boxes (SmartArt)."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.documents.package import Package

_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_PARTS = ("drawings/drawing", "diagrams/data", "charts/chart")


def drawn_words(package: Package, folder: str) -> Iterator[str]:
    """A line for each paragraph of the drawings in that `folder` of the package: "word", "xl", "ppt"."""
    for part in _PARTS:
        for name in package.matching(f"{folder}/{part}"):
            root = package.xml(name)
            for paragraph in root.iter(_PARAGRAPH) if root is not None else ():
                yield "".join(paragraph.itertext("{*}t"))
