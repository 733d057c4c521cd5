"""What is sealed of a finding (未遮掩内容): its evidence package, with the raw record for those who give a reason, and
the whole number where one must be compared."""

from __future__ import annotations

from starlette.responses import Response

import checks
from county.hits import find_words
from county.times import utc_now
from desk.call import Call, NotThere
from desk.exhibiting import Shown, clause_of, exhibit_of, shown_finding, source_of
from desk.frame.drawing import draw
from desk.frame.text_view import Parts, near
from desk.package import build_package, exhibit_parts
from desk.pages.finding import detail_of, finding_page
from evidence.desk.detail import FindingDetail
from evidence.desk.looks import Look, note_look
from evidence.exhibits import Exhibit, body_of, last_capture_of

_SAVED = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}


def masked_package(call: Call) -> Response:
    """The package that may be handed on: page, text, hashes, all masked."""
    return _package(call, detail_of(call))


def whole_package(call: Call) -> Response:
    """The package with the raw record, for a reason that is written down first."""
    detail = detail_of(call)
    _exhibits(call, detail)
    note_look(call.store, detail.id, Look.PACKAGE, call.field("reason"), call.account.name)
    return _package(call, detail, reason=call.field("reason").strip())


def whole_numbers(call: Call) -> Response:
    """The hit with its numbers as they were published, for a reason that is written down first."""
    detail = detail_of(call)
    context = _unmasked(call, shown_finding(call, detail))
    note_look(call.store, detail.id, Look.NUMBERS, call.field("reason"), call.account.name)
    return finding_page(call, "", "finding_numbers.html", context=context, reason=call.field("reason").strip())


def _package(call: Call, detail: FindingDetail, reason: str = "") -> Response:
    rule, shown = checks.RULES.get(detail.finding.rule), shown_finding(call, detail)
    parts = [
        part
        for number, exhibit in enumerate(_exhibits(call, detail), start=1)
        for part in exhibit_parts(
            f"capture-{number}", exhibit, shown.hit, call.desk.home.packs, call.desk.take_picture, whole=bool(reason)
        )
    ]
    clause = clause_of(call, detail)
    name = f"evidence-{detail.id}{'-whole' if reason else ''}"
    content = build_package(
        name,
        parts,
        one=detail,
        rule_title=rule.title if rule else detail.finding.rule,
        quote=detail.finding.quote,
        basis=detail.finding.basis or (rule.basis if rule else "—"),
        clause=f"{clause.id} {clause.title}" if clause else "",
        unit_name=call.unit_name(detail.unit),
        county_name=call.desk.county.name,
        whole=bool(reason),
        reason=reason,
        made_by=call.account.display,
        made_at=call.local(utc_now()),
    )
    head = {**_SAVED, "Content-Disposition": f'attachment; filename="{name}.zip"'}
    return Response(content, media_type="application/zip", headers=head)


def _exhibits(call: Call, detail: FindingDetail) -> list[Exhibit]:
    """The capture that shows the finding, and the last one that still does."""
    last = last_capture_of(call.store.connection, detail.id)
    return [exhibit_of(call, capture) for capture in dict.fromkeys((detail.capture, last)) if capture]


def _unmasked(call: Call, shown: Shown) -> Parts:
    """The hit in what was sent, with sixty characters to each side."""
    text = _raw_text(call, shown.exhibit)
    spans = find_words(text, shown.hit) if shown.hit else []
    if not spans:
        raise NotThere
    return near(text, spans[0])


def _raw_text(call: Call, exhibit: Exhibit) -> str:
    if not exhibit.is_document:
        return "".join(draw(source_of(call, exhibit), exhibit.url).texts)
    body = body_of(exhibit, call.desk.home.packs)
    return call.desk.read_document(body, exhibit.name or exhibit.url)
