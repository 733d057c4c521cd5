"""PDF files: text in the order of the content, lines of one paragraph joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2

from county.text import Text
from crawler.documents import errors, limits
from crawler.documents.errors import UnreadableError
from crawler.reading.flow import TextBuilder

_PASSWORD = "password"  # noqa: S105 - a word of the library's message
_ENDS_OPEN = re.compile(r"[\u3400-\u9fff，、；：（《“A-Za-z]$")
_GOES_ON = re.compile(r"^[\u3400-\u9fff，。、；：！？）》”A-Za-z\d（《“]")
_NEW_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\(?\d{1,3}[).、．]|第[一二三四五六七八九十百\d]{1,4}[章节条])"
)
_FULL_LINE = 0.85
"""A line this near to the widest of its page was broken by the page's edge."""
_SHORTEST_FULL = 18
_OPEN_DIGITS = re.compile(r"(?<!\d)\d{1,19}$")
_MORE_DIGITS = re.compile(r"^(\d{1,19}[Xx]?)(?!\d)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FEW_CHARACTERS = 5


def read_pdf(body: bytes, *, ocr: bool = False) -> tuple[Text, str]:
    """Text of a PDF and what of it could not be read, "" for nothing. Raises `UnreadableError`."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        encrypted = _PASSWORD in str(error).lower()
        raise UnreadableError(errors.ENCRYPTED if encrypted else errors.DAMAGED) from error
    try:
        return _read_pages(document)
    finally:
        document.close()


def _read_pages(document: pypdfium2.PdfDocument) -> tuple[Text, str]:
    count = len(document)
    if count == 0:
        raise UnreadableError(errors.DAMAGED)
    builder = TextBuilder()
    blank: list[int] = []
    for number in range(min(count, limits.PAGES)):
        lines = [line.strip() for line in _page_text(document, number).splitlines()]
        if sum(map(len, lines)) < _FEW_CHARACTERS:
            blank.append(number + 1)
        for paragraph in _paragraphs([line for line in lines if line]):
            builder.paragraph(paragraph)
        if builder.length > limits.CHARACTERS:
            raise UnreadableError(errors.TOO_LARGE)
    if len(blank) == min(count, limits.PAGES):
        raise UnreadableError(errors.SCAN)
    return builder.text(), _unread(blank, count)


def _unread(blank: Sequence[int], count: int) -> str:
    if count > limits.PAGES:
        return f"共{count}页，只检查了前{limits.PAGES}页，其余请人工检查。"
    if not blank:
        return ""
    return f"第{'、'.join(map(str, blank[:10]))}页{'等' if len(blank) > 10 else ''}没有可读取的文字，这几页未检查。"


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Text of one page, "" where that page is damaged."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range()).replace("\ufffe", "")
        finally:
            words.close()
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines put together again where the page's edge or a narrow cell broke them."""
    widest = max(map(len, lines), default=0)
    pending = ""
    last = ""
    for line in lines:
        if pending and (is_broken_number(last, line) or _is_broken_line(last, line, widest)):
            pending += line
        else:
            if pending:
                yield pending
            pending = line
        last = line
    if pending:
        yield pending


def _is_broken_line(line: str, following: str, widest: int) -> bool:
    full = len(line) >= max(_SHORTEST_FULL, _FULL_LINE * widest)
    goes_on = _GOES_ON.match(following) is not None and _NEW_ITEM.match(following) is None
    return full and goes_on and _ENDS_OPEN.search(line) is not None


def is_broken_number(line: str, following: str) -> bool:
    """Whether the digits at the end of one line and the start of the next are one number: an identity number whose
    checksum holds only together, that number with its disability suffix, or a mobile number."""
    head, tail = _OPEN_DIGITS.search(line), _MORE_DIGITS.match(following)
    if head is None or tail is None:
        return False
    number = head[0] + tail[1]
    if len(number) in (18, 20):
        return holds_checksum(number[:18])
    return len(number) == 11 and _MOBILE.fullmatch(number) is not None


def holds_checksum(number: str) -> bool:
    """Whether the last of 18 characters is the check of the others (GB 11643)."""
    if not number[:17].isdigit() or not number[:17].isascii():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()
