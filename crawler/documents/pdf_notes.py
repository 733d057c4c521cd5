"""What stands on a PDF's page beside its drawing (表单域、批注): the values of fields, boxes typed over it, notes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_KEYS = {pdfium.FPDF_ANNOT_TEXT: b"Contents", pdfium.FPDF_ANNOT_FREETEXT: b"Contents", pdfium.FPDF_ANNOT_WIDGET: b"V"}
_MOST = 5000
"""Of one page: a form has some hundred fields."""
_LONGEST = 20_000
"""Bytes of one of them."""


def notes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Their words, in the order of the file; the names that boxes to tick have for on and off are none."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, number)
        key = _KEYS.get(pdfium.FPDFAnnot_GetSubtype(note))
        if key and pdfium.FPDFAnnot_GetValueType(note, key) == pdfium.FPDF_OBJECT_STRING:
            yield _string(note, key)
        pdfium.FPDFPage_CloseAnnot(note)


def _string(note: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    size = min(pdfium.FPDFAnnot_GetStringValue(note, key, None, 0), _LONGEST)
    value = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(note, key, value, size)
    return ctypes.string_at(value, size).decode("utf-16-le", "replace").rstrip("\0")
