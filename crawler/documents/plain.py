"""Text files and pages under a document's name (csv、txt、网页格式的 doc)."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
from http import HTTPStatus

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.aligned import Listed, with_lists
from crawler.documents.errors import UnreadableError
from crawler.reading.encoding import decode
from crawler.reading.flow import TextBuilder, add_element
from crawler.reading.judgement import Effective, judge
from crawler.reading.page import Page

_DELIMITERS = ",\t;|"
_SAMPLE = 8192
_SCIENTIFIC = re.compile(r"(?<![\w.])\d\.\d{2,14}E\+1[5-9](?!\d)")
"""A long number that a spreadsheet had already shortened when it was saved as text."""
_NOTICES = frozenset({Effective.MISSING, Effective.ERROR, Effective.BLOCKED})
"""What a portal sends in place of a file."""
_HOPELESS = 0.1
"""More lost characters than this: the file is no text."""


def read_plain(body: bytes) -> tuple[Text, str]:
    """Lines of a text file as paragraphs. Raises `UnreadableError`."""
    builder = TextBuilder()
    for part in with_lists(_text(body).splitlines()):
        if isinstance(part, Listed):
            builder.table(part.rows)
            continue
        for line in part:
            builder.paragraph(line)
    return builder.text(), ""


def read_csv(body: bytes) -> tuple[Text, str]:
    """A csv file as one table. Raises `UnreadableError`."""
    text = _text(body)
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=sample.count)
    csv.field_size_limit(limits.CHARACTERS)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            cells += len(row) + 1
            if cells > limits.CELLS:
                raise UnreadableError(errors.TOO_LARGE)
    except csv.Error as error:
        raise UnreadableError(errors.DAMAGED) from error
    builder = TextBuilder()
    builder.table(rows, "表1")
    return builder.text(), errors.LOST_DIGITS if _SCIENTIFIC.search(text) else ""


def read_html(body: bytes, content_type: str) -> tuple[Text, str]:
    """All that a web page shows: office programs save such under .doc and .xls. Raises `UnreadableError`."""
    if body.count(b"<") > limits.HTML_TAGS:
        raise UnreadableError(errors.TOO_LARGE)
    page = Page.parse(body, "", content_type)
    if judge(HTTPStatus.OK, {}, page, "").effective in _NOTICES:
        raise UnreadableError(errors.NOTICE)
    builder = TextBuilder()
    add_element(builder, page.tree)
    return builder.text(), ""


def read_web_archive(body: bytes) -> tuple[Text, str]:
    """The first page of a single-file web archive (mht). Raises `UnreadableError`."""
    message = email.message_from_bytes(body, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(content := part.get_payload(decode=True), bytes):
            return read_html(content, part.get("content-type", ""))
    raise UnreadableError(errors.UNKNOWN)


def _text(body: bytes) -> str:
    decoded = decode(body)
    if decoded.replaced > _HOPELESS or len(decoded.text) > limits.CHARACTERS:
        raise UnreadableError(errors.UNKNOWN if decoded.replaced > _HOPELESS else errors.TOO_LARGE)
    return decoded.text
