"""`xuncha read-document`: what is read of an attachment, and what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from county.document import Document
from county.text import Table, Text
from crawler.documents import read_file
from xuncha.errors import FAILED, OK, PARTLY


@click.command("read-document")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="逐行输出 JSON，供程序读取。")
@click.option("--ocr", is_flag=True, help="扫描件用文字识别读取（需安装 xuncha[ocr]）。")
@click.pass_context
def read_document(context: click.Context, files: tuple[Path, ...], as_json: bool, ocr: bool) -> None:
    """读取附件的文字和表格；读不了的说明原因，按未检查处理。输出是原文，可能含完整的个人号码。

    支持 pdf、docx、doc、wps、xlsx、xls、et、pptx、ppt、ofd、rtf、csv、txt、网页格式的 doc/xls 和 zip。
    """
    readable = 0
    for path in files:
        document = read_file(path, ocr=ocr)
        readable += document.readable
        click.echo(_line(path, document) if as_json else _lines(path, document))
    context.exit(OK if readable == len(files) else PARTLY if readable else FAILED)


def _line(path: Path, document: Document) -> str:
    fields = {
        "file": str(path),
        "format": document.format,
        "readable": document.readable,
        "reason": document.reason,
        "text": document.text.content,
        "tables": [_table(document.text, table) for table in document.text.tables],
    }
    return json.dumps(fields, ensure_ascii=False)


def _table(text: Text, table: Table) -> dict[str, Any]:
    rows = text.content[table.start : table.end].splitlines()
    return {"place": table.place, "header": list(table.header), "rows": [row.split("\t") for row in rows]}


def _lines(path: Path, document: Document) -> str:
    state = "已读取" if document.readable else "未检查"
    head = f"{path}　{document.format}　{state}{'：' if document.reason else ''}{document.reason}"
    return f"{head}\n{document.text.content}".rstrip("\n")
