"""The tables behind a bulletin (通报附件): places, news, faults and what was not observed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from county.settings import County
from county.sites import PORTAL_ITSELF
from digest.coverage import Gap
from digest.faults import Fault
from digest.news_counts import NewsCount
from digest.period import Period
from digest.wording import at_stake_of, cleaned, signed
from scoring import Placed, Sheet, ranked
from scoring.points import points_text

_NOTHING = "—"


def ranking_tables(sheets: Sequence[Sheet], before: Mapping[str, Decimal]) -> Iterator[dict[str, object]]:
    """A table for each class that has units; `before` are the totals from which the change is told."""
    for unit_class, group in ranked(sheets).items():
        if group:
            rows = [_place_row(placed, before.get(placed.sheet.unit)) for placed in group]
            yield {"name": f"{unit_class}单位（{len(group)} 个）", "rows": rows}


def _place_row(placed: Placed, before: Decimal | None) -> dict[str, str]:
    sheet = placed.sheet
    return {
        "place": placed.text,
        "unit": cleaned(sheet.name),
        "total": points_text(sheet.total),
        "change": _NOTHING if before is None else signed(sheet.total - before) or "0",
        "at_stake": at_stake_of(sheet),
    }


def news_row(count: NewsCount) -> dict[str, object]:
    """A unit's news."""
    return {
        "unit": cleaned(count.unit.name),
        "due": count.due,
        "have": count.have,
        "missing": count.missing,
        "note": cleaned(count.note),
    }


def mending_rows(county: County, faults: Sequence[Fault], period: Period) -> Iterator[dict[str, object]]:
    """A row a unit; the portal's own faults in the last one, where it has any."""
    rows = {unit.id: unit.name for unit in county.units}
    if any(not one.unit for one in faults):
        rows[""] = PORTAL_ITSELF
    for unit, name in rows.items():
        own = [one for one in faults if one.unit == unit]
        yield {"unit": cleaned(name), **_counts(own, period)}


def _counts(faults: Sequence[Fault], period: Period) -> dict[str, int]:
    facts = [one for one in faults if one.established]
    return {
        "found": sum(one.found_on in period for one in facts),
        "mended": sum(one.gone_on is not None and one.gone_on in period for one in facts),
        "standing": sum(one.gone_on is None for one in facts),
        "pending": sum(one.suspected for one in faults),
    }


def gap_row(gap: Gap) -> dict[str, str]:
    """Something that was not observed."""
    return {"place": cleaned(gap.place), "what": cleaned(gap.what), "why": cleaned(gap.why)}
