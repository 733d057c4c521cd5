"""单位考核明细.docx: one unit's points clause by clause and entry by entry, in the form of an official document."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from pathlib import Path

from county.times import day_text
from county.units import Unit
from digest.issuing import Issuing
from digest.material import Material
from digest.word_paper import UNIT_SCORE, fill_template
from digest.wording import at_stake, at_stake_of, cleaned, entries_of, office_name, plain, standing_of, suspicions_of
from scoring import Clause, ClauseScore, LedgerEntry, Placed, ranked
from scoring.points import points_text

MOST_ENTRIES = 300
"""Entries listed, some thirty pages; the rest stand in the score book."""
MOST_URLS = 3
"""Addresses of one entry that are printed."""


def write_unit_paper(path: Path, material: Material, unit: Unit, issuing: Issuing) -> None:
    """Writes the unit's 单位考核明细. Raises TemplateError, ConfigurationError."""
    placed = material.places[unit.id]
    sheet = placed.sheet
    entries = entries_of(sheet)
    clauses = zip(material.scheme.clauses, sheet.clauses, strict=True)
    context: dict[str, object] = {
        "unit": cleaned(unit.name),
        "unit_class": str(unit.unit_class),
        "scheme": cleaned(material.scheme.title),
        "as_of": day_text(material.as_of),
        "made_on": day_text(issuing.made_on),
        "office": cleaned(issuing.signature or office_name(material.county)),
        "total": points_text(sheet.total),
        "sums": "，".join(f"{one.id}{one.title} {points_text(one.earned)} 分" for one in sheet.sections),
        "place": placed.text,
        "among": len(ranked(material.sheets)[unit.unit_class]),
        "pending": _pending(placed),
        "unseen": _unseen(placed),
        "clauses": [_clause(clause, score, material.as_of) for clause, score in clauses],
        "entries": [_entry(number, one, material) for number, one in enumerate(entries[:MOST_ENTRIES], start=1)],
        "left_out": max(0, len(entries) - MOST_ENTRIES),
        "explanation": list(material.explanation),
    }
    fill_template(UNIT_SCORE, context, path, issuing.templates)


def _pending(placed: Placed) -> str:
    stake, vetoes = at_stake_of(placed.sheet), suspicions_of(placed.sheet)
    told = f"另有待核事项，复核确认前不计入得分，如全部确认，得分增减 {stake} 分。" if stake else "没有待核事项。"
    return told + (f"另有{vetoes}，登记事件并签署后才否决。" if vetoes else "")


def _unseen(placed: Placed) -> str:
    count = placed.sheet.not_observed
    return f"有 {count} 项没有观测到，不扣分，见计分明细。" if count else "没有未观测事项。"


def _clause(clause: Clause, score: ClauseScore, as_of: dt.date) -> dict[str, str]:
    return {
        "id": clause.id,
        "words": cleaned(clause.words),
        "standing": standing_of(clause, score),
        "state": score.state_name(as_of),
    }


def _entry(number: int, entry: LedgerEntry, material: Material) -> dict[str, object]:
    stake = at_stake((entry,))
    urls = [url for url in material.addresses(entry.evidence) if url not in entry.why]
    more = f" 等 {len(urls)} 个网址" if len(urls) > MOST_URLS else ""
    return {
        "number": number,
        "clause": entry.clause,
        "state": entry.state_name(material.as_of),
        "points": f"待核 {stake}" if stake else points_text(entry.points),
        "why": cleaned(entry.why + entry.ruling),
        "urls": plain(" ".join(islice(urls, MOST_URLS)) + more),
    }
