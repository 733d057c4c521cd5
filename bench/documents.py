"""What reading a large document costs: seconds of CPU and peak memory of a fresh process, import included and apart.

python bench/documents.py"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[1]
_ROWS, _PAGES, _LINES = 20_000, 55, 34
_HEADER = ("序号", "姓名", "号码", "地址", "金额", "卡号", "备注", "单位")
_MEASURE = """
import resource, sys, time
started = time.process_time()
from pathlib import Path
from crawler.documents import read_file
ready = time.process_time()
document = read_file(Path(sys.argv[1]))
done = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
tables = len(document.text.tables)
print(f"import {ready - started:.2f} s, read {done - ready:.3f} s, peak {peak} MB, "
      f"{len(document.text.content)} characters, {tables} tables {document.reason}")
"""


def _sheet(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, _HEADER)
    for line in range(1, _ROWS + 1):
        row = (line, "张三", f"00000019{line:010}", f"某县某镇第{line}村", line / 7, f"{line:019}", "", "某局")
        sheet.write_row(line, 0, row)
    book.close()


def _word(path: Path) -> None:
    document = docx.Document()
    for number in range(2000):
        document.add_paragraph(f"第{number}段 各乡镇（街道）要认真抓好落实，确保各项工作落到实处。")
    document.save(str(path))


def _pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    for page in range(_PAGES):
        canvas.setFont("STSong-Light", 12)
        for line in range(_LINES):
            canvas.drawString(60, 800 - 22 * line, f"第{page}页第{line}行各乡镇街道要认真抓好落实确保各项工作落到实处")
        canvas.showPage()
    canvas.save()


def _ruled(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    edges = [50 + 80 * number for number in range(7)]
    heights = [800 - 18 * number for number in range(41)]
    for page in range(_PAGES):
        canvas.grid(edges, heights)
        for row, height in enumerate(heights[1:]):
            for column, edge in enumerate(edges[:-1]):
                canvas.drawString(edge + 3, height + 4, f"{page}-{row}-{column}")
        canvas.showPage()
    canvas.save()


_MADE: dict[str, Callable[[Path], None]] = {
    "rows.xlsx": _sheet,
    "paragraphs.docx": _word,
    "lines.pdf": _pdf,
    "tables.pdf": _ruled,
}


def main() -> None:
    """One line a document."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in _MADE.items():
            path = Path(folder) / name
            make(path)
            command = [sys.executable, "-c", _MEASURE, str(path)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
            print(f"{name:16} {path.stat().st_size // 1024:6} KB  {done.stdout.strip()}")


if __name__ == "__main__":
    main()
