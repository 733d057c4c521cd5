"""整改通知单 and 提示单: one unit's faults with their place, words, right form and deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from county.finding import Level
from county.times import day_text
from county.units import Unit
from digest.faults import Fault, Standing
from digest.issuing import Issuing
from digest.marking import marked
from digest.material import Material
from digest.word_paper import NOTICE, REMINDER, fill_template
from digest.wording import cleaned, office_name, plain


def to_be_mended(material: Material, unit: Unit) -> tuple[Fault, ...]:
    """What a 整改通知单 names: confirmed by a reviewer and still there."""
    return tuple(one for one in _standing(material, unit) if one.standing is Standing.CONFIRMED)


def established(material: Material, unit: Unit) -> tuple[Fault, ...]:
    """What a 提示单 states as a fact: confirmed or counted, and still there."""
    return tuple(one for one in _standing(material, unit) if one.established)


def pending(material: Material, unit: Unit) -> tuple[Fault, ...]:
    """What a 提示单 asks the unit to look at: still there, not confirmed, and more than a notice for the eye."""
    return tuple(one for one in _standing(material, unit) if one.suspected)


def _standing(material: Material, unit: Unit) -> Iterable[Fault]:
    return (one for one in material.faults if one.unit == unit.id and one.gone_on is None)


def write_notice(path: Path, material: Material, unit: Unit, issuing: Issuing) -> None:
    """Writes the unit's 整改通知单. Raises TemplateError, ConfigurationError."""
    faults = to_be_mended(material, unit)
    serious = sum(one.level is Level.SERIOUS for one in faults)
    context = _head(material, unit, issuing) | {
        "count": len(faults),
        "kinds": _kinds(faults),
        "serious": serious,
        "faults": _rows(faults, material, issuing),
    }
    fill_template(NOTICE, context, path, issuing.templates)


def write_reminder(path: Path, material: Material, unit: Unit, issuing: Issuing) -> None:
    """Writes the unit's 提示单. Raises TemplateError, ConfigurationError."""
    facts, suspected = established(material, unit), pending(material, unit)
    context = _head(material, unit, issuing) | {
        "count": len(facts),
        "kinds": _kinds(facts),
        "faults": _rows(facts, material, issuing),
        "pending_count": len(suspected),
        "pending_kinds": _kinds(suspected),
        "pending": _rows(suspected, material, issuing),
        "every": _rows((*facts, *suspected), material, issuing),
    }
    fill_template(REMINDER, context, path, issuing.templates)


def _head(material: Material, unit: Unit, issuing: Issuing) -> dict[str, object]:
    calendar = material.calendar
    return {
        "number": cleaned(issuing.document_number),
        "unit": cleaned(unit.name),
        "scheme": cleaned(material.scheme.title),
        "office": cleaned(issuing.signature or office_name(material.county)),
        "as_of": day_text(material.as_of),
        "made_on": day_text(issuing.made_on),
        "days": issuing.policy.general_days,
        "deadline": day_text(issuing.deadline(calendar)),
        "serious_deadline": day_text(issuing.deadline(calendar, Level.SERIOUS)),
        "doubt": issuing.doubt(calendar),
    }


def _kinds(faults: Sequence[Fault]) -> str:
    """ "错敏词（词表）3 个、栏目更新不及时 1 个", the kinds in the order of their gravest fault."""
    counts = Counter(one.kind for one in faults)
    return "、".join(f"{kind} {count} 个" for kind, count in counts.items())


def _rows(faults: Iterable[Fault], material: Material, issuing: Issuing) -> list[dict[str, object]]:
    return [_row(number, one, material, issuing) for number, one in enumerate(faults, start=1)]


def _row(number: int, fault: Fault, material: Material, issuing: Issuing) -> dict[str, object]:
    deadline = issuing.deadline(material.calendar, fault.level)
    return {
        "number": number,
        "column": cleaned(fault.column),
        "title": cleaned(fault.title),
        "url": plain(fault.url),
        "kind": fault.kind,
        "grade": fault.grade,
        "said": marked(cleaned(fault.said), cleaned(fault.words)),
        "right": cleaned(fault.right),
        "basis": cleaned(fault.basis),
        "found_on": fault.found_on.isoformat(),
        "deadline": deadline.isoformat() if fault.established else str(fault.standing),
    }
