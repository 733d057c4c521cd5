"""Required meta tags that a unit's pages lack (网页标签缺失)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.tags import ARTICLE_TAGS, COLUMN_TAGS, Tag

INFO = RuleInfo(
    id="meta-tags",
    title="网页标签缺失",
    level=Level.NOTICE,
    basis="国办发〔2017〕47号附件（网页标签规范：网站标签、栏目标签、内容标签）；国办秘函〔2019〕19号（页面标签）",
)
LEAST_ARTICLES = 3
"""A tag that so many articles all lack is missing from their template."""
_QUOTED_COLUMNS = 5


@record_check(INFO)
def meta_tags(record: UnitRecord) -> Iterator[UnitFinding]:
    """One finding a unit, on its first column concerned: templates are made for the whole portal, and a finding for
    each column would say the same thing ten times."""
    lacking = [(history, missing) for history in record.histories if (missing := _missing(history))]
    if not lacking:
        return
    first = lacking[0][0].column
    quote = "；".join(f"{history.column.name}缺 {'、'.join(tags.names)}" for history, tags in lacking[:_QUOTED_COLUMNS])
    finding = Finding(
        rule=INFO.id,
        level=INFO.level,
        words="",
        why=f"有 {len(lacking)} 个栏目的页面缺少规定的网页标签",
        quote=quote,
        suggestion="请网站维护单位在页面模板里补齐标签（meta），补齐并再次读到后自动消除",
        count=len(lacking),
    )
    yield UnitFinding(finding, first.name, record.unit.id, first.url)


def _missing(history: ColumnHistory) -> Tag:
    """What the column's own page lacks, and what all its articles lack."""
    missing = COLUMN_TAGS & ~history.tags if history.tags is not None else Tag(0)
    read = [item for item in history.items if item.tags is not None]
    if len(read) >= LEAST_ARTICLES:
        needed = ARTICLE_TAGS if any(item.date_now for item in read) else ARTICLE_TAGS & ~Tag.PubDate
        for item in read:
            needed &= ~(item.tags or Tag(0))
        missing |= needed
    return missing
