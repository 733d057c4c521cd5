"""通报: what a week or a month of watching gave, all units in one paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from county.settings import County
from county.times import day_text
from digest.bulletin_tables import gap_row, mending_rows, news_row, ranking_tables
from digest.bulletin_words import found, news_sentence, nothing_found, problems, watched
from digest.coverage import Coverage, coverage
from digest.issuing import Issuing
from digest.material import Material, gather
from digest.news_counts import NewsCount, news_counts
from digest.period import Period, Rhythm
from digest.word_paper import BULLETIN, fill_template
from digest.wording import cleaned, office_name
from evidence.histories import histories
from evidence.store import Store
from scoring import Scheme
from scoring.scores import score_units


@dataclass(frozen=True, slots=True)
class BulletinMaterial:
    """What a bulletin is made of. `before` are the totals at the end of the night before the period, by unit; empty
    where nothing was watched by then, or where another assessment year was running."""

    night: Material
    period: Period
    news: tuple[NewsCount, ...]
    before: Mapping[str, Decimal]

    @property
    def coverage(self) -> Coverage:
        """What was watched and what was not."""
        return coverage(self.night.county, self.night.visits, self.period, self.night.as_of)


def gather_bulletin(
    store: Store,
    county: County,
    scheme: Scheme,
    as_of: dt.date,
    period: Period,
    known_by: dt.date | None = None,
) -> BulletinMaterial:
    """The material of a bulletin on `period`, as known at the end of night `as_of`."""
    night = gather(store, county, scheme, as_of, known_by)
    eve = period.start - dt.timedelta(days=1)
    known = any(visit.night <= eve for visit in night.visits) and scheme.first_day(eve) == scheme.first_day(as_of)
    sheets = score_units(store, county, scheme, eve, known_by) if known else []
    return BulletinMaterial(
        night=night,
        period=period,
        news=news_counts(county, scheme, histories(store, county, as_of), period, as_of),
        before={sheet.unit: sheet.total for sheet in sheets},
    )


def write_bulletin(path: Path, material: BulletinMaterial, issuing: Issuing) -> None:
    """Writes the bulletin. Raises TemplateError, ConfigurationError."""
    night, period = material.night, material.period
    calendar = night.calendar
    faults = tuple(one for one in night.faults if one.found_on <= period.end)
    seen = material.coverage
    context: dict[str, object] = {
        "county": cleaned(night.county.name),
        "kind": "通报" if period.rhythm is Rhythm.MONTH else period.rhythm.value,
        "name": period.name,
        "period": period.label,
        "number": cleaned(issuing.document_number),
        "office": cleaned(issuing.signature or office_name(night.county)),
        "as_of": day_text(night.as_of),
        "made_on": day_text(issuing.made_on),
        "days": issuing.policy.general_days,
        "deadline": day_text(issuing.deadline(calendar)),
        "doubt": issuing.doubt(calendar),
        "overview": [*watched(seen), found(faults, period, night.as_of), news_sentence(material.news)],
        "nothing": nothing_found(seen),
        "problems": list(problems(faults, period)),
        "ranking": list(ranking_tables(night.sheets, material.before)),
        "news": [news_row(count) for count in material.news],
        "mending": list(mending_rows(night.county, faults, period)),
        "unseen": [gap_row(gap) for gap in seen.gaps],
    }
    fill_template(BULLETIN, context, path, issuing.templates)
