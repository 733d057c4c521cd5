"""A contestant of the documents job: all text of one file, tables included, as the reader's own documentation gets it.

    read_document.py READER FILE ANSWER

Runs under the interpreter that has READER. ANSWER gets the text, as one line, and the CPU that importing and reading
took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from telling import tell

Reader = Callable[[Path], str]


def _ours() -> Reader:
    from crawler.documents import read_file

    return lambda path: read_file(path).text.content


def _pdfplumber() -> Reader:
    """Its text, and its tables with the lines of a cell joined: a number that a narrow cell wraps is whole there."""
    import pdfplumber

    def read(path: Path) -> str:
        parts: list[str] = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                parts.append(page.extract_text())
                for table in page.extract_tables():
                    parts += ("\t".join((cell or "").replace("\n", "") for cell in row) for row in table)
        return "\n".join(parts)

    return read


def _python_docx() -> Reader:
    import docx

    def read(path: Path) -> str:
        document = docx.Document(str(path))
        rows = ("\t".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])

    return read


def _openpyxl() -> Reader:
    from openpyxl import load_workbook

    def read(path: Path) -> str:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
        return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)

    return read


def _markitdown() -> Reader:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda path: converter.convert(str(path)).text_content


READERS: dict[str, Callable[[], Reader]] = {
    "ours": _ours, "pdfplumber": _pdfplumber, "python-docx": _python_docx, "openpyxl": _openpyxl,
    "markitdown": _markitdown,
}  # fmt: skip


def main(name: str, path: Path, answer: Path) -> None:
    """Reads the file once, as a fresh process does."""
    started = time.process_time()
    read = READERS[name]()
    ready = time.process_time()
    text = read(path)
    tell(answer, {"import_seconds": ready - started, "read_seconds": time.process_time() - ready}, [text])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
