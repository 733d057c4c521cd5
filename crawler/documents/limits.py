"""How much of a document is read (读取上限): beyond these it counts as not checked."""

from __future__ import annotations

BYTES = 64 * 1024 * 1024
"""Largest file looked into."""
UNPACKED_BYTES = 256 * 1024 * 1024
"""All members of a package together, counted while unpacking: what a package declares may be a lie."""
MEMBER_BYTES = 96 * 1024 * 1024
"""One member held in memory."""
RATIO = 400
"""Unpacked to packed bytes, above `RATIO_FROM`: the XML of honest tables stays under a hundred."""
RATIO_FROM = 8 * 1024 * 1024
MEMBERS = 3000
"""Members of one package."""
CELLS = 1_500_000
"""Cells of one sheet, empty ones in between included: two cells in opposite corners must not fill the memory."""
SHEETS = 200
PAGES = 1500
"""Pages of a PDF, OFD or presentation."""
CHARACTERS = 20_000_000
"""Characters of one document's text."""
NESTING = 3
"""Archives inside archives."""
XML_BYTES = 48 * 1024 * 1024
"""One member parsed into a tree."""
GAPPED_BYTES = 12 * 1024 * 1024
"""A sheet with vast gaps that is drawn together: honest ones hold a small table and a cell somebody hit by mistake."""
XML_NODES = 2_500_000
"""Tags and attributes of one tree: they, not the bytes, fill the memory."""
HTML_TAGS = 1_200_000
"""Opening and closing tags of a page: a table of 40,000 rows and ten columns has as many."""
OCR_PAGES = 10
"""Scanned pages given to text recognition: each takes about ten seconds."""
OCR_SECONDS = 300
"""Time for all of them."""
PDF_STREAM_BYTES = 48 * 1024 * 1024
"""One compressed part of a PDF that is a font or a table of objects."""
PDF_DRAWING_BYTES = 4 * 1024 * 1024
"""One that draws: the library takes a hundred times as much memory for its objects."""
PDF_BYTES = 256 * 1024 * 1024
"""All of them."""
PDF_RATIO = 100
"""Unpacked to packed bytes of one part, above `PDF_RATIO_FROM`: what draws a page has five to ten."""
PDF_RATIO_FROM = 1024 * 1024
PDF_SECONDS = 20
"""A PDF of a thousand pages takes two; one that takes this long means harm, and is read as far as it went."""
