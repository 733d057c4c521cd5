"""What the answer to a link means (链接应答): there, not there, or nothing that proves either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from county.page import LinkKind
from crawler.documenttypes import is_document, names_document
from crawler.reading import Effective, Page, judge

OK, MISSING, NO_FILE, UNRESOLVED = "ok", "missing", "no-file", "unresolved"

NO_FILE_REASON = "地址给出的是网页，不是文件。"
BOUNCED_REASON = "地址被转到了网站首页，内容已不在原处。"
UNRESOLVED_REASON = "域名不存在，解析不到地址。"

_HEAD_WILL_DO = range(200, 300)
_NO_SECOND_TRY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""Who asks us to slow down is not asked again at once."""
_VIEWER = re.compile(rb"<(?:iframe|embed|object)\b|pdf\.?js|pdfviewer", re.I)
"""A page that shows the file in itself is as good as the file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`effective` as in evidence.pack.rows.LinkAnswerRow; `reason` is one Chinese sentence, "" when ok."""

    effective: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came, redirects followed. `asked` is the address asked for, `url` the one that answered;
    `on_portal` says that the link is the portal's own, `bounced` that it was sent to the front page."""

    asked: str
    url: str
    kind: LinkKind
    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str
    on_portal: bool
    bounced: bool = False


def of_head(received: Received) -> Answer | None:
    """What the answer to HEAD means, None where only GET can tell: HEAD is refused, or answered wrongly, by many."""
    if received.status in _HEAD_WILL_DO and not received.bounced and is_document(b"", received.content_type):
        return Answer(OK)
    if received.status in _NO_SECOND_TRY:
        return Answer(Effective.BLOCKED.value, f"网站答复暂不受理（状态码 {received.status}）。")
    return None


def of_get(received: Received) -> Answer:
    """What the answer to GET means."""
    if received.status == HTTPStatus.OK and is_document(received.body, received.content_type):
        return Answer(OK)
    page = Page.parse(received.body, received.url, received.content_type)
    judgement = judge(received.status, received.headers, page, received.asked)
    if judgement.effective is not Effective.OK:
        return Answer(judgement.effective.value, judgement.reason)
    if received.on_portal and received.bounced:
        return Answer(MISSING, BOUNCED_REASON)
    if received.on_portal and received.kind is not LinkKind.PAGE and is_page_instead(received.body):
        return Answer(NO_FILE, NO_FILE_REASON)
    return Answer(OK)


def is_page_instead(body: bytes) -> bool:
    """Whether a page that came where a file was expected shows no file either."""
    return _VIEWER.search(body) is None


def promises_file(url: str, name: str) -> bool:
    """Whether a link says that a file stands behind it: its address or its words end like a file's name."""
    return names_document(url) or names_document(name.strip("【】《》（）() "))
