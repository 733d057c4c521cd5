"""The page of a finding read again (现在复查): asked for with a button, shown beside what was found."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from county.account import Role
from county.hits import Hit, find_words
from county.recheck import OUTCOME_NAMES
from desk.call import Call, NotThere
from desk.exhibiting import Shown, shown_finding
from desk.frame.text_view import Parts, near
from desk.wish import wish_behind
from evidence.desk.accounts import find_account
from evidence.desk.asked import AskedRecheck, newest_recheck
from evidence.desk.detail import FindingDetail, finding_detail
from evidence.desk.reading import queue_row
from evidence.exhibits import find_exhibit
from evidence.single_pages import why_no_single_page

NEXT_TO = 10
"""Characters beside the words by which their place is found again when they are gone."""


def start(call: Call) -> Response:
    """Has the page read again; this answers at once, the result comes later."""
    finding, back = call.path("finding"), wish_behind(call).finding(call.path("finding"))
    connection = call.store.connection
    if why := why_no_single_page(connection, finding_detail(connection, finding)):
        return call.redirect(back, why)
    call.desk.rechecks.start(finding, call.account.name)
    return call.redirect(back)


def panel(call: Call) -> Response:
    """What a finding's page tells of it, for the script that waits for the result."""
    detail = finding_detail(call.store.connection, call.path("finding"))
    if detail is None:
        raise NotThere
    row = queue_row(call.store.connection, detail.id)
    return call.page("recheck_panel.html", one=detail, **recheck_values(call, detail, row.status if row else ""))


def recheck_values(call: Call, detail: FindingDetail, status: str) -> dict[str, Any]:
    """For `recheck_panel.html` and for the button; `status` is where the finding stands."""
    connection, jobs = call.store.connection, call.desk.rechecks
    seen = newest_recheck(connection, detail.id)
    is_reviewer = call.account.role is Role.REVIEWER
    return {
        "may_recheck": is_reviewer and not why_no_single_page(connection, detail),
        "rechecking": jobs.is_running(detail.id),
        "recheck_failure": jobs.failure(detail.id) if is_reviewer else "",
        "recheck": seen,
        "recheck_name": OUTCOME_NAMES[seen.kind] if seen else "",
        "recheck_author": _display(call, seen.author) if seen else "",
        "recheck_status": status,
        "recheck_words": _as_now(call, detail, seen) if seen else (),
    }


def _display(call: Call, name: str) -> str:
    account = find_account(call.store.connection, name)
    return account.display if account else name


def _as_now(call: Call, detail: FindingDetail, seen: AskedRecheck) -> Parts:
    """The words in their context, or their place without them, as the last reading had it."""
    if not detail.capture:
        return ()
    then = shown_finding(call, detail)
    now = find_exhibit(call.store.connection, seen.capture) if seen.capture else then.exhibit
    if now is None or now.text is None or then.hit is None:
        return ()
    content = now.text.text.content
    if spans := Shown(now, then.hit).spans:
        return near(content, spans[0])
    before, after = then.hit.before[-NEXT_TO:], then.hit.after[:NEXT_TO]
    if before and (spans := find_words(content, Hit(before))):
        return _unmarked(near(content, (spans[0][1], spans[0][1])))
    if after and (spans := find_words(content, Hit(after))):
        return _unmarked(near(content, (spans[0][0], spans[0][0])))
    return ()


def _unmarked(parts: Parts) -> Parts:
    return (("".join(text for text, _ in parts), False),)
