"""PDFium without the fonts of this machine (系统字体): a text needs none, and looking each glyph of a font that is not
embedded up in a large one of the system takes ten times as long as all the rest."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

_FIELDS = dict(pdfium.FPDF_SYSFONTINFO._fields_)
_NOTHING = {name: _FIELDS[name](lambda *_: None) for name in ("MapFont", "GetFont")}
_INFO = pdfium.FPDF_SYSFONTINFO(version=1, **_NOTHING)
"""Kept for as long as the library runs, which holds its address."""


def use_no_system_fonts() -> None:
    """From now on the library knows its own fonts only; text and order stay the same (measured)."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_INFO))
