"""Scanned pages (扫描件) recognised by the optional extra xuncha[ocr]; without it they count as not checked."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import pypdfium2

from crawler.documents import errors
from crawler.documents.errors import UnreadableError

_ENGINE = "rapidocr_onnxruntime"
_SCALE = 150 / 72
"""Pixels a point: 150 dots an inch read as well as 200 in half the time."""
_MOST_PIXELS = 4000
"""Longest side of a page drawn: a page may say it is a kilometre wide."""
_BROKEN = (pypdfium2.PdfiumError, RuntimeError, ValueError, TypeError, IndexError, OSError)
"""What drawing and recognition raise on a page that is none."""


def recognised(document: pypdfium2.PdfDocument, number: int) -> tuple[str, ...]:
    """Lines of a page from the top, none where it cannot be drawn. Raises `UnreadableError` without the extra."""
    engine = _engine()
    try:
        found, _ = engine(_drawn(document, number))
        return tuple(str(line[1]) for line in found or ())
    except _BROKEN:
        return ()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Any:
    page = document[number]
    try:
        scale = min(_SCALE, _MOST_PIXELS / max(*page.get_size(), 1.0))
        return page.render(scale=scale).to_numpy()
    finally:
        page.close()


@cache
def _engine() -> Any:
    try:
        return import_module(_ENGINE).RapidOCR()
    except ImportError as error:
        raise UnreadableError(errors.NO_OCR) from error
